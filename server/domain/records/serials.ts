import {
  type Context,
  compute,
  type Form,
  formatSerial,
  isJsonObject,
  type JsonObject,
  serialScope,
} from '../../../engine/index.ts';
import type { Surroundings, TenantStore } from '../../deps.ts';

/**
 * The data with the numbers that the server gives: the next of their series, without gaps, in the transaction that stores the
 * record. With a context, formulas that may read them are computed again.
 */
export async function giveSerials(
  tx: TenantStore,
  form: Form,
  data: JsonObject,
  { now, zone }: Pick<Surroundings, 'now' | 'zone'>,
  context?: Context,
): Promise<JsonObject> {
  const given: JsonObject = {};
  for (const field of Object.values(form.fields)) {
    const pattern = field.kind.assigned && isJsonObject(field.json) ? field.json.pattern : undefined;
    if (typeof pattern !== 'string' || data[field.name] !== undefined) continue;
    given[field.name] = await nextSerial(tx, `record:${form.key}:${field.name}`, pattern, { now, zone });
  }
  const numbered = { ...data, ...given };
  const readsOne = form.computed.some(({ rule }) => rule.reads.some((path) => Object.hasOwn(given, path)));
  return context && readsOne ? compute(form, numbered, context) : numbered;
}

/** The next number of a pattern (`ZZ{yyyyMM}-{seq:6}`); each period has a series of its own. */
export async function nextSerial(
  tx: TenantStore,
  name: string,
  pattern: string,
  { now, zone }: Pick<Surroundings, 'now' | 'zone'>,
): Promise<string> {
  return formatSerial(pattern, now, zone, await tx.nextNumber(`${name}:${serialScope(pattern, now, zone)}`));
}
