// @vitest-environment jsdom
import { cleanup, screen, within } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { IncidentsPage } from '../../../designer/admin/IncidentsPage.tsx';
import { SuspendedNotice } from '../../../designer/portal/cases/SuspendedNotice.tsx';
import { TaskCard } from '../../../designer/portal/inbox/TaskCard.tsx';
import { addTexts } from '../../../designer/ui/i18n.ts';
import { admin as en } from '../../../designer/ui/texts/en/admin.ts';
import { admin as zhCN } from '../../../designer/ui/texts/zh-CN/admin.ts';
import type { CaseView, IncidentItem, TaskItem } from '../../../engine/index.ts';
import { serve, show } from '../../support/page.tsx';
import '../../support/patience.ts';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const task: TaskItem = {
  id: 't1',
  case: 'c1',
  no: 'LC-1',
  workflow: 'w',
  step: 'review',
  title: 'Review',
  caseTitle: 'A transfer',
  summary: [],
  status: 'open',
  initiator: { id: 'ann', title: 'Ann' },
  createdAt: '2026-01-01T00:00:00.000Z',
  caseStatus: 'running',
  standing: [{ title: 'Review' }],
  states: ['review'],
};
const tagsOf = () => [...document.querySelectorAll('.dg-status')].map(({ textContent }) => textContent);

it.each<[string, Partial<TaskItem>, string[]]>([
  ['a task of one person', {}, ['Review']],
  ['C48: one that is to be taken out of a pool', { pool: 'claim' }, ['To be taken', 'Review']],
  ['C48: one that was taken out of a pool', { pool: 'release' }, ['Taken by you', 'Review']],
  ['C39: one of a suspended case', { caseStatus: 'suspended' }, ['Suspended']],
])('the inbox marks %s', async (_what, more, tags) => {
  serve({});
  show(<TaskCard task={{ ...task, ...more }} box="todo" chosen={false} onChoose={undefined} />);
  await screen.findByText('A transfer');
  expect(tagsOf()).toEqual(tags);
});

it('C39: a suspended case says who holds it up, and why', async () => {
  serve({});
  const suspended = { by: { id: 'ann', title: 'Ann' }, at: '2026-01-01T00:00:00.000Z', reason: 'Ask the lawyers' };
  show(<SuspendedNotice view={{ status: 'suspended', suspended } as CaseView} />);
  const reason = await screen.findByText(/Ask the lawyers/);
  expect(reason.closest('[role=status]')?.textContent).toMatch(/suspended.*By Ann, .*: Ask the lawyers/);
});

it('C36: an incident whose case stands there is not offered to be closed', async () => {
  const incident: IncidentItem = {
    id: 'i1',
    at: '2026-01-01T00:00:00.000Z',
    code: 'workflow/unattended',
    text: 'Nobody can decide',
    case: 'c1',
    caseNo: 'LC-1',
    attempts: 0,
    status: 'open',
  };
  serve({
    'GET /incidents': {
      items: [
        { ...incident, holds: true },
        { ...incident, id: 'i2', case: 'c2', text: 'No mail' },
      ],
    },
  });
  addTexts('admin', { en, 'zh-CN': zhCN });
  show(<IncidentsPage />);
  await screen.findAllByText('No mail');
  const row = (text: string) => screen.getAllByText(text)[0]?.closest('tr, li, article') as HTMLElement;
  const buttons = (text: string) =>
    within(row(text))
      .getAllByRole('button')
      .map(({ textContent }) => textContent);
  expect(buttons('Nobody can decide')).toEqual(['Try again']);
  expect(buttons('No mail')).toEqual(['Try again', 'Close']);
  expect(row('Nobody can decide').textContent).toContain('the incident closes by itself');
});
