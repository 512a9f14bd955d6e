// Documents as JSON text that keeps every BSON type: plain JSON where that is exact, a one-key `{"$type": …}` object
// where it is not. A document whose own first key starts with `$` is wrapped, so that data never reads as a tag; and one
// with a `$ref`, so that references are found.
import type {
  BinaryValue,
  Doc,
  DoubleValue,
  LongValue,
  ObjectIdValue,
  RegexValue,
  SymbolValue,
  TimestampValue,
  Value,
} from './bson.ts';
import {
  Binary,
  BSONRegExp,
  BSONSymbol,
  bsonTag,
  Code,
  Decimal128,
  Double,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
  setField,
  Timestamp,
  UUID,
} from './bson.ts';
import { isWholeReference } from './dollar-names.ts';
import { damaged } from './errors.ts';

/** A decoded document; `exotic` says that it holds values which the caller gets in another form (see `promote`). */
export type Decoded = { document: Doc; exotic: boolean };

/** JSON text of a normalised document. */
export function encode(document: Doc): string {
  return JSON.stringify(tagDocument(document));
}

function tagged(value: Value): Value {
  switch (typeof value) {
    case 'number':
      if (Number.isFinite(value)) return Object.is(value, -0) ? { $double: '-0' } : value;
      return { $double: String(value) };
    case 'object':
      if (value === null) return null;
      if (Array.isArray(value)) return tagArray(value);
      // A JavaScript date would be turned into a string by JSON; all others by their class.
      if (value instanceof Date) return { $date: value.getTime() };
      return bsonTag(value) === undefined ? tagDocument(value as Doc) : tagClass(bsonTag(value) as string, value);
    default:
      return value;
  }
}

/** Copies an array only if something in it needs a tag: most need none. */
function tagArray(list: Value[]): Value[] {
  let copy: Value[] | undefined;
  for (let i = 0; i < list.length; i += 1) {
    const after = tagged(list[i]);
    if (after !== list[i]) copy ??= list.slice();
    if (copy !== undefined) copy[i] = after;
  }
  return copy ?? list;
}

function tagDocument(document: Doc): Doc {
  const keys = Object.keys(document);
  let copy: Doc | undefined;
  for (let i = 0; i < keys.length; i += 1) {
    const key = keys[i] as string;
    const before = document[key];
    const after = tagged(before);
    if (after !== before && copy === undefined) {
      copy = {};
      for (let j = 0; j < i; j += 1) setField(copy, keys[j] as string, document[keys[j] as string]);
    }
    if (copy !== undefined) setField(copy, key, after);
  }
  const result = copy ?? document;
  return keys[0]?.startsWith('$') || keys.includes('$ref') ? { $document: result } : result;
}

function tagClass(tag: string, value: object): Value {
  switch (tag) {
    case 'ObjectId':
    case 'ObjectID':
      return { $oid: (value as ObjectIdValue).toHexString() };
    case 'Long':
      return { $long: (value as LongValue).toString() };
    case 'Double':
      return { $double: String(Number((value as DoubleValue).valueOf())) };
    case 'Decimal128':
      return { $decimal: value.toString() };
    case 'Binary':
    case 'UUID': {
      const binary = value as BinaryValue;
      const bytes = Buffer.from(binary.buffer.subarray(0, binary.position));
      if (binary.sub_type === Binary.SUBTYPE_UUID && bytes.length === 16) return { $uuid: bytes.toString('hex') };
      return { $binary: bytes.toString('base64'), type: binary.sub_type };
    }
    case 'BSONRegExp':
      return { $regex: (value as RegexValue).pattern, options: (value as RegexValue).options };
    case 'Timestamp':
      return { $timestamp: BigInt.asUintN(64, (value as TimestampValue).toBigInt()).toString() };
    case 'MinKey':
      return { $minKey: 1 };
    case 'MaxKey':
      return { $maxKey: 1 };
    case 'BSONSymbol':
      return { $symbol: String((value as SymbolValue).valueOf()) };
    case 'Code':
      return { $code: String((value as { code: unknown }).code) };
    default:
      throw new Error(`No tag for BSON type ${tag}`);
  }
}

/** The document that `encode` wrote. Throws a coded error if the text is not one of ours. */
export function decode(text: string): Decoded {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (cause) {
    throw damaged('A stored document is not readable JSON', cause);
  }
  // Without the two characters that begin every tag there is nothing to revive.
  return decodeParsed(parsed, text.includes('{"$'));
}

/** The document of text that has been parsed; `tagged` says that tags may be in it. */
export function decodeParsed(parsed: unknown, tagged: boolean): Decoded {
  const state = { exotic: false };
  const document = (tagged ? revive(parsed, state) : parsed) as Doc;
  return { document, exotic: state.exotic };
}

/** A parsed value with its tags made into what they stand for; `exotic` is set as `decode` says. */
export function revive(value: Value, state: { exotic: boolean }): Value {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i += 1) {
      const item = value[i];
      if (typeof item === 'object' && item !== null) value[i] = revive(item, state);
    }
    return value;
  }
  const document = value as Doc;
  for (const key in document) {
    if (key.charCodeAt(0) === 36) return reviveTag(key, document, state);
    break;
  }
  return reviveFields(document, state);
}

function reviveFields(document: Doc, state: { exotic: boolean }): Doc {
  for (const key of Object.keys(document)) {
    const item = document[key];
    if (typeof item === 'object' && item !== null) setField(document, key, revive(item, state));
  }
  return document;
}

function reviveTag(key: string, source: Doc, state: { exotic: boolean }): Value {
  const content = source[key];
  switch (key) {
    case '$date':
      return new Date(content as number);
    case '$oid':
      return ObjectId.createFromHexString(content as string);
    case '$document':
      state.exotic ||= isWholeReference(content as Doc);
      return reviveFields(content as Doc, state);
    case '$decimal':
      return Decimal128.fromString(content as string);
    case '$uuid':
      return new UUID(Buffer.from(content as string, 'hex'));
    case '$binary':
      return new Binary(Buffer.from(content as string, 'base64'), source.type as number);
    case '$timestamp':
      return Timestamp.fromString(content as string, 10);
    case '$minKey':
      return new MinKey();
    case '$maxKey':
      return new MaxKey();
    case '$code':
      return new Code(content as string);
    case '$long':
      state.exotic = true;
      return Long.fromString(content as string);
    case '$double':
      return reviveDouble(Number(content), state);
    case '$regex':
      state.exotic = true;
      return new BSONRegExp(content as string, source.options as string);
    case '$symbol':
      state.exotic = true;
      return new BSONSymbol(content as string);
    default:
      throw damaged(`A stored document holds the unknown tag ${key}`);
  }
}

function reviveDouble(value: number, state: { exotic: boolean }): Value {
  if (!Number.isInteger(value) || Object.is(value, -0)) return value;
  state.exotic = true;
  return new Double(value);
}
