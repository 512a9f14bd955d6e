import { afterEach, describe, expect, it, vi } from 'vitest';
import { call } from '../../designer/api/call.ts';
import { commentOnCase, withdrawCase } from '../../designer/api/cases.ts';
import { routes } from '../../server/http/index.ts';
import { answer, post } from '../../server/http/route.ts';
import { object, optional, text } from '../../server/http/shape.ts';
import { codeOf, read, sourceFiles } from './sources.ts';

afterEach(() => vi.unstubAllGlobals());

describe('D4: what the pages send is what the server takes', () => {
  it('a page that sends another body than engine/wire names does not compile', () => {
    const wrong = () => [
      // @ts-expect-error a withdrawal has an opinion, not a reason
      withdrawCase('id', { reason: 'typed twice' }, 'key'),
      // @ts-expect-error a comment has a text
      commentOnCase('id', {}, 'key'),
      // @ts-expect-error a path that is not listed
      call('POST /cases/:id/forget', { params: { id: 'x' }, body: {} }),
      // @ts-expect-error the parameter of the path is missing
      call('GET /cases/:id', {}),
    ];
    expect(wrong).toBeTypeOf('function');
  });

  it('a route that takes another body, or gives another answer, does not compile', () => {
    const options = { access: 'person', summary: '' } as const;
    const opinion = object({ opinion: optional(text()) });
    const wrong = () => [
      // @ts-expect-error the pages send an opinion
      post('/cases/:id/withdraw', { ...options, body: object({ reason: optional(text()) }) }, async () => answer({})),
      // @ts-expect-error the pages may leave the opinion out
      post('/cases/:id/withdraw', { ...options, body: object({ opinion: text() }) }, async () => answer({})),
      // @ts-expect-error the pages read a case
      post('/cases/:id/withdraw', { ...options, body: opinion }, async () => answer({ withdrawn: true })),
    ];
    expect(wrong).toBeTypeOf('function');
  });

  it('every request that the pages may send has a route', () => {
    const listed = read('engine/wire/requests.ts').match(/'(?:GET|POST|PUT|PATCH|DELETE) \/[^']+'/g);
    const known = new Set(routes.map(({ method, path }) => `'${method} ${path}'`));
    expect(listed?.length).toBeGreaterThan(50);
    expect(listed?.filter((one) => !known.has(one))).toEqual([]);
  });

  it('no page sends a request past the list', () => {
    const senders = sourceFiles()
      .filter((file) => file.startsWith('designer/'))
      .filter((file) => /\brequest[<(]|\bfetch\(/.test(codeOf(file).replaceAll('.refetch(', '')));
    expect(senders.sort()).toEqual(['designer/api/call.ts', 'designer/api/request.ts']);
  });

  it('a withdrawal goes to the path of its case with its opinion', async () => {
    const sent: [string, unknown][] = [];
    vi.stubGlobal('fetch', async (address: string, init: RequestInit) => {
      sent.push([address, JSON.parse(String(init.body))]);
      return Response.json({});
    });
    await withdrawCase('a/b', { opinion: 'typed twice' }, 'key');
    expect(sent).toEqual([['/api/cases/a%2Fb/withdraw', { opinion: 'typed twice' }]]);
  });
});
