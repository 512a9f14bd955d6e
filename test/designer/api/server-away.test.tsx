// @vitest-environment jsdom
import { act, cleanup, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { connection } from '../../../designer/api/connection.ts';
import { request } from '../../../designer/api/request.ts';
import { ConnectionBanner } from '../../../designer/ui/ConnectionBanner.tsx';
import { startTexts } from '../../../designer/ui/i18n.ts';

type Sent = { url: string; method: string; key: string | null };

/** A server that answers so, one after the other; the last answer stays. */
function answering(...answers: (() => Response | Error | Promise<Response>)[]): Sent[] {
  const sent: Sent[] = [];
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    sent.push({ url, method: init.method ?? '', key: new Headers(init.headers).get('Idempotency-Key') });
    const answer = (answers[sent.length - 1] ?? answers.at(-1))?.();
    if (answer instanceof Error) throw answer;
    return answer;
  });
  return sent;
}

const away = (seconds: number) => () =>
  new Response(JSON.stringify({ code: 'unavailable', status: 503, title: '', detail: '', issues: [] }), {
    status: 503,
    headers: { 'Content-Type': 'application/problem+json', 'Retry-After': String(seconds) },
  });
const done = () => new Response(JSON.stringify({ case: { status: 'done' } }), { status: 200 });
const approve = () =>
  request<{ case: { status: string } }>('/tasks/t1/decisions', { method: 'POST', body: { decision: 'approve' } });

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  cleanup();
  connection.isReached();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('an approval while there is no primary', () => {
  it('waits as long as the server asks, says so, and goes on by itself under the same key', async () => {
    startTexts('en');
    render(<ConnectionBanner />);
    const sent = answering(away(2), away(3), done);
    const approval = approve();
    await act(() => vi.advanceTimersByTimeAsync(1000));
    expect(sent).toHaveLength(1);
    expect(screen.getByRole('status').textContent).toBe('The server is busy. Going on by itself in 1 s.');
    await act(() => vi.advanceTimersByTimeAsync(1100));
    expect(sent).toHaveLength(2);
    await act(() => vi.advanceTimersByTimeAsync(3000));
    expect(await approval).toEqual({ case: { status: 'done' } });
    expect(new Set(sent.map(({ key }) => key)).size).toBe(1);
    expect(sent[0]?.key).toBeTruthy();
    await act(() => vi.advanceTimersByTimeAsync(100));
    expect(screen.getByRole('status').textContent).toBe('Connected again.');
  });

  it('says so while the server keeps it waiting for its answer', async () => {
    startTexts('en');
    render(<ConnectionBanner />);
    answering(() => new Promise((resolve) => setTimeout(() => resolve(done()), 6000)));
    const approval = approve();
    await act(() => vi.advanceTimersByTimeAsync(1400));
    expect(screen.getByRole('status').textContent).toBe('');
    await act(() => vi.advanceTimersByTimeAsync(1000));
    expect(screen.getByRole('status').textContent).toBe(
      'The server is slow to answer. What you sent is not lost; it goes on by itself.',
    );
    await act(() => vi.advanceTimersByTimeAsync(3800));
    expect(await approval).toEqual({ case: { status: 'done' } });
    expect(screen.getByRole('status').textContent).toBe('Connected again.');
  });

  it('goes on saying so when other requests are answered meanwhile, and when the trouble changes', async () => {
    startTexts('en');
    render(<ConnectionBanner />);
    const slowly = (ms: number, answer: () => Response) => () =>
      new Promise<Response>((resolve) => setTimeout(() => resolve(answer()), ms));
    answering(slowly(3000, away(1)), () => new Response('{}', { status: 200 }), done);
    const approval = approve();
    await act(() => vi.advanceTimersByTimeAsync(1600));
    await act(() => request('/home'));
    await act(() => vi.advanceTimersByTimeAsync(700));
    expect(screen.getByRole('status').textContent).toMatch('The server is slow to answer.');
    await act(() => vi.advanceTimersByTimeAsync(800));
    expect(screen.getByRole('status').textContent).toMatch('The server is busy.');
    await act(() => vi.advanceTimersByTimeAsync(1100));
    expect(await approval).toEqual({ case: { status: 'done' } });
    expect(screen.getByRole('status').textContent).toBe('Connected again.');
  });

  it('goes on after a connection that broke, and takes the answer of the first time for its own', async () => {
    const inFlight = () => new Response(JSON.stringify({ code: 'in-flight', status: 409 }), { status: 409 });
    const sent = answering(() => new TypeError('fetch failed'), inFlight, done);
    const approval = approve();
    await act(() => vi.advanceTimersByTimeAsync(400));
    expect(connection.now()).toEqual({ state: 'lost' });
    await act(() => vi.advanceTimersByTimeAsync(5000));
    expect(await approval).toEqual({ case: { status: 'done' } });
    expect(sent.map(({ key }) => key)).toEqual([sent[0]?.key, sent[0]?.key, sent[0]?.key]);
  });

  it('gives up after a while, and then says what the server said', async () => {
    const sent = answering(away(1));
    const refused = approve().catch((thrown: { status: number; code: string }) => [thrown.status, thrown.code]);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await refused).toEqual([503, 'unavailable']);
    expect(sent).toHaveLength(6);
  });
});
