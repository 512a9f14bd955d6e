// Running a pipeline: what stands at its beginning and SQL can do goes to SQL, the rest to the stages.
import type { Doc, Value } from './bson.ts';
import { isDocument } from './bson.ts';
import type { View } from './catalog.ts';
import { parseCollation } from './collation.ts';
import { badValue } from './errors.ts';
import { variablesFor } from './expression.ts';
import { countRows, type Selection, selectParts, streamParts } from './select.ts';
import { parseSort } from './sort.ts';
import type { Stage, Surroundings } from './stage.ts';
import { compileStage, countName, countOperand, startGroup } from './stages.ts';
import { finish, type Steps } from './steps.ts';
import { addStagePaths } from './wanted-paths.ts';

export type Aggregation = {
  database: string;
  collection: string;
  pipeline: Doc[];
  collation: Doc | undefined;
  variables: Doc | undefined;
  hint?: Value;
};

/** The documents that a pipeline gives, in the store's own form. */
export function* aggregate(view: View, aggregation: Aggregation): Steps<Doc[]> {
  const variables = variablesFor(undefined, aggregation.variables);
  return yield* runPipeline(view, aggregation, aggregation.collection, aggregation.pipeline, variables);
}

function* runPipeline(
  view: View,
  whole: Aggregation,
  name: string,
  pipeline: Doc[],
  variables: Record<string, Value>,
): Steps<Doc[]> {
  const around: Surroundings = {
    view,
    collation: parseCollation(whole.collation),
    variables,
    run: (other, inner, own) => finish(runPipeline(view, whole, other, inner, own)),
  };
  const { selection, used, total } = leading(pipeline, whole.collation, Object.keys(variables).length > 1);
  // A hint is about the collection that the whole is asked of, not about those that `$lookup` reads.
  if (pipeline === whole.pipeline) selection.hint = whole.hint;
  const rest = pipeline.slice(used);
  // Everything is read before anything is run, so that a stage which is not supported is refused in any case.
  const stages = rest.map((stage) => compileStage(stage, around));
  const through = (from: Stage[], documents: Iterable<Doc>): Doc[] => [
    ...from.reduce<Iterable<Doc>>((input, stage) => stage(input), documents),
  ];
  const collection = view.collections.get(`${whole.database}.${name}`);
  if (collection === undefined) return through(stages, []);
  if (total !== undefined) {
    const count = yield* countRows(view, collection, selection);
    return through(stages, count === 0 ? [] : [{ [total]: count }]);
  }
  const paths = new Set<string>();
  const wanted = addStagePaths(rest, paths) ? paths : undefined;
  const grouping = groupedAlone(rest);
  const portions = grouping < 0 ? undefined : streamParts(view, collection, selection, wanted);
  if (portions) {
    yield;
    const group = startGroup(rest[grouping] as Doc, around);
    for (const rows of portions) {
      group.add(
        through(
          stages.slice(0, grouping),
          rows.map(({ document }) => document),
        ),
      );
      yield;
    }
    return through(stages.slice(grouping + 1), group.result());
  }
  const rows = yield* selectParts(view, collection, selection, wanted);
  return through(
    stages,
    rows.map(({ document }) => document),
  );
}

/** These make of each document what they make, whatever came before it. */
const ONE_BY_ONE = new Set([
  '$match',
  '$unwind',
  '$set',
  '$addFields',
  '$unset',
  '$project',
  '$replaceRoot',
  '$replaceWith',
]);

/** Where the first `$group` is, if documents may come to it a portion at a time; else -1. */
function groupedAlone(stages: Doc[]): number {
  const first = stages.findIndex((stage) => !ONE_BY_ONE.has(Object.keys(stage)[0] ?? ''));
  return first >= 0 && '$group' in (stages[first] as Doc) ? first : -1;
}

type Leading = { selection: Selection; used: number; total: string | undefined };

/** `$match… $sort $skip $limit $count` at the beginning are one selection. */
function leading(pipeline: Doc[], collation: Doc | undefined, hasVariables: boolean): Leading {
  const selection: Selection = { filter: {}, sort: [], skip: 0, limit: 0, collation };
  const filters: Doc[] = [];
  let used = 0;
  let total: string | undefined;
  // The order in which parts may follow one another: a filter after a limit is another thing.
  let phase = 0;
  for (const stage of pipeline) {
    const [name] = isDocument(stage) ? Object.keys(stage) : [];
    const operand = name === undefined ? undefined : stage[name];
    if (name === '$match' && phase === 0 && isDocument(operand) && !(hasVariables && mentionsVariables(operand)))
      filters.push(operand);
    else if (name === '$sort' && phase <= 1 && isDocument(operand) && Object.keys(operand).length > 0) {
      selection.sort = parseSort(operand);
      phase = 2;
    } else if (name === '$skip' && phase <= 2) {
      selection.skip = countOperand(name, operand);
      phase = 3;
    } else if (name === '$limit' && phase <= 3) {
      selection.limit = countOperand(name, operand);
      phase = 4;
    } else if (name === '$count') {
      total = countName(operand);
      used += 1;
      break;
    } else break;
    used += 1;
  }
  selection.filter = filters.length <= 1 ? (filters[0] ?? {}) : { $and: filters };
  return { selection, used, total };
}

/** Filters see the variables of a surrounding `$lookup` only through `$expr`, which stages know and selections do not. */
function mentionsVariables(filter: Doc): boolean {
  return (
    JSON.stringify(Object.keys(filter)).includes('$expr') ||
    Object.values(filter).some(
      (value) => Array.isArray(value) && value.some((item) => isDocument(item) && mentionsVariables(item)),
    )
  );
}

export function checkPipeline(pipeline: unknown): Doc[] {
  if (!Array.isArray(pipeline)) throw badValue('Aggregation pipeline must be an array', 14);
  return pipeline as Doc[];
}
