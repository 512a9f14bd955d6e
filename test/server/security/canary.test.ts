// What may not be read cannot be had: every person asks for everything, in every way, and no answer holds a value that the
// rights, worked out here once more in plain terms, do not open to that person.
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { JsonObject, Page, TaskItem } from '../../../engine/index.ts';
import { answer, get } from '../../../server/http/route.ts';
import { key } from '../../flows/transfer-bank.ts';
import { describeEachStore } from '../../support/stores.ts';
import { fields } from './canary-pack.ts';
import { getAddresses } from './canary-paths.ts';
import { type CanaryWorld, type Heard, isOpen, leaksIn, openCanaries } from './canary-world.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** The pack has no page, no person has begun to type, and none has both the duty of people and a right to the records. */
const withoutAnswer = ['/forms/:form/drafts/:scope', '/forms/:form/records/:id/personal', '/pages/:key'];

describeEachStore('canaries', (store) => {
  let world: CanaryWorld;
  const heard: Heard[] = [];
  /** Routes of the addresses that are asked, and those that answered a person. */
  const routeOf = new Map<string, string>();
  const answered = new Set<string>();

  beforeAll(async () => {
    // A planted leak: what a careless route would answer.
    const planted = get('/planted', { access: 'person', summary: 'A leak' }, async ({ deps, caller }) =>
      answer(await deps.store.tenant(caller.actor.tenant).records('thing').find({})),
    );
    world = await openCanaries(store, { routes: [planted] });
  });
  afterAll(() => world.stop());

  async function ask(who: string, path: string): Promise<Heard> {
    const reply = await world.as(who).get(path);
    // A refusal for haste would be an answer that tells nothing.
    if (reply.status === 429 || reply.status >= 500) throw new Error(`${who} ${path}: ${reply.status}`);
    const route = reply.status === 200 ? routeOf.get(path) : undefined;
    if (route !== undefined) answered.add(route);
    const one = { who, path, text: reply.text };
    heard.push(one);
    return one;
  }

  /** Everything that can be asked for by an address: each route as it is, and lists in every order and by every value. */
  async function pathsFor(who: string): Promise<string[]> {
    const client = world.as(who);
    const rule = (field: string, value: string) =>
      encodeURIComponent(JSON.stringify({ '==': [{ var: field }, value] }));
    const boxes = ['todo', 'done', 'started', 'copied'];
    const tasks = await client.get<Page<TaskItem>>('/tasks?box=todo&size=200');
    const form = await client.get('/forms/thing');
    const [validator] = /\d+-[0-9a-f]{64}/.exec(form.text) ?? [];
    const addresses = getAddresses(
      world.made,
      (tasks.body.items ?? []).map(({ id }) => id),
      validator === undefined ? [] : [`${validator}.js`],
    );
    for (const { path, route } of addresses) routeOf.set(path, route);
    return [
      ...addresses.map(({ path }) => path),
      '/forms/thing/records?size=200&count=true&view=all',
      ...boxes.map((box) => `/tasks?box=${box}&size=200&count=true`),
      ...fields.map((field) => `/forms/thing/records?size=200&sort=${field}`),
      ...world.made.flatMap(({ canary }) =>
        fields.flatMap((field) => [
          `/forms/thing/records?size=200&count=true&filter=${rule(field, canary[field])}`,
          `/forms/thing/records?size=200&count=true&q=${canary[field]}`,
          ...boxes.map((box) => `/tasks?box=${box}&count=true&q=${canary[field]}`),
        ]),
      ),
    ];
  }

  it('H2, H8, H9, H10: no answer to any person holds a value, or a hash of one, that the matrix closes', async () => {
    for (const who of world.names) {
      for (const path of await pathsFor(who)) await ask(who, path);
      const figures = await world.as(who).post('/dashboards/things/query', { filters: {} });
      heard.push({ who, path: 'figures', text: figures.text });
    }
    expect(heard.flatMap((one) => leaksIn(one, world.made))).toEqual([]);
    // It heard enough to tell: what is open was answered.
    const open = world.made
      .flatMap(({ canary }) => Object.values(canary))
      .filter((canary) => heard.some(({ text }) => text.includes(canary)));
    expect(open).toHaveLength(world.made.length * 8);
  }, 240_000);

  it('every route that answers a GET was asked, and answered a person who may ask', () => {
    expect([...new Set(routeOf.values())].filter((route) => !answered.has(route)).sort()).toEqual(withoutAnswer);
  });

  it('H9, H10: no filter and no search finds a record by a field that is closed there, and counts none', async () => {
    const found: string[] = [];
    for (const { who, path, text } of heard.filter(
      (one) => /records\?.*(filter|q)=/.test(one.path) || /tasks\?.*q=/.test(one.path),
    )) {
      for (const record of world.made) {
        const field = fields.find((name) => path.includes(record.canary[name]));
        if (!field || isOpen(who, record, field)) continue;
        const { items = [], total = 0 } = JSON.parse(text) as Partial<Page<JsonObject>>;
        if (items.length > 0 || total > 0) found.push(`${who} ${path}`);
      }
    }
    expect(found).toEqual([]);
  });

  it('no refusal and no notice tells either: a wrong write, a duplicate, a decision on what is closed', async () => {
    const told: Heard[] = [];
    for (const who of world.names) {
      const client = world.as(who);
      for (const { id, case: about } of world.made) {
        const replies = [
          await client.patch(`/forms/thing/records/${id}`, { data: { subject: 1 } }, { 'If-Match': '99' }),
          await client.post(`/cases/${about}/withdraw`, {}, key()),
          await client.post(`/tasks/${about}.1/decisions`, { decision: 'approve', seen: 'x' }, key()),
        ].filter(({ status }) => status >= 400);
        for (const { text } of replies) told.push({ who, path: 'refusal', text });
      }
    }
    expect(told.length).toBeGreaterThan(world.names.length);
    expect(told.flatMap((one) => leaksIn(one, world.made))).toEqual([]);
  });

  it('a planted leak is seen', async () => {
    const leak = await ask('admin', '/planted');
    expect(leaksIn(leak, world.made).length).toBe(world.made.length * 8);
    const hashed = { who: 'admin', path: 'hash', text: sha256(world.made[0]?.canary.wage ?? '') };
    expect(leaksIn(hashed, world.made)).toHaveLength(1);
  });
});
