// Values as bytes whose order (memcmp) is BSON's order and whose equality is BSON's equality, for SQLite's indexes.
import type {
  BinaryValue,
  CodeValue,
  Doc,
  LongValue,
  ObjectIdValue,
  RegexValue,
  TimestampValue,
  Value,
} from './bson.ts';
import { bsonTag, classOf } from './bson.ts';
import { textOf } from './compare.ts';
import { isInfinite, toNumber, truncateToDouble } from './numbers.ts';

/** Changes strings before they become keys, so that what a collation calls equal has equal keys. */
export type Fold = (text: string) => string;

/** First byte of a key: the class, moved up so that MinKey is positive. */
const lead = (order: number): number => (order === 127 ? 0xf0 : order + order / 5 + 3) | 0;

/** The key of null, and of a missing field, which sorts and compares like null. */
export const NULL_KEY: Buffer = Buffer.from([lead(5)]);
/** The key of an empty array (BSON's undefined): before null. */
export const UNDEFINED_KEY: Buffer = Buffer.from([lead(0)]);

const scratch = Buffer.alloc(8);

/** The key of a value; a missing one has the key of null. */
export function sortKey(value: Value, fold?: Fold): Buffer {
  switch (typeof value) {
    case 'string':
      return stringKey(fold === undefined ? value : fold(value));
    case 'undefined':
      return NULL_KEY;
    case 'number':
      return numberKey(value);
    default:
      if (value === null) return NULL_KEY;
      if (classOf(value) === 15) return stringKey(fold === undefined ? textOf(value) : fold(textOf(value)));
      return Buffer.concat(partsOf(value, fold));
  }
}

function stringKey(text: string): Buffer {
  const key = Buffer.allocUnsafe(1 + Buffer.byteLength(text));
  key[0] = lead(15);
  key.write(text, 1);
  return key;
}

function numberKey(value: number): Buffer {
  const key = Buffer.allocUnsafe(10);
  key[0] = lead(10);
  writeDouble(key, 1, value);
  key[9] = 0x80;
  return key;
}

function writeDouble(target: Buffer, at: number, value: number): void {
  if (Number.isNaN(value)) {
    target.fill(0, at, at + 8);
    return;
  }
  target.writeDoubleBE(value === 0 ? 0 : value, at);
  const first = target[at] as number;
  // Positive numbers get the sign bit set, negative ones all bits turned: then bytes sort as numbers do.
  if (first < 0x80) target[at] = first | 0x80;
  else for (let i = at; i < at + 8; i += 1) target[i] = 0xff ^ (target[i] as number);
}

/** The smallest and the first impossible key of the class of `value`: ranges stay within one class. */
export function classBounds(value: Value): { low: Buffer; high: Buffer } {
  const first = lead(classOf(value));
  return { low: Buffer.from([first]), high: Buffer.from([first + 1]) };
}

/** The greatest key of NaN: numbers that can be compared are above it. */
export const NAN_KEY: Buffer = numberKey(Number.NaN);

function partsOf(value: Value, fold: Fold | undefined): Buffer[] {
  const parts: Buffer[] = [];
  append(parts, value, fold);
  return parts;
}

/** Appends a self-delimiting key: embedded values must not run into what follows them. */
function append(parts: Buffer[], value: Value, fold: Fold | undefined): void {
  const order = value === undefined ? 5 : classOf(value);
  parts.push(Buffer.from([lead(order)]));
  switch (order) {
    case 10:
      appendNumber(parts, value);
      break;
    case 15:
      appendText(parts, fold === undefined ? textOf(value) : fold(textOf(value)));
      break;
    case 20:
      appendDocument(parts, value as Doc, fold);
      break;
    case 25:
      for (const item of value as Value[]) append(parts, item, fold);
      parts.push(Buffer.from([0]));
      break;
    case 30: {
      const binary = value as BinaryValue;
      const head = Buffer.alloc(5);
      head.writeUInt32BE(binary.position, 0);
      head[4] = binary.sub_type;
      parts.push(head, Buffer.from(binary.buffer.subarray(0, binary.position)));
      break;
    }
    case 35:
      parts.push(Buffer.from((value as ObjectIdValue).id));
      break;
    case 40:
      parts.push(Buffer.from([value === true ? 1 : 0]));
      break;
    case 45:
      appendBig(parts, BigInt((value as Date).getTime()) + (1n << 63n));
      break;
    case 47:
      appendBig(parts, BigInt.asUintN(64, (value as TimestampValue).toBigInt()));
      break;
    case 50:
      appendText(parts, (value as RegexValue).pattern);
      appendText(parts, (value as RegexValue).options);
      break;
    case 60:
      appendText(parts, String((value as CodeValue).code));
      break;
    default:
  }
}

function appendDocument(parts: Buffer[], document: Doc, fold: Fold | undefined): void {
  for (const key of Object.keys(document)) {
    const value = document[key];
    // The class goes before the name, as BSON compares documents.
    parts.push(Buffer.from([lead(value === undefined ? 5 : classOf(value))]));
    appendText(parts, key);
    append(parts, value, fold);
  }
  parts.push(Buffer.from([0]));
}

function appendText(parts: Buffer[], text: string): void {
  parts.push(Buffer.from(text.includes('\0') ? text.replaceAll('\0', '\0\u0001') : text), Buffer.from([0, 0]));
}

function appendBig(parts: Buffer[], value: bigint): void {
  scratch.writeBigUInt64BE(value);
  parts.push(Buffer.from(scratch));
}

function appendNumber(parts: Buffer[], value: Value): void {
  const rounded = toNumber(value);
  const plain = typeof value === 'number' || bsonTag(value as object) === 'Double' || isSafeLong(value);
  if (plain || Number.isNaN(rounded) || isInfinite(value)) {
    parts.push(numberKey(rounded).subarray(1));
    return;
  }
  const { double, exact, digits, exponent } = truncateToDouble(value);
  const key = numberKey(double).subarray(1);
  if (exact) {
    parts.push(key);
    return;
  }
  // Beyond the double, numbers of one double are ordered by exponent and digits; negative ones the other way round.
  const rest = Buffer.alloc(2 + digits.length + 1);
  rest.writeUInt16BE(exponent + 32768, 0);
  rest.write(digits, 2, 'latin1');
  const negative = toNumber(value) < 0 || Object.is(toNumber(value), -0);
  key[8] = negative ? 0x7f : 0x81;
  parts.push(key, negative ? (rest.map((byte) => 0xff ^ byte) as Buffer) : rest);
}

function isSafeLong(value: Value): boolean {
  return bsonTag(value as object) === 'Long' && Number.isSafeInteger((value as LongValue).toNumber());
}
