// @vitest-environment jsdom
import { cleanup, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { SettingsPage } from '../../../designer/admin/SettingsPage.tsx';
import { addTexts } from '../../../designer/ui/i18n.ts';
import { admin as en } from '../../../designer/ui/texts/en/admin.ts';
import { admin as zhCN } from '../../../designer/ui/texts/zh-CN/admin.ts';
import type { Permission, SettingsView } from '../../../engine/index.ts';
import { serve, show } from '../../support/page.tsx';
import '../../support/patience.ts';

let stored: SettingsView;
let answer: (body: unknown) => unknown;
const open = (permissions: Permission[], more: Partial<SettingsView> = {}) => {
  stored = { publish: 'alone', people: 'alone', revision: 2, peopleHolds: false, ...more };
  const answers = {
    'GET /settings': () => stored,
    'PUT /settings': (body: unknown) => answer(body),
    'POST /settings/agree': () => answer({}),
  };
  const sent = serve(answers, permissions);
  addTexts('admin', { en, 'zh-CN': zhCN });
  show(<SettingsPage />);
  return sent;
};
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});
const save = () => screen.getByRole<HTMLButtonElement>('button', { name: /Save/ });

describe('the settings of a tenant', () => {
  it('are saved over the revision that was read', async () => {
    const sent = open(['operations']);
    answer = () => ({ publish: 'four-eyes', people: 'alone', revision: 3 });
    const choice = await screen.findByRole('radio', { name: /A second person/ });
    expect(screen.getByText(/cannot publish it/)).toBeTruthy();
    expect(save().disabled).toBe(true);
    await userEvent.click(choice);
    await userEvent.click(save());
    await screen.findByText('Saved.');
    expect(sent).toMatchObject([{ body: { publish: 'four-eyes' }, headers: { 'if-match': '"2"' } }]);
    expect(screen.getByRole<HTMLInputElement>('radio', { name: /A second person/ }).checked).toBe(true);
  });

  it('that another administrator has changed meanwhile are not overwritten: it is said, and shown on demand', async () => {
    open(['operations']);
    answer = () => {
      stored = { publish: 'four-eyes', people: 'alone', revision: 3, peopleHolds: false };
      return Response.json({ status: 409, code: 'conflict', detail: 'Changed', issues: [] }, { status: 409 });
    };
    await userEvent.click(await screen.findByRole('radio', { name: /A second person/ }));
    await userEvent.click(save());
    expect((await screen.findByRole('alert')).textContent).toContain('Nothing was saved');
    expect(save().disabled).toBe(true);
    await userEvent.click(screen.getByRole('button', { name: 'Show the present settings' }));
    await expect.poll(() => screen.queryByRole('alert')).toBeNull();
  });

  it('say beside the choice why it is refused', async () => {
    open(['operations']);
    const issues = [{ code: 'server/own-four-eyes', path: '/publish', message: 'You build releases', params: {} }];
    answer = () => Response.json({ status: 422, code: 'invalid', detail: 'No', issues }, { status: 422 });
    await userEvent.click(await screen.findByRole('radio', { name: /A second person/ }));
    await userEvent.click(save());
    expect((await screen.findByRole('alert')).textContent).toBe('You build releases');
  });

  it('let accounts need a second administrator', async () => {
    const sent = open(['operations']);
    answer = () => ({ publish: 'alone', people: 'four-eyes', revision: 3 });
    await userEvent.click(await screen.findByRole('radio', { name: /Two administrators/ }));
    await userEvent.click(save());
    await screen.findByText('Saved.');
    expect(sent).toMatchObject([{ body: { publish: 'alone', people: 'four-eyes' } }]);
  });

  const two = { people: 'four-eyes', revision: 2 } as const;
  const asked = { by: { id: 'other', title: 'Wei Lan' }, at: '2026-12-01T08:00:00.000Z' };

  it.each<[string, Partial<SettingsView>, RegExp]>([
    ['off', {}, /can sign in to the accounts of others/],
    ['waiting for a second administrator', two, /Not in force until a second administrator/],
    ['in force', { ...two, peopleHolds: true }, /^In force/],
    ['asked to be switched off', { ...two, peopleHolds: true, asksAlone: asked }, /Wei Lan asked to let one/],
  ])('R38: say that the second administrator is %s', async (_, more, said) => {
    open(['audit'], more);
    expect(await screen.findByText(said)).toBeTruthy();
  });

  it('R38: are switched off by two people: one asks and is told so, another agrees', async () => {
    const sent = open(['operations'], { ...two, peopleHolds: true });
    answer = () => ({ publish: 'alone', ...two, revision: 3, peopleHolds: true, asksAlone: asked });
    await userEvent.click(await screen.findByRole('radio', { name: /One administrator/ }));
    await userEvent.click(save());
    await screen.findByText(/It stays on until/);
    expect(sent).toMatchObject([{ body: { people: 'alone' } }]);
    expect(screen.queryByRole('button', { name: 'Agree' })).toBeNull();
    cleanup();
    const other = open(['people'], { ...two, peopleHolds: true, asksAlone: asked });
    answer = () => ({ publish: 'alone', people: 'alone', revision: 3, peopleHolds: false });
    await userEvent.click(await screen.findByRole('button', { name: 'Agree' }));
    await screen.findByText('Saved.');
    expect(other).toMatchObject([{ request: 'POST /settings/agree', headers: { 'if-match': '"2"' } }]);
  });

  it('are read by an auditor, who changes nothing', async () => {
    open(['audit']);
    expect((await screen.findByRole<HTMLInputElement>('radio', { name: /A second person/ })).disabled).toBe(true);
    expect(screen.queryByRole('button', { name: /Save/ })).toBeNull();
  });
});
