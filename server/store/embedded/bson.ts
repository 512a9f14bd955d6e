// The BSON classes of the driver that Mongoose brings, and the questions asked about a value's type.
// Inside the store a value is what BSON holds, with plain JavaScript where that is exact:
// a number stands for int32 when it is a whole number of 32 bits and for a double otherwise;
// `Double` appears only where a double would be taken for an int32, `Long` only for a real int64.
import mongoose from 'mongoose';

export const {
  Binary,
  BSONRegExp,
  BSONSymbol,
  Code,
  DBRef,
  Decimal128,
  Double,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
  Timestamp,
  UUID,
} = mongoose.mongo;

export type Value = unknown;
export type Doc = Record<string, unknown>;

export type LongValue = InstanceType<typeof Long>;
export type DecimalValue = InstanceType<typeof Decimal128>;
export type DoubleValue = InstanceType<typeof Double>;
export type BinaryValue = InstanceType<typeof Binary>;
export type RegexValue = InstanceType<typeof BSONRegExp>;
export type TimestampValue = InstanceType<typeof Timestamp>;
export type ObjectIdValue = InstanceType<typeof ObjectId>;
export type CodeValue = InstanceType<typeof Code>;
export type SymbolValue = InstanceType<typeof BSONSymbol>;

/** The names that `$type` and the aggregation language give to BSON types. */
export type BsonType =
  | 'missing'
  | 'minKey'
  | 'undefined'
  | 'null'
  | 'int'
  | 'long'
  | 'double'
  | 'decimal'
  | 'string'
  | 'symbol'
  | 'object'
  | 'array'
  | 'binData'
  | 'objectId'
  | 'bool'
  | 'date'
  | 'timestamp'
  | 'regex'
  | 'dbPointer'
  | 'javascript'
  | 'javascriptWithScope'
  | 'maxKey';

const TAGGED: Record<string, BsonType> = {
  ObjectId: 'objectId',
  ObjectID: 'objectId',
  Long: 'long',
  Double: 'double',
  Int32: 'int',
  Decimal128: 'decimal',
  Binary: 'binData',
  UUID: 'binData',
  BSONRegExp: 'regex',
  Timestamp: 'timestamp',
  MinKey: 'minKey',
  MaxKey: 'maxKey',
  BSONSymbol: 'symbol',
  DBRef: 'object',
};

/** True for a whole number that BSON holds in 32 bits (minus zero is a double). */
export function isInt32(value: number): boolean {
  return (value | 0) === value && !Object.is(value, -0);
}

/** The BSON class name of a value, or undefined for plain JavaScript. */
export function bsonTag(value: object): string | undefined {
  const tag = (value as { _bsontype?: unknown })._bsontype;
  return typeof tag === 'string' ? tag : undefined;
}

/** The BSON type of a value of the store; `undefined` means a missing field. */
export function typeOf(value: Value): BsonType {
  switch (typeof value) {
    case 'string':
      return 'string';
    case 'number':
      return isInt32(value) ? 'int' : 'double';
    case 'boolean':
      return 'bool';
    case 'undefined':
      return 'missing';
    case 'object': {
      if (value === null) return 'null';
      if (Array.isArray(value)) return 'array';
      if (value instanceof Date) return 'date';
      const tag = bsonTag(value);
      if (tag === undefined) return 'object';
      if (tag === 'Code') return (value as CodeValue).scope == null ? 'javascript' : 'javascriptWithScope';
      return TAGGED[tag] ?? 'object';
    }
    default:
      return 'undefined';
  }
}

/** True for an embedded document (not an array, date or BSON class). */
export function isDocument(value: Value): value is Doc {
  return typeOf(value) === 'object';
}

export function isNumeric(value: Value): value is number | LongValue | DoubleValue | DecimalValue {
  if (typeof value === 'number') return true;
  if (typeof value !== 'object' || value === null) return false;
  const tag = bsonTag(value);
  return tag === 'Long' || tag === 'Double' || tag === 'Decimal128' || tag === 'Int32';
}

/** Sets a field even where its name is `__proto__`, which plain assignment would take for the prototype. */
export function setField(target: Doc, key: string, value: Value): void {
  if (key === '__proto__') {
    Object.defineProperty(target, key, { value, writable: true, enumerable: true, configurable: true });
  } else {
    target[key] = value;
  }
}

/** Reads an own field; inherited members such as `constructor` are not data. */
export function getField(source: Doc, key: string): Value {
  return Object.hasOwn(source, key) ? source[key] : undefined;
}

const CLASS_ORDER: Record<BsonType, number> = {
  missing: 0,
  undefined: 0,
  minKey: -1,
  null: 5,
  int: 10,
  long: 10,
  double: 10,
  decimal: 10,
  string: 15,
  symbol: 15,
  object: 20,
  array: 25,
  binData: 30,
  objectId: 35,
  bool: 40,
  date: 45,
  timestamp: 47,
  regex: 50,
  dbPointer: 55,
  javascript: 60,
  javascriptWithScope: 65,
  maxKey: 127,
};

/** MongoDB's canonical class of a type: values of different classes compare by it. */
export function classOf(value: Value): number {
  return typeof value === 'string' ? 15 : typeof value === 'number' ? 10 : CLASS_ORDER[typeOf(value)];
}
