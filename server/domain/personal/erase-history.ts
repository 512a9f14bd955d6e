// Takes personal values out of links of history. A link keeps its hash, so that the chain goes on; its content no longer says
// how the hash was made, and a link at the end of the chain tells what each erased one holds now.
import { canonicalJson, isJsonObject, type Json, type JsonObject } from '../../../engine/index.ts';
import type { TenantStore } from '../../deps.ts';
import { hashOfLink } from '../../store/chain-link.ts';
import type { HistoryRow } from '../../store/rows.ts';
import { linksOf } from '../history/append-link.ts';
import type { Eraser } from './personal-data.ts';

/** What a link of the kind `erased` says of each link that it is about. */
export type ErasedLink = { seq: number; hash: string; now: string };

export async function eraseLinks(
  tx: TenantStore,
  about: HistoryRow['about'],
  of: string,
  eraser: Eraser,
  at: string,
): Promise<ErasedLink[]> {
  const erased: ErasedLink[] = [];
  for (const link of await linksOf(tx, about, of)) {
    const body = about === 'record' ? eraseRecordBody(link.body, eraser) : eraseCaseBody(link.body, eraser);
    if (canonicalJson(body) === canonicalJson(link.body)) continue;
    const { salt: _salt, ...rest } = link;
    const row: HistoryRow = { ...rest, body, erased: { at } };
    const filter = { id: link.id, about, of, ...(link.form !== undefined && { form: link.form }) };
    await tx.history.update(filter, { body, erased: { at } }, ['salt']);
    erased.push({ seq: link.seq, hash: link.hash, now: hashOfLink(row) });
  }
  return erased;
}

function eraseRecordBody(body: JsonObject, { erase }: Eraser): JsonObject {
  return {
    ...body,
    ...(isJsonObject(body.data) && { data: erase(body.data) }),
    ...(Array.isArray(body.changes) && { changes: eraseChanges(body.changes, erase) }),
    ...(Array.isArray(body.moved) && { moved: eraseChanges(body.moved, erase) }),
  };
}

function eraseChanges(changes: Json[], erase: Eraser['erase']): Json[] {
  return changes.map((change) => (isJsonObject(change) ? eraseChange(change, erase) : change));
}

function eraseChange(change: JsonObject, erase: Eraser['erase']): JsonObject {
  const { before, after, ...rest } = change;
  const path = String(change.path);
  const side = (name: string, value: Json | undefined) => {
    const left = value === undefined ? undefined : erase({ [path]: value })[path];
    return left === undefined ? {} : { [name]: left };
  };
  const next = { ...rest, ...side('before', before), ...side('after', after) } as JsonObject;
  return canonicalJson(next) === canonicalJson(change) ? change : { ...next, erased: true };
}

// A case names data by hash; only the reasons of its decisions hold values.
function eraseCaseBody(body: JsonObject, { names }: Eraser): JsonObject {
  if (!Array.isArray(body.facts)) return body;
  const facts = body.facts.map((fact) => {
    if (!isJsonObject(fact) || !isJsonObject(fact.trace) || !reads(fact.trace, names)) return fact;
    return { ...fact, trace: withoutValues(fact.trace, true) };
  });
  return { ...body, facts };
}

function reads(trace: Json, names: string[]): boolean {
  if (!isJsonObject(trace)) return false;
  const { path, operands } = trace;
  const is =
    typeof path === 'string' &&
    names.some((name) => path === name || path.startsWith(`${name}.`) || name.startsWith(`${path}.`));
  return is || (Array.isArray(operands) && operands.some((operand) => reads(operand, names)));
}

// What came of the whole stays: which way the case went is no secret.
function withoutValues(trace: JsonObject, isWhole = false): JsonObject {
  const { value, operands, ...rest } = trace;
  return {
    ...rest,
    ...(isWhole && value !== undefined && { value }),
    operands: Array.isArray(operands) ? operands.map((each) => (isJsonObject(each) ? withoutValues(each) : each)) : [],
  };
}
