import { type Filter, type Form, type Json, type JsonObject, own } from '../../../engine/index.ts';
import type { Deps, TenantStore } from '../../deps.ts';
import { Fault } from '../../fault.ts';
import type { RecordRow } from '../../store/rows.ts';
import { openIncident } from '../incidents/open-incident.ts';
import { DERIVED, type Derived, derivedOf } from './derived.ts';
import { forgetSecrets } from './forget-secrets.ts';
import { indexesOf, isCompared, uniqueKeysOf } from './form-indexes.ts';
import { secretToday } from './secrecy-of-today.ts';

const BATCH = 200;
const TELL_EVERY = 2_000;

/**
 * Gives the records of earlier builds what is derived from their data today (search words, keys to compare and to sort by),
 * and then the indexes over it. Batch by batch: it may be stopped and begun again at any point, and what is done is done.
 */
export async function upgradeRecords(deps: Deps): Promise<void> {
  for (const tenant of await deps.store.tenants())
    for (const pack of await deps.packs.current(tenant))
      for (const form of Object.values(pack.pack.forms)) {
        await deriveAnew(deps, tenant, form);
        await ensureIndexes(deps, tenant, form);
      }
}

/** Derives rows anew that were derived otherwise. Answers how many. */
export async function deriveAnew(deps: Deps, tenant: string, form: Form): Promise<number> {
  const rows = deps.store.tenant(tenant).records(form.key);
  let count = 0;
  let aside = 0;
  for (let after = ''; ; ) {
    const filter = { id: { $gt: after }, derived: { $ne: DERIVED } };
    const batch = await rows.find({ filter, sort: ['id'], limit: BATCH });
    if (batch.length === 0) break;
    const forms = await formsOf(deps, batch, form);
    const made = batch.map((row, index) => ({ row, derived: derivedOf(forms[index] ?? form, row.data) }));
    try {
      await deps.store.transaction(tenant, async (tx) => {
        for (const each of made) await keep(tx, form, each);
      });
    } catch (cause) {
      if (!isDuplicate(cause)) throw cause;
      aside += await oneByOne(deps, tenant, form, made);
    }
    count += batch.length;
    // A large form takes minutes, and the server answers nobody yet: whoever waits for it sees that it goes on.
    if (count % TELL_EVERY === 0) deps.log.info({ tenant, form: form.key, records: count }, 'deriving records anew');
    after = batch[batch.length - 1]?.id ?? after;
  }
  if (aside > 0) await deps.store.transaction(tenant, (tx) => tellAside(deps, tx, form, aside));
  if (count > 0) await forgetSecrets(deps, tenant, form);
  if (count > 0) deps.log.info({ tenant, form: form.key, records: count }, 'records derived anew');
  return count;
}

type Made = { row: RecordRow; derived: Derived };

// A row that was written meanwhile has been derived by its writer.
async function keep(tx: TenantStore, form: Form, { row: { id, revision }, derived }: Made): Promise<void> {
  await tx.records(form.key).update({ id, revision }, { ...derived });
}

// Of a batch that holds a row that looks like another. Answers how many do.
async function oneByOne(deps: Deps, tenant: string, form: Form, made: Made[]): Promise<number> {
  const rows = deps.store.tenant(tenant);
  let aside = 0;
  for (const each of made) {
    try {
      await keep(rows, form, each);
    } catch (cause) {
      if (!isDuplicate(cause)) throw cause;
      const names = Object.keys(each.derived.same);
      await keep(rows, form, {
        row: each.row,
        derived: { ...each.derived, same: apart(each.derived.same, names, each.row.id) },
      });
      aside++;
    }
  }
  return aside;
}

function isDuplicate(cause: unknown): boolean {
  return cause instanceof Fault && cause.code === 'duplicate';
}

// Folded texts hold no blanks, so that none is like these.
function apart(same: JsonObject, names: string[], id: string): JsonObject {
  return { ...same, ...Object.fromEntries(names.map((name) => [name, `${String(same[name])} ${id}`])) };
}

/** Tells administrators how many records look like others in what must differ. */
export async function tellAside(deps: Deps, tx: TenantStore, form: Form, count: number): Promise<void> {
  await openIncident(deps, tx, { code: 'record/looks-alike', params: { form: form.title as Json, count } });
}

