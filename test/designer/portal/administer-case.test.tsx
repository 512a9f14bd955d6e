// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { App } from 'antd';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { CaseActs } from '../../../designer/portal/cases/CaseActs.tsx';
import { startTexts } from '../../../designer/ui/i18n.ts';
import type { CaseView } from '../../../engine/index.ts';
import '../../support/patience.ts';

const view = {
  id: 'c1',
  available: ['suspend', 'move', 'cancel', 'reassign'],
  events: [],
  states: ['review'],
  waitingFor: [{ task: 'c1:t1', step: 'review', title: 'Review', person: { id: 'p1', title: 'Ann' }, since: '' }],
  definition: {
    chart: {
      initial: 'review',
      states: {
        review: { meta: { title: 'Review', step: { type: 'approval' } }, on: { approve: 'paid', reject: 'refused' } },
        check: { meta: { title: 'Second look', step: { type: 'approval' } }, on: { approve: 'paid' } },
        paid: { type: 'final', meta: { title: 'Paid', outcome: 'approved' } },
        refused: { type: 'final', meta: { title: 'Refused', outcome: 'rejected' } },
      },
    },
  },
} as unknown as CaseView;

let sent: [string, unknown][];
let answer: object;
beforeEach(() => {
  startTexts('en');
  sent = [];
  answer = { items: [{ case: 'c1', ok: true }] };
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe = () => undefined;
      unobserve = () => undefined;
      disconnect = () => undefined;
    },
  );
  vi.stubGlobal('fetch', async (address: string, init: RequestInit) => {
    if (init.method !== 'GET') sent.push([address, JSON.parse(String(init.body))]);
    return Response.json(init.method === 'GET' ? { items: [{ id: 'p2', title: 'Bob' }] } : answer);
  });
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

async function begin(act: string) {
  render(
    <QueryClientProvider client={new QueryClient()}>
      <App>
        <CaseActs view={view} />
      </App>
    </QueryClientProvider>,
  );
  await userEvent.click(screen.getByRole('button', { name: /Administer/ }));
  await userEvent.click(await screen.findByRole('menuitem', { name: act }));
}
const choose = async (label: RegExp, option: string) => {
  await userEvent.click(screen.getByRole('combobox', { name: label }));
  await userEvent.click(await screen.findByTitle(option));
};
const confirm = (act: string) => userEvent.click(screen.getByRole('button', { name: act }));

it('users F6: what the server lets an administrator do to a case is drawn, and asks for its reason', async () => {
  await begin('Suspend');
  await confirm('Suspend');
  expect(sent).toEqual([]);
  expect(screen.getByText('Say why')).toBeTruthy();
  await userEvent.type(screen.getByRole('textbox', { name: /Reason/ }), 'Fraud is suspected');
  await confirm('Suspend');
  await screen.findByText('Suspended.');
  expect(sent).toEqual([['/api/admin/cases/suspend', { cases: ['c1'], reason: 'Fraud is suspected' }]]);
});

it('users F6: a task is given to another person by its name', async () => {
  await begin('Reassign');
  await choose(/New person/, 'Bob');
  await userEvent.type(screen.getByRole('textbox', { name: /Reason/ }), 'On leave');
  await confirm('Reassign');
  await screen.findByText('Reassigned.');
  const body = { cases: ['c1'], reason: 'On leave', to: 'p2', task: 'c1:t1' };
  expect(sent).toEqual([['/api/admin/cases/reassign', body]]);
});

it('users F6: a case is moved to the states that it may be put into, never to an approval', async () => {
  await begin('Move to another state');
  await userEvent.click(screen.getByRole('combobox', { name: /New state/ }));
  const offered = await screen.findAllByRole('option');
  expect(offered.map(({ textContent }) => textContent)).toEqual(['check', 'refused']);
});

it('users F6: a refusal for the one case is said in the dialog', async () => {
  answer = { items: [{ case: 'c1', ok: false, problem: { code: 'invalid', detail: 'It is yours', issues: [] } }] };
  await begin('Cancel the case');
  await userEvent.type(screen.getByRole('textbox', { name: /Reason/ }), 'Twice');
  await confirm('Cancel the case');
  expect((await screen.findByRole('alert')).textContent).toContain('It is yours');
});
