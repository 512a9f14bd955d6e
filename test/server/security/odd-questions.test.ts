// Every list, look-up and address, asked with texts that no page sends: refused or answered, never broken.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../engine/index.ts';
import { type Bank, openBank } from '../../flows/transfer-bank.ts';
import { problemIn } from '../../support/server.ts';
import { describeEachStore } from '../../support/stores.ts';
import { operationsOf } from './random-request.ts';

const odd = [
  '%00',
  '%00a',
  'a%00',
  '..',
  '.',
  'a..b',
  '%24where',
  '%2e%2e%2f',
  '%E0%A4%A',
  '%ff',
  'a%0Ab',
  '%2F',
  'x.%24y',
  '-',
  'A',
  '%F0%9F%98%80',
];
const sorts = [
  'amount..x',
  'customer.%24x',
  'customer.id',
  'customer.x',
  'items.cost',
  'items,evidence',
  'evidence',
  '-',
  '--amount',
  ',',
  'amount,amount',
  'customer.name.%24',
  '%00',
  'amount.%00',
  'createdAt.x',
  'items.cost.x',
];

describeEachStore('odd texts in a request', (store) => {
  let bank: Bank;
  let addresses: { path: string; queries: string[] }[] = [];

  beforeAll(async () => {
    bank = await openBank({ store });
    await bank.submit({ amount: 100_000 });
    await bank.submit({ amount: 6_000_000 });
    const { body } = await (await bank.as('auditor')).get<JsonObject>('/openapi.json');
    addresses = operationsOf(body)
      .filter(({ method, path }) => method === 'GET' && path !== '/events')
      .map(({ path, parameters }) => ({
        path,
        queries: parameters.filter((each) => each.in === 'query').map(({ name }) => name),
      }));
  });
  afterAll(() => bank.stop());

  const statusOf = async (who: string, path: string) => {
    const reply = await (await bank.as(who)).raw('GET', `/api${path}`);
    if (reply.status >= 400)
      expect([path, problemIn(reply)?.correlationId ?? reply.text]).toEqual([
        path,
        expect.stringMatching(/^[0-9a-f-]{36}$/),
      ]);
    return reply.status;
  };

  it('H13 break no address: they are refused in each of its parts', async () => {
    const broken: string[] = [];
    expect(addresses.length).toBeGreaterThan(30);
    for (const { path } of addresses.filter((each) => each.path.includes('{'))) {
      const parts = path.match(/\{\w+\}/g) ?? [];
      for (const text of odd) {
        for (const one of parts) {
          const asked = path
            .replace(one, text)
            .replace('{form}', 'transfer')
            .replace('{field}', 'customer')
            .replace(/\{\w+\}/g, 'x');
          const status = await statusOf('admin', asked);
          if (status >= 500) broken.push(`${status} ${asked}`);
        }
      }
    }
    expect(broken).toEqual([]);
  });

  it('H13 break no list or look-up in any of its parameters', async () => {
    const broken: string[] = [];
    for (const { path, queries } of addresses) {
      const asked = path
        .replace('{form}', 'transfer')
        .replace('{field}', 'customer')
        .replace('{pack}', 'transfer-control')
        .replace(/\{\w+\}/g, 'x');
      for (const name of queries) {
        for (const text of odd) {
          for (const who of ['auditor', 'admin']) {
            const status = await statusOf(who, `${asked}?${name}=${text}`);
            if (status >= 500) broken.push(`${status} ${who} ${asked}?${name}=${text}`);
          }
        }
      }
    }
    expect(broken).toEqual([]);
  });

  describe.each(['/forms/transfer/records', '/forms/customer/records'])('H13 %s', (path) => {
    it('sorts by what is a field and refuses what is none', async () => {
      const broken: string[] = [];
      for (const sort of sorts) {
        const status = await statusOf('auditor', `${path}?sort=${sort}`);
        if (status >= 500) broken.push(`${status} ${sort}`);
      }
      expect(broken).toEqual([]);
    });
  });

  it.each([
    ['/forms/Foo/records/x', 404],
    ['/forms/transfer/records?sort=amount..x', 400],
    ['/forms/transfer/records?sort=customer.%24x', 400],
    ['/forms/transfer/records?sort=customer.nothing', 400],
    ['/forms/transfer/records?sort=customer.id', 200],
    ['/forms/transfer/records?sort=items,evidence', 400],
    ['/forms/transfer/records?q=%00', 400],
    ['/forms/transfer/lookup/customer?q=%00', 400],
    ['/tasks?box=todo&q=%00', 400],
    ['/forms/%E0%A4%A/records', 400],
  ])('H13 %s is answered %i', async (path, status) => {
    expect(await statusOf('maker', path)).toBe(status);
  });
});
