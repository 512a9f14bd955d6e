// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { App } from 'antd';
import { afterEach, expect, it, vi } from 'vitest';
import { sessionQuery } from '../../../designer/api/session.ts';
import { DecisionDialog } from '../../../designer/portal/cases/DecisionDialog.tsx';
import type { ParsedScreen } from '../../../designer/portal/forms/form-screen.ts';
import { startTexts } from '../../../designer/ui/i18n.ts';
import { SignedIn } from '../../../designer/ui/session.tsx';
import type { Session, TaskView } from '../../../engine/index.ts';
import '../../support/patience.ts';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

it('D9: who returns is asked how the case goes on where the step leaves it to them, and the answer is sent', async () => {
  startTexts('en');
  const sent: unknown[] = [];
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe = () => undefined;
      unobserve = () => undefined;
      disconnect = () => undefined;
    },
  );
  vi.stubGlobal('fetch', async (_address: string, init: RequestInit) => {
    sent.push(JSON.parse(String(init.body)));
    return Response.json({});
  });
  const queries = new QueryClient();
  queries.setQueryData(sessionQuery.queryKey, { actor: { id: 'a' }, permissions: [] } as unknown as Session);
  const task = {
    id: 't1',
    seen: 's1',
    caseTitle: 'Lamp',
    opinion: 'on-reject',
    resume: 'ask',
    choose: [],
    returnTo: [{ to: 'initiator', title: 'Initiator' }],
  } as unknown as TaskView;
  const nothing = () => undefined;
  render(
    <QueryClientProvider client={queries}>
      <App>
        <SignedIn>
          <DecisionDialog
            task={task}
            parsed={{} as ParsedScreen}
            shown={{}}
            decision="return"
            data={{}}
            onClose={nothing}
            onSending={nothing}
            onRefused={nothing}
            onDecided={nothing}
            onReload={nothing}
          />
        </SignedIn>
      </App>
    </QueryClientProvider>,
  );
  await userEvent.type(screen.getByRole('textbox', { name: /Reason/ }), 'Which contract?');
  await userEvent.click(screen.getByRole('button', { name: 'Return' }));
  expect(sent).toEqual([]);
  expect(screen.getByText('Choose how it goes on')).toBeTruthy();
  await userEvent.click(screen.getByRole('radio', { name: 'Straight back to me' }));
  await userEvent.click(screen.getByRole('button', { name: 'Return' }));
  expect(sent).toEqual([
    { decision: 'return', seen: 's1', opinion: 'Which contract?', to: 'initiator', resume: 'direct' },
  ]);
});
