// @vitest-environment jsdom
import { afterEach, describe, expect, it, vi } from 'vitest';
import { authority } from '../../../designer/api/authority.ts';
import { ProblemError } from '../../../designer/api/problem.ts';
import { request } from '../../../designer/api/request.ts';

type Sent = { url: string; key: string | null; body: unknown };

function answering(...answers: (() => Response)[]): Sent[] {
  const sent: Sent[] = [];
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    sent.push({ url, key: new Headers(init.headers).get('Idempotency-Key'), body: init.body });
    return (answers[sent.length - 1] ?? answers.at(-1))?.();
  });
  return sent;
}
const refused = () =>
  new Response(JSON.stringify({ code: 'proof-needed', status: 403, title: '', detail: '', issues: [] }), {
    status: 403,
    headers: { 'Content-Type': 'application/problem+json' },
  });
const done = () => new Response(JSON.stringify({ release: 2 }), { status: 201 });
const publish = () => request('/packs/p/publish', { method: 'POST', body: { revision: 7, note: 'typed' } });

describe('a sensitive act whose proof is too old', () => {
  afterEach(() => vi.unstubAllGlobals());

  it('H20: waits for the proof, then is sent again as it was, under its key', async () => {
    const sent = answering(refused, done);
    const answer = publish();
    await vi.waitFor(() => expect(authority.isProving()).toBe(true));
    expect(sent).toHaveLength(1);
    authority.settleProof(true);
    expect(await answer).toEqual({ release: 2 });
    expect(authority.isProving()).toBe(false);
    expect(sent[1]).toEqual(sent[0]);
    expect(sent[0]?.key).toMatch(/./);
  });

  it('H20: is refused where the person gives none, and asks once only', async () => {
    const sent = answering(refused);
    const first = publish().catch((cause: unknown) => cause);
    await vi.waitFor(() => expect(authority.isProving()).toBe(true));
    authority.settleProof(false);
    expect(await first).toBeInstanceOf(ProblemError);
    const second = publish().catch((cause: unknown) => cause);
    await vi.waitFor(() => expect(authority.isProving()).toBe(true));
    authority.settleProof(true);
    expect(await second).toMatchObject({ code: 'proof-needed' });
    expect(sent).toHaveLength(3);
  });
});
