// BSON's total order and equality: what MongoDB uses for sorts, comparisons, `$min`/`$max` and unique keys.
import type {
  BinaryValue,
  CodeValue,
  Doc,
  ObjectIdValue,
  RegexValue,
  SymbolValue,
  TimestampValue,
  Value,
} from './bson.ts';
import { bsonTag, classOf } from './bson.ts';
import { compareNumbers } from './numbers.ts';

/** Orders two strings; without one, by their UTF-8 bytes as MongoDB does. */
export type StringOrder = (a: string, b: string) => number;

/** Order of code points, which is the order of UTF-8 bytes and differs from JavaScript's above U+FFFF. */
export function compareStrings(a: string, b: string): number {
  if (a === b) return 0;
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i += 1) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x === y) continue;
    const xSurrogate = x >= 0xd800 && x <= 0xdfff;
    const ySurrogate = y >= 0xd800 && y <= 0xdfff;
    if (xSurrogate !== ySurrogate) return xSurrogate ? 1 : -1;
    return x < y ? -1 : 1;
  }
  return a.length < b.length ? -1 : 1;
}

const orderOf = (a: number, b: number): number => (a < b ? -1 : a > b ? 1 : 0);

function compareBytes(a: Uint8Array, b: Uint8Array): number {
  return Buffer.compare(a, b);
}

function binaryBytes(value: BinaryValue): Uint8Array {
  return value.buffer.subarray(0, value.position);
}

function compareBinary(a: BinaryValue, b: BinaryValue): number {
  return (
    orderOf(a.position, b.position) || orderOf(a.sub_type, b.sub_type) || compareBytes(binaryBytes(a), binaryBytes(b))
  );
}

export function textOf(value: Value): string {
  return typeof value === 'string' ? value : String((value as SymbolValue).valueOf());
}

/**
 * Compares two values as MongoDB does: first by class, then by value. `undefined` stands for a missing field and is
 * the least after MinKey. Returns a negative number, 0 or a positive one.
 */
export function compareValues(a: Value, b: Value, strings?: StringOrder): number {
  if (typeof a === 'number' && typeof b === 'number') return compareNumbers(a, b);
  if (typeof a === 'string' && typeof b === 'string') return (strings ?? compareStrings)(a, b);
  const left = classOf(a);
  const right = classOf(b);
  if (left !== right) return left < right ? -1 : 1;
  switch (left) {
    case 10:
      return compareNumbers(a, b);
    case 15:
      return (strings ?? compareStrings)(textOf(a), textOf(b));
    case 20:
      return compareDocuments(plainOf(a), plainOf(b), strings);
    case 25:
      return compareArrays(a as Value[], b as Value[], strings);
    case 30:
      return compareBinary(a as BinaryValue, b as BinaryValue);
    case 35:
      return compareBytes((a as ObjectIdValue).id, (b as ObjectIdValue).id);
    case 40:
      return orderOf(Number(a), Number(b));
    case 45:
      return orderOf((a as Date).getTime(), (b as Date).getTime());
    case 47:
      return orderOfBig((a as TimestampValue).toBigInt(), (b as TimestampValue).toBigInt());
    case 50:
      return (
        compareStrings((a as RegexValue).pattern, (b as RegexValue).pattern) ||
        compareStrings((a as RegexValue).options, (b as RegexValue).options)
      );
    case 60:
    case 65:
      return (
        compareStrings(String((a as CodeValue).code), String((b as CodeValue).code)) ||
        compareDocuments(((a as CodeValue).scope ?? {}) as Doc, ((b as CodeValue).scope ?? {}) as Doc, strings)
      );
    default:
      return 0;
  }
}

function orderOfBig(a: bigint, b: bigint): number {
  const x = BigInt.asUintN(64, a);
  const y = BigInt.asUintN(64, b);
  return x < y ? -1 : x > y ? 1 : 0;
}

/** A database reference is stored as the document `{ $ref, $id, $db? }`. */
export function plainOf(value: Value): Doc {
  if (bsonTag(value as object) !== 'DBRef') return value as Doc;
  const ref = value as { collection: string; oid: unknown; db?: string; fields: Doc };
  return { $ref: ref.collection, $id: ref.oid, ...(ref.db ? { $db: ref.db } : {}), ...ref.fields };
}

function compareDocuments(a: Doc, b: Doc, strings?: StringOrder): number {
  const keysA = Object.keys(a);
  const keysB = Object.keys(b);
  const length = Math.min(keysA.length, keysB.length);
  for (let i = 0; i < length; i += 1) {
    const keyA = keysA[i] as string;
    const keyB = keysB[i] as string;
    const x = a[keyA];
    const y = b[keyB];
    // The order is: class of the value, then name of the field, then the value.
    const found = orderOf(classOf(x), classOf(y)) || compareStrings(keyA, keyB) || compareValues(x, y, strings);
    if (found !== 0) return found;
  }
  return orderOf(keysA.length, keysB.length);
}

function compareArrays(a: Value[], b: Value[], strings?: StringOrder): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i += 1) {
    const found = compareValues(a[i], b[i], strings);
    if (found !== 0) return found;
  }
  return orderOf(a.length, b.length);
}

/** Equality by value: `1` equals `Long(1)`, fields count in order, NaN equals NaN. */
export function equalValues(a: Value, b: Value, strings?: StringOrder): boolean {
  return compareValues(a, b, strings) === 0;
}

/** Equality to the last bit, types and order of fields included: whether a write would change anything. */
export function sameBinary(a: Value, b: Value): boolean {
  if (a === b) return a !== 0 || Object.is(a, b);
  if (typeof a !== typeof b || a === null || b === null) return Number.isNaN(a) && Number.isNaN(b);
  if (typeof a !== 'object') return Number.isNaN(a) && Number.isNaN(b);
  if (Array.isArray(a)) {
    return Array.isArray(b) && a.length === b.length && a.every((item, i) => sameBinary(item, (b as Value[])[i]));
  }
  const tag = bsonTag(a as object);
  if (tag !== bsonTag(b as object) || Array.isArray(b)) return false;
  if (a instanceof Date || b instanceof Date) {
    return a instanceof Date && b instanceof Date && a.getTime() === b.getTime();
  }
  if (tag === 'Decimal128')
    return compareBytes((a as { bytes: Uint8Array }).bytes, (b as { bytes: Uint8Array }).bytes) === 0;
  if (tag !== undefined && tag !== 'DBRef') return compareValues(a, b) === 0;
  const left = plainOf(a);
  const right = plainOf(b);
  const keys = Object.keys(left);
  const others = Object.keys(right);
  return (
    keys.length === others.length && keys.every((key, i) => key === others[i] && sameBinary(left[key], right[key]))
  );
}
