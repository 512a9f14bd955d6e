// The values of several paths taken together: one tuple, or one for each element of the array that the paths meet.
import type { Doc, Value } from './bson.ts';
import { getField, isDocument } from './bson.ts';
import { refused } from './errors.ts';
import { EMPTY_ARRAY, isArrayIndex } from './path.ts';

/** A path on its way: where it is, what of it is left, and whether an array here is to be taken whole. */
type Walk = { value: Value; rest: readonly string[]; whole: boolean };

/** The tuples of a document. Two different arrays have no common elements, which is the error `parallel`. */
export function compoundValues(document: Doc, paths: (readonly string[])[], parallel: () => Error): Value[][] {
  return tuples(
    paths.map((rest) => ({ value: document, rest, whole: false })),
    parallel,
  );
}

function tuples(walks: Walk[], parallel: () => Error): Value[][] {
  const reached = walks.map(advance);
  const open = reached.filter((walk) => Array.isArray(walk.value) && !walk.whole);
  const [first] = open;
  if (first === undefined) return [reached.map(({ value }) => value)];
  const list = first.value as Value[];
  if (open.some((walk) => walk.value !== list)) throw parallel();
  const position = open.find(({ rest }) => rest[0] !== undefined && isArrayIndex(rest[0]));
  if (position) throw refused(`sorting by an array position (${position.rest.join('.')})`);
  if (list.length === 0) {
    return [
      reached.map((walk) =>
        walk.value === list && !walk.whole ? (walk.rest.length === 0 ? EMPTY_ARRAY : undefined) : walk.value,
      ),
    ];
  }
  return list.flatMap((item) =>
    tuples(
      reached.map((walk) => entered(walk, list, item)),
      parallel,
    ),
  );
}

/** The walk inside one element of the array at which it stands. */
function entered(walk: Walk, list: Value[], item: Value): Walk {
  if (walk.value !== list || walk.whole) return walk;
  return { value: item, rest: walk.rest, whole: walk.rest.length === 0 };
}

/** Goes down to the end of the path or to the first array on it. */
function advance({ value, rest, whole }: Walk): Walk {
  if (whole || rest.length === 0 || Array.isArray(value)) return { value, rest, whole };
  const [name, ...further] = rest as [string, ...string[]];
  if (!isDocument(value)) return { value: undefined, rest: [], whole: false };
  return advance({ value: getField(value, name), rest: further, whole: false });
}
