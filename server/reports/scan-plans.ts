// Several plans about one source answered from one reading of its rows. In the embedded store the rows lie in this process and
// reading them is what costs; a server groups where the rows are instead (`compile-plan.ts`). Both mean the same.
import { Query } from 'mingo';
import {
  allOf,
  anyOf,
  canonicalJson,
  type Filter,
  isJsonObject,
  type Json,
  type JsonObject,
  own,
  planReads,
  type QueryPlan,
} from '../../engine/index.ts';
import { addGreatest, addSmallest, PlanFold, type Sums } from './plan-fold.ts';
import type { Source } from './scope-of-source.ts';

/** More rows than this are not read into memory. */
const MOST_ROWS = 100_000;

/** The rows of each plan, in their order; undefined where there are too many rows to read. */
export async function scanPlans(
  plans: QueryPlan[],
  { repository, scope }: Source,
): Promise<JsonObject[][] | undefined> {
  const matches = [...new Map(plans.map(({ match }) => [canonicalJson(match as Json), match])).values()];
  const filter = allOf([scope, anyOf(matches)]);
  const fields = Object.fromEntries(outermost(plans.flatMap(planReads)).map((path) => [path, 1]));
  const rows = await repository.aggregate([
    { $match: filter },
    { $limit: MOST_ROWS + 1 },
    { $project: { _id: 0, ...(Object.keys(fields).length > 0 ? fields : { id: 1 }) } },
  ]);
  if (rows.length > MOST_ROWS) return undefined;
  const taken = takers(rows, matches);
  return plans.map((plan) => foldRows(plan, rows, taken));
}

type Taken = (match: Filter) => Uint8Array;

/** Which rows a filter takes, asked of each row once however many plans ask. */
function takers(rows: JsonObject[], matches: Filter[]): Taken {
  const known = new Map<string, Uint8Array>();
  return (match) => {
    const key = canonicalJson(match as Json);
    let taken = known.get(key);
    if (!taken) {
      // With one condition for all, the store has asked it already.
      const query = matches.length === 1 && match === matches[0] ? undefined : new Query(match);
      taken = Uint8Array.from(rows, (row) => (!query || query.test(row) ? 1 : 0));
      known.set(key, taken);
    }
    return taken;
  };
}

function foldRows(plan: QueryPlan, rows: JsonObject[], taken: Taken): JsonObject[] {
  const fold = new PlanFold(plan);
  const matches = taken(plan.match);
  const dimensions = plan.dimensions.map(({ path, list }) => ({ read: reader(path), list: list === true }));
  const measures = plan.measures.map(({ op, path, match }) => ({
    op,
    read: path === undefined ? undefined : reader(path),
    measured: match && taken(match),
  }));
  for (const [at, row] of rows.entries()) {
    if (matches[at] === 0) continue;
    for (const key of keysOf(dimensions, row)) {
      const { sums } = fold.groupOf(key);
      for (const [index, { op, read, measured }] of measures.entries()) {
        if (!measured || measured[at] === 1) addRow(sums[index] as Sums, op, read, row);
      }
    }
  }
  return fold.rows();
}

function addRow(
  sums: Sums,
  op: QueryPlan['measures'][number]['op'],
  read: ((row: JsonObject) => Json) | undefined,
  row: JsonObject,
): void {
  const value = read ? read(row) : 1;
  if (value === null) return;
  sums.count += 1;
  if (!read) return;
  if (op === 'min') addSmallest(sums, value);
  else if (op === 'max') addGreatest(sums, value);
  else if (op === 'distinct') {
    sums.values ??= new Set();
    sums.values.add(JSON.stringify(value));
  } else if (typeof value === 'number') sums.sum += value;
}

type Dimension = { read: (row: JsonObject) => Json; list: boolean };

// One key for each row, or one for each value where a dimension is a list.
function keysOf(dimensions: Dimension[], row: JsonObject): Json[][] {
  let keys: Json[][] = [[]];
  for (const { read, list } of dimensions) {
    const value = read(row);
    const values = list && Array.isArray(value) ? (value.length === 0 ? [null] : value) : [value];
    keys =
      values.length === 1
        ? appended(keys, values[0] ?? null)
        : values.flatMap((each) => keys.map((key) => [...key, each]));
  }
  return keys;
}

function appended(keys: Json[][], value: Json): Json[][] {
  for (const key of keys) key.push(value);
  return keys;
}

function reader(path: string): (row: JsonObject) => Json {
  const parts = path.split('.');
  return (row) => {
    let here: Json | undefined = row;
    for (const part of parts) here = isJsonObject(here) ? own(here, part) : undefined;
    return here ?? null;
  };
}

// A projection may not name a path and one below it.
function outermost(paths: string[]): string[] {
  const distinct = [...new Set(paths)];
  return distinct.filter((path) => !distinct.some((other) => path.startsWith(`${other}.`)));
}
