// What a caller hands in (Mongoose documents included) becomes values of the store, as serialising to BSON would.
import type { Doc, DoubleValue, LongValue, RegexValue, SymbolValue, TimestampValue, Value } from './bson.ts';
import { Binary, BSONRegExp, bsonTag, Decimal128, Double, isInt32, Long, ObjectId, setField, UUID } from './bson.ts';
import { documentOfReference, isWholeReference, toReference } from './dollar-names.ts';
import { badValue, refused } from './errors.ts';
import type { Form } from './requests.ts';

/** MongoDB refuses documents nested deeper than this when they are stored. */
const MAX_DEPTH = 180;

/**
 * A deep copy of `input` in the store's own form. Keys with `undefined` become null as the driver sends them, unless
 * `ignoreUndefined`; functions vanish. Throws for what BSON or the store cannot hold.
 */
export function normalise(input: Value, ignoreUndefined = false, depth = 0): Value {
  switch (typeof input) {
    case 'string':
      return wellFormed(input);
    case 'number':
    case 'boolean':
      return input;
    case 'bigint':
      return Long.fromBigInt(input);
    case 'object':
      return input === null ? null : normaliseObject(input, ignoreUndefined, depth);
    default:
      return null;
  }
}

/** Half a surrogate pair has no UTF-8; it becomes the replacement character as in BSON. */
function wellFormed(text: string): string {
  return (text as WellFormed).isWellFormed() ? text : (text as WellFormed).toWellFormed();
}

/** Node has these since 20; the language library in use does not name them yet. */
type WellFormed = string & { isWellFormed(): boolean; toWellFormed(): string };

/** The same for a whole document. */
export function normaliseDocument(input: object, ignoreUndefined = false): Doc {
  return normalise(input, ignoreUndefined) as Doc;
}

function normaliseObject(source: object, ignoreUndefined: boolean, depth: number): Value {
  if (depth > MAX_DEPTH) throw badValue(`Document is nested deeper than ${MAX_DEPTH} levels`, 15);
  const input = unwrapped(source);
  if (input === null || typeof input !== 'object') return normalise(input, ignoreUndefined, depth);
  if (Array.isArray(input)) return input.map((item) => normalise(item, ignoreUndefined, depth + 1));
  if (input instanceof Date) return new Date(Number.isNaN(input.getTime()) ? 0 : input.getTime());
  if (input instanceof RegExp) return regexOf(input);
  if (ArrayBuffer.isView(input) || input instanceof ArrayBuffer) return binaryOf(input);
  const tag = bsonTag(input);
  if (tag === 'DBRef') return normalise(documentOfReference(input), true, depth);
  if (tag !== undefined) return normaliseTagged(tag, input);
  const target: Doc = {};
  const entries = input instanceof Map ? input.entries() : Object.entries(input);
  for (const [key, value] of entries as Iterable<[string, unknown]>) {
    if (typeof value === 'function' || typeof value === 'symbol' || (value === undefined && ignoreUndefined)) continue;
    const name = String(key);
    if (name.includes('\0')) throw badValue(`Field names may not hold null bytes: ${JSON.stringify(name)}`, 2);
    setField(target, name, normalise(value, ignoreUndefined, depth + 1));
  }
  return target;
}

function unwrapped(source: object): unknown {
  const toBson = (source as { toBSON?: () => unknown }).toBSON;
  return typeof toBson === 'function' ? toBson.call(source) : source;
}

function regexOf(source: RegExp): RegexValue {
  // The driver writes the global flag as `s`; reading turns it back.
  const options = `${source.ignoreCase ? 'i' : ''}${source.global ? 's' : ''}${source.multiline ? 'm' : ''}`;
  return new BSONRegExp(source.source, [...options].sort().join(''));
}

function binaryOf(source: ArrayBufferView | ArrayBuffer): Value {
  const bytes = ArrayBuffer.isView(source)
    ? Buffer.from(source.buffer, source.byteOffset, source.byteLength)
    : Buffer.from(source);
  return new Binary(Buffer.from(bytes), 0);
}

function normaliseTagged(tag: string, input: object): Value {
  switch (tag) {
    case 'ObjectId':
    case 'ObjectID':
      return new ObjectId((input as { id: Uint8Array }).id);
    case 'Int32':
      return Number((input as { valueOf(): number }).valueOf());
    case 'Double':
      return doubleOf(Number((input as DoubleValue).valueOf()));
    case 'Long':
      return Long.fromBits((input as LongValue).low, (input as LongValue).high, false);
    case 'Decimal128':
      return new Decimal128((input as { bytes: Uint8Array }).bytes);
    case 'Binary':
    case 'UUID':
      return copyBinary(input as InstanceType<typeof Binary>);
    case 'BSONRegExp':
      return new BSONRegExp((input as RegexValue).pattern, (input as RegexValue).options);
    case 'Timestamp':
    case 'MinKey':
    case 'MaxKey':
      return input as TimestampValue;
    case 'BSONSymbol':
      return input as SymbolValue;
    case 'Code':
      if ((input as { scope?: unknown }).scope != null) throw refused('JavaScript with scope');
      return input;
    default:
      throw refused(`BSON type ${tag}`);
  }
}

function copyBinary(input: InstanceType<typeof Binary>): Value {
  const bytes = Buffer.from(input.buffer.subarray(0, input.position));
  return input.sub_type === Binary.SUBTYPE_UUID && bytes.length === 16
    ? new UUID(bytes)
    : new Binary(bytes, input.sub_type);
}

/** A double: plain where a plain number already means a double. */
export function doubleOf(value: number): number | DoubleValue {
  return isInt32(value) ? new Double(value) : value;
}

/** An int64 that must stay one (a whole number outside 32 bits would read as a double). */
export function longOf(value: bigint): LongValue {
  return Long.fromBigInt(BigInt.asIntN(64, value));
}

/**
 * What the caller gets back: `Double` and `Long` within the safe integers as plain numbers, regular expressions and
 * symbols as JavaScript's own, references as the driver's class, exactly as the driver promotes them.
 */
export function promote(value: Value, form: Form = {}): Value {
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i += 1) value[i] = promote(value[i], form);
    return value;
  }
  switch (bsonTag(value)) {
    case undefined:
      break;
    case 'Double':
      return form.promoteValues === false ? value : Number((value as DoubleValue).valueOf());
    case 'Long':
      return promoteLong(value as LongValue, form);
    case 'BSONSymbol':
      return form.promoteValues === false ? value : String((value as SymbolValue).valueOf());
    case 'BSONRegExp':
      return form.bsonRegExp === true ? value : promoteRegex(value as RegexValue);
    default:
      return value;
  }
  const document = value as Doc;
  for (const key of Object.keys(document)) {
    const before = document[key];
    if (typeof before === 'object' && before !== null) setField(document, key, promote(before, form));
  }
  return isWholeReference(document) ? toReference(document) : document;
}

function promoteLong(value: LongValue, { promoteValues, promoteLongs, useBigInt64 }: Form): Value {
  if (useBigInt64 === true) return value.toBigInt();
  const number = value.toNumber();
  return promoteValues !== false && promoteLongs !== false && Number.isSafeInteger(number) ? number : value;
}

function promoteRegex(value: RegexValue): RegExp {
  const flags = [...value.options].map((flag) => (flag === 's' ? 'g' : flag)).filter((flag) => 'gim'.includes(flag));
  return new RegExp(value.pattern, flags.join(''));
}
