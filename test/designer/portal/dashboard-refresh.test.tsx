// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, cleanup, render, screen } from '@testing-library/react';
import { App } from 'antd';
import { MemoryRouter } from 'react-router';
import { afterEach, expect, it, vi } from 'vitest';
import { DashboardContent } from '../../../designer/portal/dashboards/DashboardContent.tsx';
import { startTexts } from '../../../designer/ui/i18n.ts';
import type { DashboardScreen, JsonObject } from '../../../engine/index.ts';
import '../../support/patience.ts';

afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it.each([
  [{ refresh: 10 }, 3],
  [{}, 1],
])(
  'a dashboard with %j asks for its figures anew as often as it says, and never by itself else',
  async (said, times) => {
    startTexts('en');
    let asked = 0;
    vi.stubGlobal('fetch', async () => {
      asked += 1;
      return Response.json({ widgets: {}, at: '2026-11-30T00:00:00.000Z' });
    });
    vi.useFakeTimers({ shouldAdvanceTime: true });
    const definition: JsonObject = { title: 'Board', widgets: {}, filters: {}, layout: [], ...said };
    render(
      <QueryClientProvider client={new QueryClient()}>
        <MemoryRouter>
          <App>
            <DashboardContent
              screen={{ key: 'board', title: 'Board', definition, filterOptions: {} } as unknown as DashboardScreen}
              search={new URLSearchParams()}
              onSearch={() => undefined}
              frame={({ asOf }) => <p>{asOf}</p>}
            />
          </App>
        </MemoryRouter>
      </QueryClientProvider>,
    );
    await screen.findByText(/as of/i);
    await act(() => vi.advanceTimersByTimeAsync(25_000));
    expect(asked).toBe(times);
  },
);