/** Gives the records that are there the folded texts of fields that a new release makes unique, and takes away what tells of those that it encrypts. */
export async function fillKeys(deps: Deps, tenant: string, form: Form): Promise<void> {
  const records = deps.store.tenant(tenant).records(form.key);
  for (const field of Object.values(form.fields)) if (field.encrypted) await forgetKeys(deps, tenant, form, field.name);
  const names = new Set(form.record.unique.flat().filter((name) => isCompared(form, name)));
  for (const name of names)
    for (;;) {
      const filter: Filter = { [`data.${name}`]: { $gt: '' }, [`same.${name}`]: { $exists: false } };
      const batch = await records.find({ filter, sort: ['id'], limit: BATCH });
      if (batch.length === 0) break;
      await deps.store.transaction(tenant, async (tx) => {
        for (const { id, revision, data, same } of batch)
          await tx.records(form.key).update({ id, revision }, { same: { ...same, ...derivedOf(form, data).same } });
      });
    }
}

/** What is derived from a field lies in clear: where the field is encrypted, nothing of it stays. */
async function forgetKeys(deps: Deps, tenant: string, form: Form, name: string): Promise<void> {
  const records = deps.store.tenant(tenant).records(form.key);
  for (;;) {
    const filter: Filter = { $or: [{ [`same.${name}`]: { $exists: true } }, { [`order.${name}`]: { $exists: true } }] };
    const batch = await records.find({ filter, sort: ['id'], limit: BATCH });
    if (batch.length === 0) return;
    await deps.store.transaction(tenant, async (tx) => {
      for (const { id, revision, same = {}, order = {}, search } of batch) {
        const { [name]: _same, ...others } = same;
        const { [name]: _order, ...orders } = order;
        const words = search.filter((word) => !word.startsWith(`${name}:`));
        await tx.records(form.key).update({ id, revision }, { same: others, order: orders, search: words });
      }
    });
  }
}

// Search words are those of the release that the record is valid under; what is compared is what the present form compares.
async function formsOf(deps: Deps, batch: RecordRow[], form: Form): Promise<Form[]> {
  const made: Form[] = [];
  for (const row of batch) {
    const loaded = await deps.packs.release(row.tenant, row.pack, row.release).catch(() => undefined);
    const its = loaded && own(loaded.pack.forms, form.key);
    const secret = its && secretToday(its, form);
    made.push(secret ? { ...secret, record: { ...secret.record, unique: form.record.unique } } : form);
  }
  return made;
}

async function ensureIndexes(deps: Deps, tenant: string, form: Form): Promise<void> {
  const rows = deps.store.tenant(tenant);
  const indexes = indexesOf(form);
  try {
    await rows.ensureRecords(form.key, indexes);
  } catch (cause) {
    if (!isDuplicate(cause)) throw cause;
    await setAside(deps, tenant, form);
    await rows.ensureRecords(form.key, indexes);
  }
}

// Records that were taken while only equal texts were the same: the first keeps its key, the others wait until they are
// edited, when they are refused like any other that looks like one which is there. Administrators are told.
async function setAside(deps: Deps, tenant: string, form: Form): Promise<void> {
  const records = deps.store.tenant(tenant).records(form.key);
  const seen = new Set<string>();
  const aside = new Map<string, RecordRow>();
  for (let after = ''; ; ) {
    const batch = await records.find({ filter: { id: { $gt: after } }, sort: ['id'], limit: BATCH });
    for (const row of batch)
      for (const { group, names } of uniqueKeysOf(form, row)) {
        if (seen.has(group)) {
          const same = (aside.get(row.id) ?? row).same ?? {};
          aside.set(row.id, { ...row, same: apart(same, names, row.id) });
        } else seen.add(group);
      }
    if (batch.length < BATCH) break;
    after = batch[batch.length - 1]?.id ?? after;
  }
  if (aside.size === 0) return;
  await deps.store.transaction(tenant, async (tx) => {
    for (const { id, same } of aside.values()) if (same) await tx.records(form.key).update({ id }, { same });
    await tellAside(deps, tx, form, aside.size);
  });
}
