// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, cleanup, render } from '@testing-library/react';
import { App } from 'antd';
import { afterEach, expect, it, vi } from 'vitest';
import type { LiveEvent } from '../../../engine/index.ts';

const live = vi.hoisted(() => ({ say: (_event: LiveEvent): void => undefined }));
vi.mock('../../../designer/api/live.ts', () => ({
  followLive({ event }: { event: (event: LiveEvent) => void }) {
    live.say = event;
    return () => undefined;
  },
}));
const { LiveEvents } = await import('../../../designer/ui/LiveEvents.tsx');
const { startTexts } = await import('../../../designer/ui/i18n.ts');

afterEach(cleanup);

const notice = (n: number): LiveEvent => ({
  type: 'notice',
  notice: { id: `n${n}`, title: `To approve: ${n}`, text: '', at: '2026-01-01T00:00:00.000Z', read: false },
});

it('many notices at once are told in one line', async () => {
  startTexts('en');
  render(
    <QueryClientProvider client={new QueryClient()}>
      <App>
        <LiveEvents />
      </App>
    </QueryClientProvider>,
  );
  const told = () => [...document.querySelectorAll('.ant-message-notice')].map(({ textContent }) => textContent);
  await act(async () => live.say(notice(1)));
  expect(told()).toEqual(['To approve: 1']);
  await act(async () => {
    for (let n = 2; n <= 12; n += 1) live.say(notice(n));
  });
  expect(told()).toEqual(['To approve: 12 (and 11 more)']);
});
