// @vitest-environment jsdom
import { cleanup, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { CaseActs } from '../../../designer/portal/cases/CaseActs.tsx';
import { CaseProposals } from '../../../designer/portal/cases/CaseProposals.tsx';
import type { CaseView } from '../../../engine/index.ts';
import { serve, show } from '../../support/page.tsx';
import '../../support/patience.ts';

const view = {
  id: 'c1',
  available: ['reassign'],
  events: [],
  states: ['review'],
  waitingFor: [{ task: 'c1.t1', step: 'review', title: 'Review', person: { id: 'p1', title: 'Ann' }, since: '' }],
  definition: { chart: { initial: 'review', states: { review: { meta: { step: { type: 'approval' } } } } } },
} as unknown as CaseView;
const proposal = {
  id: 'c1:p1',
  verb: 'reassign' as const,
  what: 'Bob at "Review"',
  by: { id: 'admin', title: 'Ann Admin' },
  reason: 'The holder is away',
  at: '2026-11-01T08:00:00.000Z',
};
const ok = { items: [{ case: 'c1', ok: true }] };

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

describe('H1: an exception of an administrator', () => {
  it('that one may not make alone is proposed to a second one from the same dialog', async () => {
    const message = 'The step could not have come to Bob by itself';
    const issues = [{ code: 'workflow/second-administrator', path: '/to', message }];
    const sent = serve({
      'GET /people/names': { items: [{ id: 'p2', title: 'Bob' }] },
      'POST /admin/cases/reassign': {
        items: [{ case: 'c1', ok: false, problem: { code: 'invalid', detail: message, issues } }],
      },
      'POST /admin/cases/propose': ok,
    });
    show(<CaseActs view={view} />);
    await userEvent.click(await screen.findByRole('button', { name: /Administer/ }));
    await userEvent.click(await screen.findByRole('menuitem', { name: 'Reassign' }));
    await userEvent.click(screen.getByRole('combobox', { name: /New person/ }));
    await userEvent.click(await screen.findByTitle('Bob'));
    await userEvent.type(screen.getByRole('textbox', { name: /Reason/ }), 'On leave');
    await userEvent.click(screen.getByRole('button', { name: 'Reassign' }));
    await userEvent.click(await screen.findByRole('button', { name: /Propose to a second administrator/ }));
    await screen.findByText('Proposed. It takes effect when a second administrator confirms.');
    expect(sent.at(-1)).toMatchObject({
      request: 'POST /admin/cases/propose',
      body: { cases: ['c1'], verb: 'reassign', task: 'c1.t1', to: 'p2', reason: 'On leave' },
    });
  });

  it('waits in the eyes of its proposer, who may take it back', async () => {
    serve({});
    show(<CaseProposals view={{ ...view, proposals: [{ ...proposal, by: { id: 'me', title: 'Me' } }] }} />);
    await screen.findByText('Waits for a second administrator.');
    expect(screen.queryByRole('button', { name: 'Confirm' })).toBeNull();
    expect(screen.getByRole('button', { name: 'Take back' })).toBeTruthy();
  });

  it('tells the second administrator what, why and by whom, and is confirmed with a reason', async () => {
    const sent = serve({ 'POST /admin/cases/confirm': ok });
    show(<CaseProposals view={{ ...view, proposals: [proposal] }} />);
    await screen.findByText('Exception asked for: Reassign to Bob at "Review"');
    expect(screen.getByText('Reason: The holder is away')).toBeTruthy();
    expect(screen.getByText(/Ann Admin/)).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Confirm' }));
    const send = async () => userEvent.click(screen.getAllByRole('button', { name: 'Confirm' }).at(-1) as HTMLElement);
    await send();
    expect(sent).toEqual([]);
    expect(screen.getByText('Say why')).toBeTruthy();
    await userEvent.type(screen.getByRole('textbox', { name: /Reason/ }), 'Right');
    await send();
    await screen.findByText('Confirmed. The exception has taken effect.');
    expect(sent).toMatchObject([
      { request: 'POST /admin/cases/confirm', body: { cases: ['c1'], proposal: 'c1:p1', reason: 'Right' } },
    ]);
  });
});
