// The names and numbers of BSON types that `$type` accepts.
import type { BsonType, Value } from './bson.ts';
import { isNumeric } from './bson.ts';
import { badValue } from './errors.ts';
import { toNumber } from './numbers.ts';

const NUMBERS: Record<number, BsonType> = {
  1: 'double',
  2: 'string',
  3: 'object',
  4: 'array',
  5: 'binData',
  6: 'undefined',
  7: 'objectId',
  8: 'bool',
  9: 'date',
  10: 'null',
  11: 'regex',
  12: 'dbPointer',
  13: 'javascript',
  14: 'symbol',
  15: 'javascriptWithScope',
  16: 'int',
  17: 'timestamp',
  18: 'long',
  19: 'decimal',
  [-1]: 'minKey',
  127: 'maxKey',
};
const NAMES = new Set(Object.values(NUMBERS));

/** The types that a `$type` operand names: a name, a number, "number", or a list of them. */
export function parseTypes(operand: Value): Set<BsonType> {
  const wanted = Array.isArray(operand) ? operand : [operand];
  if (wanted.length === 0) throw badValue('$type must match at least one type', 9);
  return new Set(wanted.flatMap(parseType));
}

function parseType(name: Value): BsonType[] {
  if (name === 'number') return ['int', 'long', 'double', 'decimal'];
  if (typeof name === 'string') {
    if (!NAMES.has(name as BsonType)) throw badValue(`Unknown type name alias: ${name}`);
    return [name as BsonType];
  }
  if (!isNumeric(name)) throw badValue('type must be represented as a number or a string', 14);
  const known = NUMBERS[toNumber(name)];
  if (known === undefined) throw badValue(`Invalid numerical type code: ${toNumber(name)}`);
  return [known];
}
