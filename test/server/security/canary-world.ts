// A server full of canaries, its people signed in, and what each of them may read, worked out in plain terms.
import { createHash } from 'node:crypto';
import { canonicalJson, type FileValue, type Json, type JsonObject, type RecordView } from '../../../engine/index.ts';
import type { Route } from '../../../server/http/route.ts';
import { key } from '../../flows/transfer-bank.ts';
import { demoPeople } from '../../support/demo-people.ts';
import { type Client, startServer, type TestServer } from '../../support/server.ts';
import { packFolder } from '../../support/small-pack.ts';
import type { TestStore } from '../../support/stores.ts';
import { canaryPack, type FieldName, fields, rights, stepHides } from './canary-pack.ts';

export type Made = {
  id: string;
  case: string;
  owner: string;
  unit: string;
  file: string;
  canary: { [field in FieldName]: string };
};
export type Heard = { who: string; path: string; text: string };
export type CanaryWorld = {
  server: TestServer;
  names: string[];
  made: Made[];
  as(name: string): Client;
  stop(): Promise<void>;
};

// The unit that each unit lies in.
const above: { [unit: string]: string } = { shanghai: 'company', beijing: 'company', company: 'group' };
const isBelow = (unit: string | undefined, top: string): boolean =>
  unit !== undefined && (unit === top || isBelow(above[unit], top));
export const holdersOfReview = ['finance', 'finance2'];

/** The roles of each person, with one who has two: own rows as a maker, all rows as an analyst. */
const rolesOf = (name: string): string[] => {
  if (name === 'maker2') return ['maker', 'analyst'];
  return demoPeople.find((person) => person.name === name)?.roles ?? [];
};

/** The matrix: whether a person reads a field of a record as it is. */
export function isOpen(name: string, { owner, unit }: Made, field: FieldName): boolean {
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

const digest = (hash: string, text: string) => createHash(hash).update(text).digest();

/**
 * Closed values in an answer: as they are, or as a mark that who guesses a value can make as well: a hash of it in one of the
 * usual ways and spellings, cut to sixteen characters or whole.
 */
export function leaksIn({ who, path, text }: Heard, made: Made[]): string[] {
  return made.flatMap((record) =>
    (Object.entries(record.canary) as [FieldName, string][]).flatMap(([field, canary]) => {
      if (isOpen(who, record, field)) return [];
      return guessesOf(record, field, canary).some((guess) => text.includes(guess))
        ? [`${who} ${path}: ${field} of ${record.owner}`]
        : [];
    }),
  );
}

const guessed = new Map<string, string[]>();

function guessesOf(record: Made, field: FieldName, canary: string): string[] {
  const known = guessed.get(canary);
  if (known) return known;
  const data = dataOf(record);
  const framed = [
    canary,
    JSON.stringify(canary),
    canonicalJson({ [field]: canary }),
    canonicalJson(data),
    canonicalJson({ data }),
  ];
  const marks = ['sha256', 'sha1', 'md5', 'sha512'].flatMap((hash) =>
    framed.flatMap((text) =>
      (['hex', 'base64', 'base64url'] as const).map((spelling) => digest(hash, text).toString(spelling).slice(0, 16)),
    ),
  );
  const guesses = [...new Set([canary, ...marks, Buffer.from(canary).toString('base64').slice(0, 16)])];
  guessed.set(canary, guesses);
  return guesses;
}

function dataOf({ canary }: Pick<Made, 'canary'>): JsonObject {
  const { what, cost, paper: _paper, ...plain } = canary;
  return { ...plain, lines: [{ what, cost }] };
}

/** `before`: what people listen to already when the records are made. */
export async function openCanaries(
  store: TestStore,
  { routes = [], before }: { routes?: Route[]; before?: (world: CanaryWorld) => Promise<void> } = {},
): Promise<CanaryWorld> {
  const folder = await packFolder(canaryPack());
  const server = await startServer({ store, packs: folder.path, routes });
  const tenant = server.deps.store.tenant(server.tenant);
  const maker2 = await tenant.people.get('maker2');
  if (maker2) await tenant.people.save({ ...maker2, roles: rolesOf('maker2') });
  await tenant.nextNumber('organisation-changes');
  const clients = new Map<string, Client>();
  const world: CanaryWorld = {
    server,
    names: demoPeople.map(({ name }) => name),
    made: [],
    as: (name) => clients.get(name) as Client,
    async stop() {
      await server.stop();
      await folder.remove();
    },
  };
  for (const name of world.names) clients.set(name, await server.signIn(name, { language: 'en' }));
  await before?.(world);
  for (const [owner, unit] of [
    ['maker', 'shanghai'],
    ['maker2', 'beijing'],
  ] as const)
    world.made.push(await make(world, owner, unit));
  return world;
}

async function make({ server, as }: CanaryWorld, owner: string, unit: string): Promise<Made> {
  const of = (field: string) =>
    `cnry${owner}${field}${digest('sha256', owner + field)
      .toString('hex')
      .slice(0, 12)}`;
  const canary = Object.fromEntries([...fields, 'what', 'cost', 'paper'].map((name) => [name, of(name)])) as {
    [field in FieldName]: string;
  };
  canary.digits = owner === 'maker' ? '110101197903147660' : '310104198807231214';
  const paper = await upload(as(owner), canary.paper);
  // What makers may not write is kept as a chart would write it.
  const { hint, ...sent } = dataOf({ canary });
  const data = { ...sent, paper: [paper as unknown as JsonObject] };
  const reply = await as(owner).post<{ record: RecordView; case: string }>('/forms/thing/records', { data }, key());
  if (reply.status !== 201) throw new Error(`not made: ${reply.status} ${reply.text}`);
  const { record, case: about } = reply.body;
  await server.deps.store
    .tenant(server.tenant)
    .records('thing')
    .update({ id: record.id }, { 'data.hint': hint as Json, title: Object.values(canary).join(' ') });
  return { id: record.id, case: about, owner, unit, file: paper.id, canary };
}

async function upload(client: Client, text: string): Promise<FileValue> {
  const form = new FormData();
  form.set('file', new Blob([text], { type: 'text/plain' }), `${text}.txt`);
  const reply = await client.raw<FileValue>('POST', '/api/files?form=thing&field=paper', form);
  if (reply.status !== 201) throw new Error(`not uploaded: ${reply.status} ${reply.text}`);
  return reply.body;
}
