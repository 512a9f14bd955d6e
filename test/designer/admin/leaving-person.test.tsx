// @vitest-environment jsdom
import { cleanup, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PersonDrawer } from '../../../designer/admin/PersonDrawer.tsx';
import { addTexts } from '../../../designer/ui/i18n.ts';
import { admin as en } from '../../../designer/ui/texts/en/admin.ts';
import { admin as zhCN } from '../../../designer/ui/texts/zh-CN/admin.ts';
import type { PersonTasks, PersonView } from '../../../engine/index.ts';
import { type Sent, serve, show } from '../../support/page.tsx';
import '../../support/patience.ts';

const person: PersonView = {
  id: 'p1',
  name: 'zhou',
  title: 'Zhou Tao',
  unit: 'u',
  roles: [],
  active: true,
  locked: false,
  mustChangePassword: false,
  secondFactor: false,
  revision: 3,
};
const at = '2026-11-01T08:00:00.000Z';
let tasks: PersonTasks['items'];
let sent: Sent[];
let closed: number;

beforeEach(() => {
  closed = 0;
  tasks = ['LC1', 'LC2'].map((no) => ({ id: `${no}.t1`, case: no, no, step: 's', title: 'Review', createdAt: at }));
  sent = serve(
    {
      'GET /people/p1/tasks': () => ({ items: tasks }),
      'GET /people/p1/receivers': { items: [{ id: 'p2', title: 'Li Jing', description: 'Finance', tasks: 1 }] },
      'POST /people/p1/hand-over': () => {
        const [first, second] = tasks;
        tasks = tasks.slice(1);
        const problem = {
          code: 'invalid',
          detail: 'Refused',
          issues: [{ code: 'x', path: '', message: 'Not theirs' }],
        };
        return {
          items: [
            { task: first?.id, case: first?.case, no: first?.no, ok: true },
            { task: second?.id, case: second?.case, no: second?.no, ok: false, problem },
          ],
        };
      },
      'PATCH /people/p1': () => {
        tasks = tasks.map((task) => ({ ...task, incident: true }));
        return { ...person, active: false, revision: 4 };
      },
    },
    ['people', 'operations'],
  );
  addTexts('admin', { en, 'zh-CN': zhCN });
  show(<PersonDrawer person={person} roles={[]} units={[]} onClose={() => closed++} onIssued={() => undefined} />);
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

describe('users F5: a person who leaves', () => {
  it('has their open tasks listed, and handed over to a person who may receive them', async () => {
    await screen.findByRole('heading', { name: 'Open tasks: 2' });
    await userEvent.click(screen.getByRole('button', { name: 'Hand over' }));
    expect(screen.getByText('Choose a person')).toBeTruthy();
    expect(sent).toEqual([]);
    await userEvent.click(screen.getByRole('combobox', { name: /Hand over to/ }));
    await userEvent.click(await screen.findByTitle('Li Jing · Finance · may take one task'));
    await userEvent.type(screen.getByRole('textbox', { name: /Reason/ }), 'leaves');
    await userEvent.click(screen.getByRole('button', { name: 'Hand over' }));
    await screen.findByText('One task was handed over.');
    expect(screen.getByText('LC2: Not theirs')).toBeTruthy();
    expect(sent).toMatchObject([{ request: 'POST /people/p1/hand-over', body: { to: 'p2', reason: 'leaves' } }]);
    await screen.findByRole('heading', { name: 'One open task' });
  });

  it('is switched off only after a warning with the number, and what became incidents is told', async () => {
    await screen.findByRole('heading', { name: 'Open tasks: 2' });
    await userEvent.click(screen.getByRole('switch', { name: 'Active' }));
    await userEvent.click(screen.getByRole('button', { name: 'Save' }));
    await screen.findByText('Switch off Zhou Tao?');
    expect(screen.getAllByText(/2 open tasks wait for this person/).length).toBeGreaterThan(0);
    expect(sent).toEqual([]);
    await userEvent.click(screen.getByRole('button', { name: 'Switch off all the same' }));
    await screen.findByText('2 tasks have no one who may decide them, and are incidents.');
    expect(screen.getByText(/Zhou Tao is switched off/)).toBeTruthy();
    expect(sent).toMatchObject([{ request: 'PATCH /people/p1', body: { active: false } }]);
    expect(closed).toBe(0);
  });
});
