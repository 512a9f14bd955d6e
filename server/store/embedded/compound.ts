// The values of several paths taken together: one tuple, or one for each element of the array that the paths meet.
import type { Doc, Value } from './bson.ts';
import { getField, isDocument } from './bson.ts';
import { refused } from './errors.ts';
import { EMPTY_ARRAY, isArrayIndex } from './path.ts';

/**
 * A path on its way: what lies there, where that is, what of the path is left, and whether an array here is to be taken
 * whole. Two paths meet the same array if they are at the same place: one list may lie at several.
 */
type Walk = { value: Value; at: string; rest: readonly string[]; whole: boolean };

/** The tuples of a document. Two different arrays have no common elements, which is the error `parallel`. */
export function compoundValues(document: Doc, paths: (readonly string[])[], parallel: () => Error): Value[][] {
  return tuples(
    paths.map((rest) => ({ value: document, at: '', rest, whole: false })),
    parallel,
  );
}

function tuples(walks: Walk[], parallel: () => Error): Value[][] {
  const reached = walks.map(advance);
  const open = reached.filter((walk) => Array.isArray(walk.value) && !walk.whole);
  const [first] = open;
  if (first === undefined) return [reached.map(({ value }) => value)];
  const list = first.value as Value[];
  if (open.some((walk) => walk.at !== first.at)) throw parallel();
  const position = open.find(({ rest }) => rest[0] !== undefined && isArrayIndex(rest[0]));
  if (position) throw refused(`sorting by an array position (${position.rest.join('.')})`);
  if (list.length === 0) {
    return [
      reached.map((walk) =>
        walk.at === first.at && !walk.whole ? (walk.rest.length === 0 ? EMPTY_ARRAY : undefined) : walk.value,
      ),
    ];
  }
  return list.flatMap((item) =>
    tuples(
      reached.map((walk) => entered(walk, first.at, item)),
      parallel,
    ),
  );
}

/** The walk inside one element of the array at which it stands. */
function entered(walk: Walk, at: string, item: Value): Walk {
  if (walk.at !== at || walk.whole) return walk;
  // A path goes through the elements of an array, not through those of an array inside it.
  if (walk.rest.length > 0 && !isDocument(item)) return { value: undefined, at, rest: [], whole: false };
  return { value: item, at, rest: walk.rest, whole: walk.rest.length === 0 };
}

/** Goes down to the end of the path or to the first array on it. */
function advance({ value, at, rest, whole }: Walk): Walk {
  if (whole || rest.length === 0 || Array.isArray(value)) return { value, at, rest, whole };
  const [name, ...further] = rest as [string, ...string[]];
  if (!isDocument(value)) return { value: undefined, at, rest: [], whole: false };
  return advance({ value: getField(value, name), at: `${at}.${name}`, rest: further, whole: false });
}
