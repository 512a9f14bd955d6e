// Which paths of a document something looks at, so that no more of it need be read. Where that cannot be told (or where
// the order of a document's own fields would show), the answer is: anything.
import type { Doc, Value } from './bson.ts';
import { isDocument, isNumeric } from './bson.ts';
import { operatorOf } from './dollar-names.ts';
import { toNumber } from './numbers.ts';

/** Adds the paths of a filter; false if it may look at anything. */
export function addFilterPaths(filter: Value, into: Set<string>): boolean {
  if (!isDocument(filter)) return false;
  return Object.keys(filter).every((key) => {
    const value = filter[key];
    if (key === '$and' || key === '$or' || key === '$nor')
      return Array.isArray(value) && value.every((part) => addFilterPaths(part, into));
    if (key === '$expr') return addExpressionPaths(value, into);
    if (key.startsWith('$')) return key === '$comment';
    into.add(key);
    return true;
  });
}

/** These take a field by its name alone. */
const BY_NAME = new Set(['$getField', '$setField', '$unsetField', '$function', '$accumulator']);

/** Adds the paths of an expression; false if it may look at anything. */
export function addExpressionPaths(source: Value, into: Set<string>): boolean {
  if (typeof source === 'string') {
    if (/^\$\$(?:ROOT|CURRENT)(?:\.|$)/.test(source)) return false;
    if (source.startsWith('$') && !source.startsWith('$$')) into.add(source.slice(1));
    return true;
  }
  if (Array.isArray(source)) return source.every((item) => addExpressionPaths(item, into));
  if (!isDocument(source)) return true;
  return Object.keys(source).every(
    (key) => key === '$literal' || (!BY_NAME.has(key) && addExpressionPaths(source[key], into)),
  );
}

/** Adds the paths that a pipeline's answer depends on; false if that may be anything. */
export function addStagePaths(stages: readonly Doc[], into: Set<string>): boolean {
  for (const stage of stages) {
    const [name = ''] = Object.keys(stage);
    const found = stagePaths(name, stage[name], into);
    if (found !== 'goes on') return found === 'ends';
  }
  // Whole documents come out.
  return false;
}

/** `ends`: what comes after sees nothing of the document but what this stage has made of it. */
type Reach = 'goes on' | 'ends' | 'anything';

function stagePaths(name: string, operand: Value, into: Set<string>): Reach {
  const reaches = (known: boolean, reach: Reach): Reach => (known ? reach : 'anything');
  switch (name) {
    case '$skip':
    case '$limit':
      return 'goes on';
    case '$count':
      return 'ends';
    case '$match':
      return reaches(addFilterPaths(operand, into), 'goes on');
    case '$sort':
      if (!isDocument(operand)) return 'anything';
      for (const path of Object.keys(operand)) into.add(path);
      return 'goes on';
    case '$unwind': {
      const path = isDocument(operand) ? operand.path : operand;
      return reaches(typeof path === 'string' && addExpressionPaths(path, into), 'goes on');
    }
    case '$group':
    case '$bucket':
      return reaches(
        isDocument(operand) && Object.values(operand).every((one) => addExpressionPaths(one, into)),
        'ends',
      );
    case '$sortByCount':
      return reaches(addExpressionPaths(operand, into), 'ends');
    case '$project':
      return reaches(isDocument(operand) && addComputed(operand, '', into), 'ends');
    case '$facet':
      return reaches(
        isDocument(operand) &&
          Object.values(operand).every((branch) => Array.isArray(branch) && addStagePaths(branch as Doc[], into)),
        'ends',
      );
    default:
      return 'anything';
  }
}

/**
 * Adds the paths of a projection that only computes. Fields that are kept come out in the document's own order, so there
 * may be one of them at most (a document with computed fields inside it is one too).
 */
function addComputed(spec: Doc, prefix: string, into: Set<string>): boolean {
  let kept = 0;
  if (prefix === '' && !('_id' in spec)) {
    into.add('_id');
    kept += 1;
  }
  for (const key of Object.keys(spec)) {
    const value = spec[key];
    if (key.includes('.')) return false;
    const number = typeof value === 'boolean' ? Number(value) : isNumeric(value) ? toNumber(value) : undefined;
    if (number === 0 && key === '_id' && prefix === '') continue;
    if (number === 0) return false;
    into.add(`${prefix}${key}`);
    const inner = isDocument(value) && operatorOf(value) === undefined ? value : undefined;
    if (number !== undefined || inner) kept += 1;
    if (inner && !addComputed(inner, `${prefix}${key}.`, into)) return false;
    if (number === undefined && !inner && !addExpressionPaths(value, into)) return false;
  }
  return kept <= 1;
}
