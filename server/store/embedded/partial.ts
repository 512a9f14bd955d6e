// Documents of which only some paths are read: SQLite takes them out of the stored text, so that what nobody looks at is
// never decoded. On those paths a partial document is like the whole one; elsewhere it is empty.
import type { Doc, Value } from './bson.ts';
import { setField } from './bson.ts';
import { revive } from './codec.ts';
import type { Bound } from './sqlite.ts';

/** `sql` makes one JSON text of a row's column `doc`; `read` makes the document of it once it is parsed. */
export type Reading = { sql: string; params: Bound[]; read: (parsed: unknown, tagged: boolean) => Doc };

/** Names below the document: an empty tree is a value that is read whole. */
type Tree = Map<string, Tree>;

/** More paths than this are not worth it. */
const MOST_PATHS = 60;

/** How to read some paths; undefined if the whole document is needed for them. */
export function readingOf(paths: ReadonlySet<string>): Reading | undefined {
  if (paths.size > MOST_PATHS) return undefined;
  const tree: Tree = new Map();
  for (const path of paths) if (!grow(tree, path.split('.'))) return undefined;
  if (tree.size === 0) return { sql: `'0'`, params: [], read: () => ({}) };
  const { sql, params } = inside(tree, '$');
  const read = reader(tree);
  return { sql, params, read: (parsed, tagged) => read(parsed, tagged) as Doc };
}

/** Adds a path as far as it goes through names; false if it begins with something else. */
function grow(tree: Tree, parts: string[]): boolean {
  let node = tree;
  for (const [at, part] of parts.entries()) {
    if (!isName(part) || (at > 0 && /^\d+$/.test(part))) {
      node.clear();
      return at > 0;
    }
    const known = node.get(part);
    // What is read whole has everything below it.
    if (known?.size === 0) return true;
    const next: Tree = known ?? new Map();
    node.set(part, next);
    node = next;
  }
  node.clear();
  return true;
}

/** A name that stands in JSON text as it is, and never begins a tag. */
function isName(part: string): boolean {
  return part !== '' && !part.startsWith('$') && !/["\\\p{Cc}\p{Cs}]/u.test(part);
}

/** Fields that a tag may have beside its first. */
const IN_TAGS = new Set(['type', 'options']);

type Sql = { sql: string; params: Bound[] };

/**
 * The values of a tree's names as a JSON array, with `-0` (which the codec never writes) for a missing one. Where none of
 * the names is there it may not be a document at all: then `{"v":…}` holds whatever it is.
 */
function inside(tree: Tree, path: string): Sql {
  const names = [...tree.keys()].map((name) => ({ name, path: `${path}."${name}"`, below: tree.get(name) as Tree }));
  const whole: Sql = path === '$' ? { sql: 'doc', params: [] } : { sql: `ifnull(doc -> ?, '-0')`, params: [path] };
  const telling = names.filter(({ name }) => path === '$' || !IN_TAGS.has(name));
  if (telling.length === 0) return { sql: `'{"v":' || ${whole.sql} || '}'`, params: whole.params };
  const types = telling.map(() => 'json_type(doc, ?)').join(', ');
  const parts = names.map(
    (one): Sql =>
      one.below.size > 0 ? inside(one.below, one.path) : { sql: `ifnull(doc -> ?, '-0')`, params: [one.path] },
  );
  return {
    sql: `CASE WHEN ${telling.length > 1 ? `coalesce(${types})` : types} IS NOT NULL THEN '[' || ${parts
      .map(({ sql }) => sql)
      .join(` || ',' || `)} || ']' ELSE '{"v":' || ${whole.sql} || '}' END`,
    params: [...telling.map((one) => one.path), ...parts.flatMap(({ params }) => params), ...whole.params],
  };
}

type Read = (parsed: unknown, tagged: boolean) => Value;

const leaf: Read = (parsed, tagged) =>
  Object.is(parsed, -0) ? undefined : tagged && typeof parsed === 'object' ? revive(parsed, { exotic: false }) : parsed;

function reader(tree: Tree): Read {
  const names = [...tree.keys()];
  const reads = [...tree.values()].map((below) => (below.size > 0 ? reader(below) : leaf));
  return (parsed, tagged) => {
    if (!Array.isArray(parsed)) return leaf((parsed as { v: unknown }).v, tagged);
    const document: Doc = {};
    for (let i = 0; i < names.length; i += 1) {
      const value = (reads[i] as Read)(parsed[i], tagged);
      if (value !== undefined) setField(document, names[i] as string, value);
    }
    return document;
  };
}
