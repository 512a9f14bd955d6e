// Several plans about one source answered from one reading of its rows. In the embedded store the rows lie in this process and
// reading them is what costs; a server groups where the rows are instead (`compile-plan.ts`). Both mean the same.
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
import type { RowTest } from '../deps.ts';
import { addGreatest, addSmallest, type Group, PlanFold, type Sums } from './plan-fold.ts';
import type { Source } from './scope-of-source.ts';

/** More rows than this are not read into memory. */
const MOST_ROWS = 100_000;

/** The rows of each plan, in their order; undefined where there are too many rows to read. */
export async function scanPlans(
  rowTest: RowTest,
  plans: QueryPlan[],
  { repository, scope }: Source,
): Promise<JsonObject[][] | undefined> {
  const matches = [...new Map(plans.map(({ match }) => [canonicalJson(match as Json), match])).values()];
  const filter = allOf([scope, anyOf(matches)]);
  const fields = fieldsOf(outermost(plans.flatMap(planReads)));
  const rows = await repository.aggregate([
    { $match: filter },
    { $limit: MOST_ROWS + 1 },
    { $project: { _id: 0, ...(Object.keys(fields).length > 0 ? fields : { id: '$id' }) } },
  ]);
  if (rows.length > MOST_ROWS) return undefined;
  const taken = takers(rows, matches, rowTest);
  const columns = columnsOf(rows);
  const answers: JsonObject[][] = [];
  for (const plan of plans) {
    answers.push(foldRows(plan, rows.length, columns, taken));
    // A plan is some milliseconds of work; others have their turn between two of them.
    await new Promise((resolve) => setImmediate(resolve));
  }
  return answers;
}

type Taken = (match: Filter) => Uint8Array;
type Columns = (path: string) => Json[];

/** Which rows a filter takes, asked of each row once however many plans ask. */
function takers(rows: JsonObject[], matches: Filter[], rowTest: RowTest): Taken {
  const known = new Map<string, Uint8Array>();
  return (match) => {
    const key = canonicalJson(match as Json);
    let taken = known.get(key);
    if (!taken) {
      // With one condition for all, the store has asked it already.
      const test = matches.length === 1 && match === matches[0] ? undefined : rowTest(match);
      taken = new Uint8Array(rows.length).fill(1);
      if (test) for (let at = 0; at < rows.length; at++) taken[at] = test(rows[at] as JsonObject) ? 1 : 0;
      known.set(key, taken);
    }
    return taken;
  };
}

/** What the rows have at a path, read once however many plans ask. */
function columnsOf(rows: JsonObject[]): Columns {
  const known = new Map<string, Json[]>();
  return (path) => {
    let column = known.get(path);
    if (!column) {
      const parts = path.split('.');
      column = rows.map((row) => valueAt(row, parts));
      known.set(path, column);
    }
    return column;
  };
}

function valueAt(row: JsonObject, parts: string[]): Json {
  let here: Json | undefined = row;
  for (const part of parts) here = isJsonObject(here) ? own(here, part) : undefined;
  return here ?? null;
}

function foldRows(plan: QueryPlan, count: number, columns: Columns, taken: Taken): JsonObject[] {
  const fold = new PlanFold(plan);
  const matches = taken(plan.match);
  const dimensions = plan.dimensions.map(({ path, list }) => ({ column: columns(path), list: list === true }));
  const measures = plan.measures.map(({ op, path, match }) => ({
    op,
    column: path === undefined ? undefined : columns(path),
    measured: match && taken(match),
  }));
  const add = (at: number, { sums }: Group) => {
    for (let index = 0; index < measures.length; index++) {
      const { op, column, measured } = measures[index] as (typeof measures)[number];
      if (!measured || measured[at] === 1) addRow(sums[index] as Sums, op, column, at);
    }
  };
  if (dimensions.some(({ list }) => list)) {
    for (let at = 0; at < count; at++) {
      if (matches[at] === 1) for (const key of keysOf(dimensions, at)) add(at, fold.groupOf(key));
    }
  } else {
    const key = dimensions.map((): Json => null);
    for (let at = 0; at < count; at++) {
      if (matches[at] === 0) continue;
      for (let index = 0; index < key.length; index++) key[index] = dimensions[index]?.column[at] ?? null;
      add(at, fold.groupOf(key));
    }
  }
  return fold.rows();
}

function addRow(sums: Sums, op: QueryPlan['measures'][number]['op'], column: Json[] | undefined, at: number): void {
  const value = column ? (column[at] ?? null) : 1;
  if (value === null) return;
  sums.count += 1;
  if (!column) return;
  if (op === 'min') addSmallest(sums, value);
  else if (op === 'max') addGreatest(sums, value);
  else if (op === 'distinct') {
    sums.values ??= new Set();
    sums.values.add(JSON.stringify(value));
  } else if (typeof value === 'number') sums.sum += value;
}

type Dimension = { column: Json[]; list: boolean };

// One key for each row, or one for each value where a dimension is a list.
function keysOf(dimensions: Dimension[], at: number): Json[][] {
  let keys: Json[][] = [[]];
  for (const { column, list } of dimensions) {
    const value = column[at] ?? null;
    const values = list && Array.isArray(value) ? (value.length === 0 ? [null] : value) : [value];
    keys = values.flatMap((each) => keys.map((key) => [...key, each]));
  }
  return keys;
}

// Each field is asked for as a value of its own: then the store need not look at the rest, not even for the order of fields.
function fieldsOf(paths: string[]): JsonObject {
  const fields: JsonObject = {};
  for (const path of paths) {
    const names = path.split('.');
    const last = names.pop() as string;
    let here = fields;
    for (const name of names) {
      const inner = own(here, name);
      const next = isJsonObject(inner) ? inner : {};
      here[name] = next;
      here = next;
    }
    here[last] = `$${path}`;
  }
  return fields;
}

// A projection may not name a path and one below it.
function outermost(paths: string[]): string[] {
  const distinct = [...new Set(paths)];
  return distinct.filter((path) => !distinct.some((other) => path.startsWith(`${other}.`)));
}
