// The one place where values are sealed and opened, between repositories and rows. What is sealed follows from the forms that
// are published and from the list below; no operation has a say in it.
import {
  encryptedFields,
  type Filter,
  type Form,
  isJsonObject,
  type Json,
  type JsonObject,
  own,
} from '../../../engine/index.ts';
import type { Packs } from '../../deps.ts';
import { blindFilter, isBlind, refused } from './blind-filter.ts';
import type { Keyring } from './keyring.ts';
import { type Blind, blindInput, joinData, splitData } from './sealed-data.ts';
import { blindText, openText, sealText, versionOf } from './sealed-text.ts';
import { type PastForms, type SecretParts, secretParts } from './secret-parts.ts';

type Row = { [path: string]: unknown };
/** What is asked of published forms: those of today, and what all releases said of theirs. */
export type SealedForms = Pick<Packs, 'current'> & { past(tenant: string): Promise<PastForms> };

/** Paths that hold what forms hold: sealed where the row's form, or else some form of the tenant, has an encrypted field. */
export const sealedPaths: { readonly [collection: string]: { by: 'form' | 'tenant'; paths: readonly string[] } } = {
  cases: { by: 'form', paths: ['state'] },
  history: { by: 'form', paths: ['body', 'salt'] },
  drafts: { by: 'form', paths: ['data'] },
  idempotency: { by: 'tenant', paths: ['body'] },
  outbox: { by: 'tenant', paths: ['params', 'lastError'] },
  notices: { by: 'tenant', paths: ['title', 'text'] },
  incidents: { by: 'tenant', paths: ['params', 'effect', 'cause'] },
  told: { by: 'tenant', paths: ['events'] },
};

/** What a sealed value is bound to: it opens in no other field, row, form or tenant. */
export function placeOf(tenant: string, collection: string, id: string, path: string): string {
  return `${tenant}|${collection}|${id}|${path}`;
}

export type Sealing = {
  /** The row as it is stored. */
  seal(row: Row, inTransaction: boolean): Promise<Row>;
  /** The row as it was before it was sealed; one that never was, as it is. */
  open(row: Row): Promise<Row>;
  /** A filter as the store can answer it; throws where it asks of an encrypted field what only readable values could tell. */
  filter(filter: Filter, inTransaction: boolean): Promise<Filter>;
  pipeline(stages: Json[], inTransaction: boolean): Promise<Json[]>;
  /** Throws for a path that says nothing of what is encrypted. */
  expectSortable(sort: string[]): Promise<void>;
  /** Paths to read besides, so that the row can be opened. */
  needed(paths: string[]): string[];
};

export type SealingPorts = { keyring: Keyring; forms: SealedForms };

/** For one collection of one tenant; undefined where nothing in it is ever sealed. */
export function createSealing(collection: string, tenant: string, ports: SealingPorts): Sealing | undefined {
  const [kind, , form] = collection.split('.');
  const about = (row: Row, path: string) => placeOf(tenant, collection, String(row.id), path);
  if (kind === 'records' && form !== undefined) return sealingOfRecords(form, tenant, about, ports);
  const listed = own(sealedPaths, collection);
  return listed && sealingOfPaths(listed, tenant, about, ports);
}

type About = (row: Row, path: string) => string;

const known = new WeakMap<object, Map<string, SecretParts | undefined>>();

/** What of a form's data is sealed today; undefined for nothing. */
export async function secretsOf(tenant: string, form: string, forms: SealedForms): Promise<SecretParts | undefined> {
  const packs = await forms.current(tenant);
  const found = known.get(packs) ?? new Map<string, SecretParts | undefined>();
  known.set(packs, found);
  if (found.has(form)) return found.get(form);
  const formOf = (key: string): Form | undefined => {
    const found = packs.find(({ pack }) => Object.hasOwn(pack.forms, key));
    return found && own(found.pack.forms, key);
  };
  const parts = secretParts(form, formOf, await forms.past(tenant));
  found.set(form, parts);
  return parts;
}

/** True where a release of the form, any of them, had something to seal: what tells of its records stays sealed. */
export async function hasSecrets(tenant: string, form: string, forms: SealedForms): Promise<boolean> {
  const then = (await forms.past(tenant)).get(form);
  if (then && then.fields.size + then.columns.size > 0) return true;
  return (await secretsOf(tenant, form, forms)) !== undefined;
}

/** Where a record's former data is sealed; no field can be called so. */
const FORMER = '/former';

