// What may not be read cannot be had: every person asks for everything, in every way, and no answer holds a value that the
// rights, worked out here once more in plain terms, do not open to that person.
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  canonicalJson,
  type Json,
  type JsonObject,
  type Page,
  type RecordView,
  type TaskItem,
} from '../../../engine/index.ts';
import { answer, get } from '../../../server/http/route.ts';
import { key } from '../../flows/transfer-bank.ts';
import { demoPeople } from '../../support/demo-people.ts';
import { type Client, startServer, type TestServer } from '../../support/server.ts';
import { packFolder } from '../../support/small-pack.ts';
import { describeEachStore } from '../../support/stores.ts';
import { canaryPack, type FieldName, fields, rights, stepHides } from './canary-pack.ts';

type Made = { id: string; case: string; owner: string; unit: string; canary: { [field in FieldName]: string } };
type Heard = { who: string; path: string; text: string };

// The unit that each unit lies in.
const above: { [unit: string]: string } = { shanghai: 'company', beijing: 'company', company: 'group' };
const isBelow = (unit: string | undefined, top: string): boolean =>
  unit !== undefined && (unit === top || isBelow(above[unit], top));
const holdersOfReview = ['finance', 'finance2'];

/** The roles of each person, with one who has two: own rows as a maker, all rows as an analyst. */
const rolesOf = (name: string): string[] => {
  if (name === 'maker2') return ['maker', 'analyst'];
  return demoPeople.find((person) => person.name === name)?.roles ?? [];
};

