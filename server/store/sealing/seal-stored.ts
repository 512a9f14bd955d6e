// Seals what lies in clear though its form says otherwise: written by an earlier build, or before a release encrypted the field.
// Row by row and chain by chain, each in one transaction: a kill at any moment leaves a sound store, and the next run goes on.
import type { Connection } from 'mongoose';
import type { Form } from '../../../engine/index.ts';
import { Fault } from '../../fault.ts';
import { records } from '../case-collections.ts';
import * as collections from '../collections.ts';
import { type AnyCollection, modelOf, type Stored } from '../models.ts';
import { toFault } from '../store-errors.ts';
import { tenantStore } from '../tenant-store.ts';
import { inTransaction } from '../transaction.ts';
import { sealChain } from './seal-chain.ts';
import { BLINDED } from './sealed-data.ts';
import { createSealing, hasSecrets, type SealingPorts, sealedPaths, secretsOf } from './sealing.ts';
import { pathsOf } from './secret-parts.ts';
import { storedRows } from './stored-rows.ts';

const PAGE = 200;
/** Grows with each publication; what was settled after the last one needs no second look, but where an earlier build did it. */
const PUBLICATIONS = 'publications';
const SETTLED = `sealed-publications-${BLINDED}`;

/** Hears of a record that looks like another in what must differ: it keeps its value and is no duplicate until it is edited. */
export type SetAside = (form: Form) => void;

type Work = { connection: Connection; tenant: string; ports: SealingPorts; isFirst: boolean; setAside: SetAside };

export async function sealStored(
  connection: Connection,
  tenant: string,
  ports: SealingPorts,
  setAside: SetAside = () => {},
): Promise<number> {
  const rows = tenantStore(connection, tenant, ports);
  const publications = await rows.currentNumber(PUBLICATIONS);
  const settled = await rows.currentNumber(SETTLED);
  if (settled >= publications) return 0;
  const changed = await settleTenant({ connection, tenant, ports, isFirst: settled === 0, setAside });
  await rows.nextNumber(SETTLED, publications - settled);
  return changed;
}

async function settleTenant(work: Work): Promise<number> {
  const forms = (await work.ports.forms.current(work.tenant)).flatMap(({ pack }) => Object.values(pack.forms));
  const encrypted: Form[] = [];
  for (const form of forms) if (await hasSecrets(work.tenant, form.key, work.ports.forms)) encrypted.push(form);
  if (encrypted.length === 0 && !(await work.ports.keyring.has(work.tenant))) return 0;
  let changed = 0;
  for (const form of forms) changed += await settleRecords(work, form);
  if (encrypted.length === 0) return changed;
  const ofForms = { form: { $in: encrypted.map(({ key }) => key) } };
  changed += await settleAll(work, collections.cases, ofForms);
  changed += await settleAll(work, collections.drafts, ofForms);
  changed += await settleHistory(work, forms, encrypted);
  for (const collection of collections.shared)
    if (sealedPaths[collection.name]?.by === 'tenant') changed += await settleAll(work, collection, {});
  return changed;
}

/** Records that hold in clear what is encrypted now, or sealed what the form has and does not encrypt any more. */
async function settleRecords(work: Work, form: Form): Promise<number> {
  const collection = records(work.tenant, form.key);
  const secrets = await secretsOf(work.tenant, form.key, work.ports.forms);
  const there = (path: string, exists = true) => ({ [path]: { $exists: exists } });
  const wanted = [...(secrets ?? [])];
  return settleWhere(
    work,
    collection,
    {
      $or: [
        ...(secrets ? pathsOf(secrets).map((path) => there(`data.${path}`)) : []),
        ...wanted.flatMap(([name, { whole }]) =>
          whole ? [] : [{ ...there(`sealed.${name}`), ...there(`data.${name}`, false) }],
        ),
        ...Object.keys(form.fields).flatMap((name) => (secrets?.has(name) ? [] : [there(`sealed.${name}`)])),
        ...(work.isFirst ? [there('blind')] : []),
      ],
    },
    form,
  );
}

function settleAll(work: Work, collection: AnyCollection, filter: object): Promise<number> {
  const paths = sealedPaths[collection.name]?.paths ?? [];
  return settleWhere(work, collection, { ...filter, $or: paths.map((path) => ({ [path]: { $exists: true } })) });
}

async function settleWhere(
  { connection, tenant, ports, setAside }: Work,
  collection: AnyCollection,
  filter: object,
  form?: Form,
): Promise<number> {
  const sealing = createSealing(collection.name, tenant, ports);
  if (!sealing) return 0;
  const model = modelOf(connection, collection);
  let changed = 0;
  for await (const id of idsOf(connection, collection, { tenant, ...filter })) {
    const settle = (apart: boolean) =>
      inTransaction(connection, async ({ session }) => {
        const rows = storedRows(model, collection, sealing, session);
        const row = await rows.get(tenant, id);
        return row !== undefined && (await rows.put(row, apart));
      });
    const done = await settle(false).catch((cause: unknown) => {
      const fault = toFault(cause, collection.noun);
      if (!form || !(fault instanceof Fault) || fault.code !== 'duplicate') throw cause;
      setAside(form);
      return settle(true);
    });
    if (done) changed += 1;
  }
  return changed;
}

/** Ids in their order, a page at a time. */
async function* idsOf(connection: Connection, collection: AnyCollection, filter: object): AsyncGenerator<string> {
  let after = '';
  for (;;) {
    const page = (await modelOf(connection, collection)
      .collection.find({ ...filter, _id: { $gt: after } } as never, { projection: { _id: 1 } })
      .sort({ _id: 1 })
      .limit(PAGE)
      .toArray()) as unknown as Stored[];
    for (const { _id } of page) yield _id;
    if (page.length < PAGE) return;
    after = page.at(-1)?._id ?? '';
  }
}

/** Chains of cases and records with a link that lies in clear. Of links of earlier builds the form is found by what they are about. */
async function settleHistory(work: Work, forms: Form[], encrypted: Form[]): Promise<number> {
  const { connection, tenant } = work;
  const keys = encrypted.map(({ key }) => key);
  const model = modelOf(connection, collections.history);
  const open = { tenant, body: { $exists: true }, $or: [{ form: { $in: keys } }, { form: { $exists: false } }] };
  const seen = new Set<string>();
  let changed = 0;
  for await (const _id of idsOf(connection, collections.history, open)) {
    const link = (await model.collection.findOne({ _id, tenant } as never)) as unknown as Link | null;
    if (!link || seen.has(`${link.about}/${link.of}`)) continue;
    seen.add(`${link.about}/${link.of}`);
    const form = link.form ?? (await formOf(work, link, forms));
    if (form !== undefined && !keys.includes(form)) continue;
    changed += await sealChain(work, link, form);
  }
  return changed;
}

type Link = { about: 'case' | 'record'; of: string; form?: string };

/** Undefined for a record that was deleted: its form cannot be told any more, and its history is sealed to be safe. */
async function formOf({ connection, tenant }: Work, { about, of }: Link, forms: Form[]): Promise<string | undefined> {
  const find = async (collection: AnyCollection) =>
    (await modelOf(connection, collection).collection.findOne({
      _id: `${tenant}/${of}`,
      tenant,
    } as never)) as unknown as {
      form: string;
    } | null;
  if (about === 'case') return (await find(collections.cases))?.form;
  for (const { key } of forms) if (await find(records(tenant, key))) return key;
  return undefined;
}