function sealingOfPaths(
  { by, paths }: { by: 'form' | 'tenant'; paths: readonly string[] },
  tenant: string,
  about: About,
  { keyring, forms }: SealingPorts,
): Sealing {
  const isSealed = async (row: Row): Promise<boolean> => {
    const packs = await forms.current(tenant);
    if (by === 'form') {
      const form = String(row.form);
      if (await hasSecrets(tenant, form, forms)) return true;
      if (packs.some(({ pack }) => Object.hasOwn(pack.forms, form))) return false;
    } else if (packs.some(({ pack }) => Object.values(pack.forms).some((each) => encryptedFields(each)))) return true;
    // What is not known to be harmless is sealed, once the tenant has anything to hide.
    return keyring.has(tenant);
  };
  return {
    async seal(row, inTransaction) {
      const present = paths.filter((path) => row[path] !== undefined);
      if (present.length === 0 || !(await isSealed(row))) return row;
      const key = await keyring.newest(tenant, inTransaction);
      const { ...rest } = row;
      const sealed: { [path: string]: string } = {};
      for (const path of present) {
        sealed[path] = sealText(JSON.stringify(row[path]), about(row, path), key);
        delete rest[path];
      }
      return { ...rest, sealed };
    },
    open: (row) => openRow(row, tenant, about, keyring, (opened, path, value) => ({ ...opened, [path]: value })),
    filter: async (filter) => filter,
    pipeline: async (stages) => stages,
    expectSortable: async () => {},
    needed: (asked) => (asked.some((path) => paths.includes(path.split('.')[0] ?? '')) ? ['id', 'sealed'] : []),
  };
}

function sealingOfRecords(form: string, tenant: string, about: About, { keyring, forms }: SealingPorts): Sealing {
  const secretsNow = () => secretsOf(tenant, form, forms);
  const blindBy = async (inTransaction: boolean): Promise<Blind> => {
    const key = await keyring.index(tenant, inTransaction);
    return (path, value) => blindText(blindInput(form, path, value), key);
  };
  const blinded = async (filter: Filter, inTransaction: boolean): Promise<Filter> => {
    const secrets = await secretsNow();
    return secrets ? blindFilter(secrets, filter, await blindBy(inTransaction)) : filter;
  };
  const blindedStages = (stages: Json[], inTransaction: boolean): Promise<Json[]> =>
    Promise.all(
      stages.map(async (stage) => {
        if (isJsonObject(stage) && isJsonObject(stage.$match))
          return { $match: (await blinded(stage.$match, inTransaction)) as JsonObject };
        if (!isJsonObject(stage) || !isJsonObject(stage.$facet)) return stage;
        const facets = await Promise.all(
          Object.entries(stage.$facet).map(async ([name, inner]) => [
            name,
            Array.isArray(inner) ? await blindedStages(inner, inTransaction) : inner,
          ]),
        );
        return { $facet: Object.fromEntries(facets) as JsonObject };
      }),
    );
  return {
    async seal(row, inTransaction) {
      const secrets = isJsonObject(row.data) ? await secretsNow() : undefined;
      // Fields of earlier releases may have been encrypted then: nothing of them stays readable where there is a key.
      const former = row.former !== undefined && (secrets !== undefined || (await keyring.has(tenant)));
      if (!secrets && !former) return row;
      const none = { clear: row.data as JsonObject, secret: {}, blind: {} };
      const parts = secrets ? splitData(secrets, row.data as JsonObject, await blindBy(inTransaction)) : none;
      const secret = Object.entries<unknown>({ ...parts.secret, ...(former && { [FORMER]: row.former }) });
      if (secret.length === 0) return row;
      const key = await keyring.newest(tenant, inTransaction);
      const sealed = secret.map(([name, value]) => [name, sealText(JSON.stringify(value), about(row, name), key)]);
      const { former: _former, ...rest } = row;
      const kept = former ? rest : row;
      return { ...kept, data: parts.clear, sealed: Object.fromEntries(sealed), blind: parts.blind };
    },
    open: (row) =>
      openRow(row, tenant, about, keyring, (opened, name, value) =>
        name === FORMER
          ? { ...opened, former: value }
          : { ...opened, data: joinData((opened.data ?? {}) as JsonObject, { [name]: value }) },
      ),
    filter: blinded,
    pipeline: blindedStages,
    async expectSortable(sort) {
      const secrets = await secretsNow();
      const found = secrets && sort.map((path) => path.replace(/^[-+]/, '')).find((path) => isBlind(secrets, path));
      if (found !== undefined) throw refused(found.slice('data.'.length));
    },
    needed: (asked) => (asked.some((path) => path.split('.')[0] === 'data') ? ['id', 'sealed'] : []),
  };
}

async function openRow(
  row: Row,
  tenant: string,
  about: About,
  keyring: Keyring,
  put: (row: Row, path: string, value: Json) => Row,
): Promise<Row> {
  const { sealed, blind: _blind, ...rest } = row;
  if (!isJsonObject(sealed)) return rest;
  let opened: Row = rest;
  for (const [path, text] of Object.entries(sealed)) {
    const key = await keyring.key(tenant, versionOf(String(text)));
    opened = put(opened, path, JSON.parse(openText(String(text), about(row, path), key)) as Json);
  }
  return opened;
}
