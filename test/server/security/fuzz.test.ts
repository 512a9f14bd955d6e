// Hundreds of requests made from the OpenAPI document, as different people: nothing breaks, and whatever is refused says why.
// FUZZ_SEED repeats a run, FUZZ_REQUESTS makes it longer.
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { JsonObject } from '../../../engine/index.ts';
import { type Bank, openBank } from '../../flows/transfer-bank.ts';
import { type Client, problemIn, type Reply } from '../../support/server.ts';
import { describeEachStore } from '../../support/stores.ts';
import { type Attempt, attemptOn, chanceFrom, type Operation, operationsOf } from './random-request.ts';

const SEED = Number(process.env.FUZZ_SEED ?? 6217);
const REQUESTS = Number(process.env.FUZZ_REQUESTS ?? 400);
const people = ['maker', 'finance', 'director', 'manager', 'analyst', 'auditor', 'admin'];
// A stream does not end; to end one's own session, or to lock a colleague out, would only make the rest of the run a row of 401.
const passedOver = ({ method, path }: Operation) =>
  path === '/events' || path.startsWith('/session') || (method !== 'GET' && /^\/(people|units)/.test(path));

describeEachStore('a random request', (store) => {
  let bank: Bank;
  const clients = new Map<string, { client: Client; api: JsonObject; operations: Operation[] }>();
  let known: string[] = [];

  beforeAll(async () => {
    bank = await openBank({ store });
    const { record, case: id } = await bank.submit({ amount: 6_000_000 });
    const task = await bank.taskOf('finance', id);
    known = [
      record.id,
      id,
      task?.id ?? '',
      bank.customer.id,
      'transfer',
      'customer',
      'transfer-control',
      'transfer-overview',
    ];
    known.push(
      'transfers',
      'transfer-approval',
      'form',
      'workflow',
      'maker',
      'finance',
      'new',
      'amount',
      'approve',
      'total',
    );
    for (const name of people) {
      const client = await bank.server.signIn(name, { language: 'zh-CN' });
      const api = (await client.get<JsonObject>('/openapi.json')).body;
      clients.set(name, { client, api, operations: operationsOf(api).filter((each) => !passedOver(each)) });
    }
  });
  afterAll(() => bank.stop());

  it(`of ${REQUESTS} (seed ${SEED}) breaks nothing, and each refusal conforms`, {
    timeout: 60_000 + REQUESTS * 200,
  }, async () => {
    const chance = chanceFrom(SEED);
    const wrong: string[] = [];
    const answered = new Map<number, number>();
    for (let count = 0; count < REQUESTS; count++) {
      const name = chance.pick(people);
      const { client, api, operations } = clients.get(name) as {
        client: Client;
        api: JsonObject;
        operations: Operation[];
      };
      const attempt = attemptOn(chance.pick(operations), api, known, chance);
      const reply = await client.raw(attempt.method, `/api${attempt.path}`, attempt.body, attempt.headers);
      answered.set(reply.status, (answered.get(reply.status) ?? 0) + 1);
      const fault = faultOf(reply);
      if (fault) wrong.push(`${name}, request ${count}: ${fault}: ${shown(attempt)}\n    ${reply.text.slice(0, 300)}`);
    }
    expect(wrong).toEqual([]);
    // A fuzz whose requests were all turned away at the door would find nothing.
    expect(answered.get(200) ?? 0).toBeGreaterThan(REQUESTS / 20);
    expect(answered.get(422) ?? 0).toBeGreaterThan(REQUESTS / 20);
  });
});

const shown = ({ method, path, headers, body = '' }: Attempt) =>
  `${method} ${path.slice(0, 200)} ${JSON.stringify(headers)} ${body.slice(0, 600)}`;

function faultOf(reply: Reply): string | undefined {
  if (reply.status >= 500) return 'broke';
  if (reply.status < 400) return undefined;
  if (reply.headers.get('content-type') !== 'application/problem+json; charset=utf-8') return 'is no problem document';
  const { type, title, status, code, detail, issues, correlationId } = problemIn(reply);
  if (![type, title, code, detail].every((text) => typeof text === 'string' && text !== '')) return 'lacks a text';
  if (status !== reply.status) return 'names another status';
  if (!/^[0-9a-f-]{36}$/.test(correlationId)) return 'has no correlation id';
  if (!/[\u4e00-\u9fff]/.test(detail)) return 'is not in the reader’s language';
  if (!Array.isArray(issues)) return 'has no issues';
  const poor = issues.find(
    (each) =>
      !each.code ||
      typeof each.path !== 'string' ||
      !/[\u4e00-\u9fff]/.test(each.message) ||
      /\{[a-z]\w*\}|undefined|\[object|(应|为) (?!null|true)[a-z]+(，|$)/.test(each.message),
  );
  return poor && `has a poor issue ${JSON.stringify(poor)}`;
}
