// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, beforeAll, expect, it, vi } from 'vitest';
import { CaseStatusTag } from '../../../designer/portal/cases/CaseStatusTag.tsx';
import { CaseWhy } from '../../../designer/portal/cases/CaseWhy.tsx';
import { Timeline } from '../../../designer/portal/timeline/Timeline.tsx';
import { startTexts } from '../../../designer/ui/i18n.ts';
import type { HistoryItem, Why } from '../../../engine/index.ts';
import '../../support/patience.ts';

beforeAll(() => startTexts('en'));
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

it('users F10: a condition that did not hold is told by a sentence that is true', async () => {
  const why: Why = {
    entries: [
      {
        seq: 1,
        at: '2026-01-01T00:00:00.000Z',
        from: '',
        to: '',
        event: '',
        text: 'Approved',
        guards: [{ text: 'Total 60,000.00 is at most 1,000,000.00', held: false, trace: null }],
        assignments: [],
      },
    ],
  };
  vi.stubGlobal('fetch', async () => Response.json(why));
  render(
    <QueryClientProvider client={new QueryClient()}>
      <CaseWhy id="c" />
    </QueryClientProvider>,
  );
  const line = (await screen.findByText(/Total/)).closest('li');
  expect(line?.textContent).toBe('Condition not met, because Total 60,000.00 is at most 1,000,000.00');
});

it('users F14, F15: a signature is shown, and what the workflow set is not told as the person’s', () => {
  const item: HistoryItem = {
    seq: 1,
    at: '2026-01-01T00:00:00.000Z',
    kind: 'decide',
    text: 'Ann approved',
    signed: 'password',
    changes: [
      { path: '/note', title: 'Note', before: '', after: 'Seen' },
      { path: '/paidOn', title: 'Paid on', before: '', after: '1 Jan', system: true },
    ],
  };
  render(<Timeline items={[item]} />);
  expect(screen.getByText(/Signed with the password/)).toBeTruthy();
  const changes = [...document.querySelectorAll('.dg-changes li')].map(({ textContent }) => textContent);
  expect(changes).toEqual(['Note: — → Seen', 'Paid on: — → 1 Jan (set by the workflow)']);
});

it('users F9: a rejected request does not look like one that was granted', () => {
  render(
    <>
      <CaseStatusTag status="done" standing={[{ title: 'Paid', outcome: 'approved' }]} />
      <CaseStatusTag status="done" standing={[{ title: 'Refused', outcome: 'rejected' }]} />
      <CaseStatusTag status="running" standing={[{ title: 'Returned to the initiator' }]} />
      <CaseStatusTag status="suspended" standing={[{ title: 'Review' }]} />
    </>,
  );
  const shown = [...document.querySelectorAll('.dg-status')].map((tag) => [tag.textContent, tag.className]);
  expect(shown).toEqual([
    ['Paid', 'dg-status dg-status-good'],
    ['Refused', 'dg-status dg-status-bad'],
    ['Returned to the initiator', 'dg-status dg-status-going'],
    ['Suspended', 'dg-status dg-status-ended'],
  ]);
});
