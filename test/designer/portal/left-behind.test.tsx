// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { App } from 'antd';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { sessionQuery } from '../../../designer/api/session.ts';
import { LeftBehind } from '../../../designer/portal/cases/LeftBehind.tsx';
import { startTexts } from '../../../designer/ui/i18n.ts';
import { keep, kept } from '../../../designer/ui/kept.ts';
import { SignedIn } from '../../../designer/ui/session.tsx';
import type { FormScreen, Session, TaskView } from '../../../engine/index.ts';
import '../../support/patience.ts';

const OPINION = 'opinion.finance.t1';
const DRAFT = 'draft.finance.note.t1';
const session = {
  actor: { id: 'finance' },
  zone: 'Asia/Shanghai',
  locale: 'en',
  permissions: [],
} as unknown as Session;
const task = { id: 't1', record: { form: 'note', release: 1, data: { subject: 'Lamp' } } } as unknown as TaskView;
const form: Partial<FormScreen> = {
  definition: {
    kind: 'form',
    key: 'note',
    title: 'Note',
    fields: { subject: { type: 'text', title: 'Subject' } },
    layout: [{ section: { columns: 1 }, fields: ['subject'] }],
  },
  options: {},
  linked: {},
};

/** A server that keeps no draft of its own, and answers so when one is to go. */
function server(discard: () => Response): void {
  vi.stubGlobal('fetch', async (url: string, { method = 'GET' }: RequestInit = {}) => {
    if (method === 'DELETE') return discard();
    return String(url).includes('/drafts/') ? new Response('{}', { status: 404 }) : Response.json(form);
  });
}

async function putAway(): Promise<void> {
  const queries = new QueryClient();
  queries.setQueryData(sessionQuery.queryKey, session);
  render(
    <QueryClientProvider client={queries}>
      <App>
        <SignedIn>
          <LeftBehind task={task} />
        </SignedIn>
      </App>
    </QueryClientProvider>,
  );
  await userEvent.click(await screen.findByRole('button', { name: 'Put away' }));
}

const leftThere = () => screen.getByRole('region', { name: 'You had typed this and not sent it' }).textContent;

const expectGone = () => waitFor(() => expect(screen.queryByRole('region')).toBeNull());

beforeEach(() => {
  startTexts('en');
  keep(OPINION, 'nearly done');
  keep(DRAFT, { data: { subject: 'A lamp' }, revision: 1, at: '2026-01-01T00:00:00.000Z' });
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  localStorage.clear();
});

describe('what was left behind in a task', () => {
  it('is gone from server and device once it is put away', async () => {
    server(() => new Response(null, { status: 204 }));
    await putAway();
    await expectGone();
    expect([kept(OPINION), kept(DRAFT)]).toEqual([undefined, undefined]);
  });

  it('stays, and the page says why, when the server does not put it away', async () => {
    server(() => Response.json({ code: 'forbidden', status: 403, detail: 'You may not change this' }, { status: 403 }));
    await putAway();
    expect((await screen.findByRole('alert')).textContent).toBe('You may not change this');
    expect(leftThere()).toContain('Subject: A lamp');
    expect(leftThere()).toContain('Opinion: nearly done');
    expect([kept(OPINION), kept(DRAFT)]).toMatchObject(['nearly done', { data: { subject: 'A lamp' } }]);
  });

  it('is put away at the second try, and the page no longer says that it was not', async () => {
    const answers = [new Response('', { status: 500 }), new Response(null, { status: 204 })];
    server(() => answers.shift() as Response);
    await putAway();
    await screen.findByRole('alert');
    await userEvent.click(screen.getByRole('button', { name: 'Put away' }));
    await expectGone();
  });

  it('is gone also where the device lets nothing be kept and nothing be forgotten', async () => {
    server(() => new Response(null, { status: 204 }));
    vi.spyOn(Storage.prototype, 'removeItem').mockImplementation(() => {
      throw new DOMException('The operation is insecure.', 'SecurityError');
    });
    await putAway();
    await expectGone();
  });
});
