// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { App } from 'antd';
import { afterEach, expect, it, vi } from 'vitest';
import { BatchApprove } from '../../../designer/portal/inbox/BatchApprove.tsx';
import { startTexts } from '../../../designer/ui/i18n.ts';
import type { TaskItem } from '../../../engine/index.ts';
import '../../support/patience.ts';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

it('what became of many approvals is only read: there is nothing left to cancel', async () => {
  startTexts('en');
  const task = { id: 't1', caseTitle: 'Lamp', seen: 's1', summary: [] } as unknown as TaskItem;
  const refused = { task: 't1', ok: false, problem: { code: 'conflict', detail: 'It was withdrawn', issues: [] } };
  // The text area asks for it; nothing here has a size.
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe = () => undefined;
      unobserve = () => undefined;
      disconnect = () => undefined;
    },
  );
  vi.stubGlobal('fetch', async () => Response.json({ items: [refused] }));
  render(
    <QueryClientProvider client={new QueryClient()}>
      <App>
        <BatchApprove tasks={[task]} onDone={() => undefined}>
          {(open) => (
            <button type="button" onClick={open}>
              Begin
            </button>
          )}
        </BatchApprove>
      </App>
    </QueryClientProvider>,
  );
  await userEvent.click(screen.getByRole('button', { name: 'Begin' }));
  await userEvent.click(await screen.findByRole('button', { name: 'Approve' }));
  expect((await screen.findByRole('status')).textContent).toContain('Lamp: It was withdrawn');
  const buttons = [...document.querySelectorAll('.ant-modal-footer button')].map(({ textContent }) => textContent);
  expect(buttons).toEqual(['Close']);
});

it('C15: tells which of the chosen tasks another person has handled while the dialog was open', async () => {
  startTexts('en');
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe = () => undefined;
      unobserve = () => undefined;
      disconnect = () => undefined;
    },
  );
  const summary = [{ field: 'amount', title: 'Amount', text: '5.00' }];
  const tasks = ['Lamp', 'Desk'].map((caseTitle) => ({ id: caseTitle, caseTitle, seen: 's', summary }));
  const page = (shown: object[]) => (
    <QueryClientProvider client={new QueryClient()}>
      <App>
        <BatchApprove tasks={shown as TaskItem[]} onDone={() => undefined}>
          {(open) => (
            <button type="button" onClick={open}>
              Begin
            </button>
          )}
        </BatchApprove>
      </App>
    </QueryClientProvider>
  );
  const drawn = render(page(tasks));
  await userEvent.click(screen.getByRole('button', { name: 'Begin' }));
  expect((await screen.findAllByText('Amount 5.00')).length).toBe(2);
  drawn.rerender(page(tasks.slice(0, 1)));
  expect((await screen.findByRole('status')).textContent).toContain('left out: Desk');
});
