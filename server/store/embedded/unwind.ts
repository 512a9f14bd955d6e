import { type Doc, isDocument, type Value } from './bson.ts';
import { checkNames } from './dollar-names.ts';
import { badValue } from './errors.ts';
import { longOf } from './normalise.ts';
import { splitPath, withValue } from './path.ts';
import type { Build } from './stage.ts';

export const unwind: Build = (operand) => {
  const spec = typeof operand === 'string' ? { path: operand } : operand;
  if (!isDocument(spec))
    throw badValue(`expected either a string or an object as specification for $unwind stage`, 15981);
  const { path, includeArrayIndex, preserveNullAndEmptyArrays } = spec;
  if (typeof path !== 'string') throw badValue('expected a string as the path for $unwind stage', 28808);
  if (!path.startsWith('$')) throw badValue("path option to $unwind stage should be prefixed with a '$'", 28818);
  if (includeArrayIndex !== undefined && (typeof includeArrayIndex !== 'string' || includeArrayIndex === '')) {
    throw badValue('expected a non-empty string for the includeArrayIndex option to $unwind stage', 28810);
  }
  if (typeof includeArrayIndex === 'string' && includeArrayIndex.startsWith('$'))
    throw badValue("includeArrayIndex option to $unwind stage should not be prefixed with a '$'", 28822);
  const parts = splitPath(path.slice(1));
  const at = includeArrayIndex === undefined ? undefined : splitPath(includeArrayIndex as string);
  checkNames([...parts, ...(at ?? [])]);
  return function* (documents) {
    for (const document of documents) {
      const value = plainValue(document, parts);
      if (Array.isArray(value) && value.length > 0) {
        for (let i = 0; i < value.length; i += 1) {
          const one = withValue(document, parts, value[i]);
          yield at ? withValue(one, at, longOf(BigInt(i))) : one;
        }
      } else if (!Array.isArray(value) && value !== undefined && value !== null) {
        yield at ? withValue(document, at, null) : document;
      } else if (preserveNullAndEmptyArrays === true) {
        const one = Array.isArray(value) ? withValue(document, parts, undefined) : document;
        yield at ? withValue(one, at, null) : one;
      }
    }
  };
};

/** The value at a path of names; arrays on the way have none. */
function plainValue(document: Doc, parts: string[]): Value {
  let current: Value = document;
  for (const part of parts) {
    if (!isDocument(current)) return undefined;
    current = Object.hasOwn(current, part) ? current[part] : undefined;
  }
  return current;
}
