// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen, within } from '@testing-library/react';
import { App } from 'antd';
import { MemoryRouter } from 'react-router';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { homeQuery, sessionQuery } from '../../../designer/api/session.ts';
import { HomePage } from '../../../designer/portal/HomePage.tsx';
import { startTexts } from '../../../designer/ui/i18n.ts';
import { Navigation } from '../../../designer/ui/Navigation.tsx';
import { SignedIn } from '../../../designer/ui/session.tsx';
import type { Home, Session } from '../../../engine/index.ts';
import '../../support/patience.ts';

const home = {
  packs: [],
  navigation: [
    { kind: 'dashboard', key: 'overview', title: 'Board of the day', icon: 'team' },
    { kind: 'form', key: 'note', title: 'Notes' },
  ],
  quickActions: [{ form: 'note', title: 'Write a note', icon: 'team' }],
  badges: { todo: 0, incidents: 0 },
  recent: [],
} as unknown as Home;
const session = {
  actor: { id: 'p1', tenant: 'demo', title: 'Ann' },
  permissions: [],
  locale: 'en',
} as unknown as Session;

beforeEach(() => {
  startTexts('en');
  vi.stubGlobal('fetch', async (address: string) =>
    Response.json(String(address).includes('/session') ? session : { items: [] }),
  );
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

it('an entry of the menu and a quick action have the title and the sign that the pack gives them', async () => {
  const queries = new QueryClient({ defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY } } });
  queries.setQueryData(sessionQuery.queryKey, session);
  queries.setQueryData(homeQuery.queryKey, home);
  render(
    <QueryClientProvider client={queries}>
      <MemoryRouter>
        <App>
          <SignedIn>
            <Navigation home={home} />
            <HomePage />
          </SignedIn>
        </App>
      </MemoryRouter>
    </QueryClientProvider>,
  );
  const board = await screen.findByRole('link', { name: /Board of the day/ });
  expect(board.getAttribute('href')).toBe('/dashboards/overview');
  expect(board.querySelector('.anticon-team')).not.toBeNull();
  expect(screen.getByRole('link', { name: /^Notes|Notes$/ }).querySelector('.anticon-team')).toBeNull();
  const quick = within(screen.getByRole('navigation', { name: 'Begin something' }));
  const write = quick.getByRole('link', { name: /Write a note/ });
  expect(write.getAttribute('href')).toBe('/forms/note/new');
  expect(write.querySelector('.anticon-team')).not.toBeNull();
});
