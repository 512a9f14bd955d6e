// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { App } from 'antd';
import { type ReactElement, useState } from 'react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { CaseActs } from '../../../designer/portal/cases/CaseActs.tsx';
import { DecisionDialog } from '../../../designer/portal/cases/DecisionDialog.tsx';
import { PoolTask } from '../../../designer/portal/cases/PoolTask.tsx';
import type { ParsedScreen } from '../../../designer/portal/forms/form-screen.ts';
import { RoutePanel } from '../../../designer/portal/forms/RoutePanel.tsx';
import { startTexts } from '../../../designer/ui/i18n.ts';
import { SignedIn } from '../../../designer/ui/session.tsx';
import type { CaseView, TaskView } from '../../../engine/index.ts';
import '../../support/patience.ts';

const task = {
  id: 't1',
  case: 'c1',
  revision: 3,
  caseTitle: 'A note',
  seen: 'seen',
  opinion: 'optional',
  returnTo: [],
  allowed: ['approve'],
  choose: [{ step: 'second', title: 'Second look', max: 1 }],
  pool: 'claim',
} as unknown as TaskView;
const view = {
  id: 'c1',
  revision: 4,
  available: [],
  events: [{ event: 'delivered', title: { en: 'Delivered', 'zh-CN': '已送达' } }],
  states: [],
  waitingFor: [],
} as unknown as CaseView;

let sent: [string, unknown][];
const answers: { [path: string]: object } = {
  '/session': { actor: { id: 'p1', tenant: 'demo' }, permissions: [], locale: 'en' },
  '/people': { items: [{ id: 'p2', title: 'Bob' }] },
  '/preview': { steps: [], text: 'Last look', choose: [{ step: 'last', title: 'Last look' }] },
};
beforeEach(() => {
  startTexts('en');
  sent = [];
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
    const path = Object.keys(answers).find((each) => address.includes(each));
    return Response.json(path ? answers[path] : {});
  });
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const draw = (part: ReactElement) =>
  render(
    <QueryClientProvider client={new QueryClient()}>
      <SignedIn>
        <App>{part}</App>
      </SignedIn>
    </QueryClientProvider>,
  );
const choose = async (label: RegExp, option: string) => {
  await userEvent.click(await screen.findByRole('combobox', { name: label }));
  await userEvent.click(await screen.findByTitle(option));
};

it('a case that waits for an event offers it by its title, asks once more and sends it', async () => {
  draw(<CaseActs view={view} />);
  await userEvent.click(await screen.findByRole('button', { name: 'Delivered' }));
  await userEvent.click((await screen.findAllByRole('button', { name: 'Delivered' })).at(-1) as HTMLElement);
  await waitFor(() => expect(sent).toEqual([['/api/cases/c1/event', { event: 'delivered' }]]));
});

it('a task of a pool can be taken, and is offered back by whom has it', async () => {
  draw(<PoolTask task={task} />);
  await userEvent.click(await screen.findByRole('button', { name: 'Take it' }));
  await waitFor(() => expect(sent).toEqual([['/api/tasks/t1/claim', {}]]));
  cleanup();
  draw(<PoolTask task={{ ...task, pool: 'release' }} />);
  await userEvent.click(await screen.findByRole('button', { name: 'Give it back' }));
  await waitFor(() => expect(sent.at(-1)).toEqual(['/api/tasks/t1/release', {}]));
});

function Cancellable({ onCancelled }: { onCancelled: () => void }) {
  const nothing = () => undefined;
  const [open, setOpen] = useState(true);
  return (
    open && (
      <DecisionDialog
        task={{ ...task, choose: [] }}
        parsed={{} as ParsedScreen}
        shown={{}}
        decision="approve"
        data={{}}
        onClose={() => setOpen(false)}
        onCancelled={onCancelled}
        onSending={nothing}
        onRefused={nothing}
        onDecided={nothing}
        onReload={nothing}
      />
    )
  );
}

it('C52: a decision that is cancelled while the server is not reached is not sent any more', async () => {
  let cancelled = 0;
  let tries = 0;
  draw(<Cancellable onCancelled={() => (cancelled += 1)} />);
  const approve = await screen.findByRole('button', { name: 'Approve' });
  vi.stubGlobal('fetch', () => {
    tries += 1;
    return Promise.reject(new TypeError('no network'));
  });
  await userEvent.click(approve);
  await waitFor(() => expect(tries).toBeGreaterThan(0));
  await userEvent.click(screen.getByRole('button', { name: 'Cancel' }));
  await waitFor(() => expect(cancelled).toBe(1));
  expect(screen.queryByRole('button', { name: 'Cancel' })).toBeNull();
  // It would be tried again after half a second, and after one and two more.
  const before = tries;
  await new Promise((resolve) => setTimeout(resolve, 2500));
  expect(tries).toBe(before);
});

it('a decision that chooses the next people sends whom was chosen', async () => {
  const nothing = () => undefined;
  draw(
    <DecisionDialog
      task={task}
      parsed={{} as ParsedScreen}
      shown={{}}
      decision="approve"
      data={{}}
      onClose={nothing}
      onSending={nothing}
      onRefused={nothing}
      onDecided={nothing}
      onReload={nothing}
    />,
  );
  await choose(/People for Second look/, 'Bob');
  await userEvent.click(screen.getByRole('button', { name: 'Approve' }));
  await waitFor(() =>
    expect(sent.at(-1)).toEqual([
      '/api/tasks/t1/decisions',
      { decision: 'approve', seen: 'seen', chosen: { second: ['p2'] } },
    ]),
  );
});

it('users F11: the way of a form is shown while it is incomplete, with an input for people whom the initiator chooses', async () => {
  const chosen: unknown[] = [];
  draw(
    <RoutePanel
      workflow="note-approval"
      data={{ subject: 'x' }}
      base={{}}
      ready={false}
      chosen={{}}
      issues={[
        { code: 'workflow/choice-due', path: '/chosen/last', message: 'Choose people', params: {}, severity: 'error' },
      ]}
      onChoose={(each) => chosen.push(each)}
    />,
  );
  expect(await screen.findByText('Choose people')).toBeDefined();
  await choose(/People for Last look/, 'Bob');
  expect(chosen).toEqual([{ last: ['p2'] }]);
});
