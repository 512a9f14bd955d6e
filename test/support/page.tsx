// A part of a page in jsdom, with a person signed in and a server of listed answers.
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { type RenderResult, render } from '@testing-library/react';
import { App } from 'antd';
import type { ReactNode } from 'react';
import { MemoryRouter } from 'react-router';
import { vi } from 'vitest';
import { startTexts } from '../../designer/ui/i18n.ts';
import { SignedIn } from '../../designer/ui/session.tsx';
import type { Permission } from '../../engine/index.ts';

export type Sent = { request: string; body: unknown; headers: { [name: string]: string } };
/** By `METHOD /path` below `/api`, without the query: the answer, or what makes it. */
export type Answers = { [request: string]: unknown | ((body: unknown, query: URLSearchParams) => unknown) };

const session = {
  actor: { id: 'me', tenant: 'demo', name: 'me', title: 'Me', unit: 'u', roles: [] },
  csrf: 'token',
  locale: 'en',
  zone: 'Asia/Shanghai',
  mustChangePassword: false,
  mustSetUpSecondFactor: false,
  units: [],
};

/** Answers what is listed, and everything else with 404. Gives back what was sent to change something. */
export function serve(answers: Answers, permissions: Permission[] = []): Sent[] {
  const sent: Sent[] = [];
  startTexts('en');
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe = () => undefined;
      unobserve = () => undefined;
      disconnect = () => undefined;
    },
  );
  vi.stubGlobal('matchMedia', (query: string) => ({
    media: query,
    matches: false,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  }));
  const all: Answers = { 'GET /session': { ...session, permissions }, ...answers };
  vi.stubGlobal('fetch', async (address: string, init: RequestInit = {}) => {
    const { pathname, searchParams } = new URL(address, 'http://localhost');
    const request = `${init.method ?? 'GET'} ${pathname.replace(/^\/api/, '')}`;
    const body: unknown = init.body ? JSON.parse(String(init.body)) : undefined;
    if (init.method && init.method !== 'GET')
      sent.push({ request, body, headers: Object.fromEntries(new Headers(init.headers)) });
    if (!(request in all)) return Response.json({ status: 404, code: 'not-found', issues: [] }, { status: 404 });
    const found = all[request];
    const answer = typeof found === 'function' ? found(body, searchParams) : found;
    return answer instanceof Response ? answer : Response.json(answer);
  });
  return sent;
}

/** Draws a part as a page would, at an address. */
export function show(part: ReactNode, at = '/'): RenderResult {
  return render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <App>
        <MemoryRouter initialEntries={[at]}>
          <SignedIn>{part}</SignedIn>
        </MemoryRouter>
      </App>
    </QueryClientProvider>,
  );
}