/** The matrix: whether a person reads a field of a record as it is. */
function isOpen(name: string, { owner, unit }: Made, field: FieldName): boolean {
  const place = demoPeople.find((person) => person.name === name)?.unit ?? '';
  const path = field === 'what' || field === 'cost' ? `lines.${field}` : field;
  if (field === stepHides && holdersOfReview.includes(name)) return false;
  return rolesOf(name).some((role) => {
    const row = rights[role];
    if (!row || row.closed[path] !== undefined) return false;
    if (row.read === 'own') return owner === name;
    return row.read === 'all' || isBelow(unit, place) || holdersOfReview.includes(name);
  });
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** Closed values in an answer: as they are, or as a hash that a guess of theirs gives. */
function leaksIn({ who, path, text }: Heard, made: Made[]): string[] {
  return made.flatMap((record) =>
    (Object.entries(record.canary) as [FieldName, string][]).flatMap(([field, canary]) => {
      if (isOpen(who, record, field)) return [];
      const guesses = [canary, sha256(canary), sha256(JSON.stringify(canary)), sha256(canonicalJson(dataOf(record)))];
      return guesses.some((guess) => text.includes(guess)) ? [`${who} ${path}: ${field} of ${record.owner}`] : [];
    }),
  );
}

function dataOf({ canary }: Made): JsonObject {
  const { what, cost, ...plain } = canary;
  return { ...plain, lines: [{ what, cost }] };
}

describeEachStore('canaries', (store) => {
  let server: TestServer;
  let folder: Awaited<ReturnType<typeof packFolder>>;
  const made: Made[] = [];
  const heard: Heard[] = [];
  const clients = new Map<string, Client>();
  const names = [...demoPeople.map(({ name }) => name)];

  beforeAll(async () => {
    folder = await packFolder(canaryPack());
    // A planted leak: what a careless route would answer.
    const planted = get('/planted', { access: 'person', summary: 'A leak' }, async ({ deps, caller }) =>
      answer(await deps.store.tenant(caller.actor.tenant).records('thing').find({})),
    );
    server = await startServer({ store, packs: folder.path, routes: [planted] });
    const tenant = server.deps.store.tenant(server.tenant);
    const maker2 = await tenant.people.get('maker2');
    if (maker2) await tenant.people.save({ ...maker2, roles: rolesOf('maker2') });
    await tenant.nextNumber('organisation-changes');
    for (const name of names) clients.set(name, await server.signIn(name, { language: 'en' }));
    for (const [owner, unit] of [
      ['maker', 'shanghai'],
      ['maker2', 'beijing'],
    ] as const) {
      const of = (field: string) => `cnry${owner}${field}${sha256(owner + field).slice(0, 12)}`;
      const canary = Object.fromEntries([...fields, 'what', 'cost'].map((name) => [name, of(name)])) as Made['canary'];
      // What makers may not write is kept as a chart would write it.
      const { hint, ...sent } = dataOf({ canary } as Made);
      const reply = await clients
        .get(owner)
        ?.post<{ record: RecordView; case: string }>('/forms/thing/records', { data: sent }, key());
      if (reply?.status !== 201) throw new Error(`not made: ${reply?.status} ${reply?.text}`);
      const { record, case: about } = reply.body;
      await tenant
        .records('thing')
        .update({ id: record.id }, { 'data.hint': hint as Json, title: Object.values(canary).join(' ') });
      made.push({ id: record.id, case: about, owner, unit, canary });
    }
  });
  afterAll(async () => {
    await server.stop();
    await folder.remove();
  });

  async function ask(who: string, path: string): Promise<Heard> {
    const reply = await (clients.get(who) as Client).get(path);
    // A refusal for haste would be an answer that tells nothing.
    if (reply.status === 429 || reply.status >= 500) throw new Error(`${who} ${path}: ${reply.status}`);
    const one = { who, path, text: reply.text };
    heard.push(one);
    return one;
  }

  /** Everything that can be asked for by an address. */
  async function pathsFor(who: string): Promise<string[]> {
    const client = clients.get(who) as Client;
    const rule = (field: string, value: string) =>
      encodeURIComponent(JSON.stringify({ '==': [{ var: field }, value] }));
    const boxes = ['todo', 'done', 'started', 'copied'];
    const tasks = await client.get<Page<TaskItem>>('/tasks?box=todo&size=200');
    return [
      '/home',
      '/session',
      '/forms/thing',
      '/notices?size=200',
      '/timers?size=200',
      '/incidents?size=200',
      '/audit?size=200',
      '/people/names',
      '/people?size=200',
      '/units',
      '/roles',
      '/packs',
      '/packs/notes/draft',
      '/packs/notes/export',
      '/packs/notes/releases',
      '/dashboards/things',
      '/forms/thing/records?size=200&count=true&view=all',
      ...boxes.map((box) => `/tasks?box=${box}&size=200&count=true`),
      ...fields.map((field) => `/forms/thing/records?size=200&sort=${field}`),
      ...(tasks.body.items ?? []).map(({ id }) => `/tasks/${id}`),
      ...made.flatMap(({ id, case: about, canary }) => [
        `/forms/thing/records/${id}`,
        `/forms/thing/records/${id}/history`,
        `/cases/${about}`,
        `/cases/${about}/history`,
        `/cases/${about}/why`,
        ...fields.flatMap((field) => [
          `/forms/thing/records?size=200&count=true&filter=${rule(field, canary[field])}`,
          `/forms/thing/records?size=200&count=true&q=${canary[field]}`,
          ...boxes.map((box) => `/tasks?box=${box}&count=true&q=${canary[field]}`),
        ]),
      ]),
    ];
  }

  it('H2, H8, H9, H10: no answer to any person holds a value, or a hash of one, that the matrix closes', async () => {
    for (const who of names) {
      for (const path of await pathsFor(who)) await ask(who, path);
      const figures = await (clients.get(who) as Client).post('/dashboards/things/query', { filters: {} });
      heard.push({ who, path: 'figures', text: figures.text });
    }
    expect(heard.flatMap((one) => leaksIn(one, made))).toEqual([]);
    // It heard enough to tell: what is open was answered.
    const open = made
      .flatMap(({ canary }) => Object.values(canary))
      .filter((canary) => heard.some(({ text }) => text.includes(canary)));
    expect(open).toHaveLength(made.length * 6);
  });

  it('H9, H10: no filter and no search finds a record by a field that is closed there, and counts none', async () => {
    const found: string[] = [];
    for (const { who, path, text } of heard.filter(
      (one) => /records\?.*(filter|q)=/.test(one.path) || /tasks\?.*q=/.test(one.path),
    )) {
      for (const record of made) {
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
    for (const who of names) {
      const client = clients.get(who) as Client;
      for (const { id, case: about } of made) {
        const replies = [
          await client.patch(`/forms/thing/records/${id}`, { data: { subject: 1 } }, { 'If-Match': '99' }),
          await client.post(`/cases/${about}/withdraw`, {}, key()),
          await client.post(`/tasks/${about}.1/decisions`, { decision: 'approve', seen: 'x' }, key()),
        ].filter(({ status }) => status >= 400);
        for (const { text } of replies) told.push({ who, path: 'refusal', text });
      }
    }
    expect(told.length).toBeGreaterThan(names.length);
    expect(told.flatMap((one) => leaksIn(one, made))).toEqual([]);
  });

  it('a planted leak is seen', async () => {
    const leak = await ask('admin', '/planted');
    expect(leaksIn(leak, made).length).toBe(made.length * 6);
    const hashed = { who: 'admin', path: 'hash', text: sha256(made[0]?.canary.wage ?? '') };
    expect(leaksIn(hashed, made)).toHaveLength(1);
  });
});
