import type { Doc, Value } from './bson.ts';
import type { View } from './catalog.ts';
import type { Collation } from './collation.ts';
import type { Scope } from './expression-value.ts';

/** What a pipeline runs in. `run` runs another pipeline on a collection of the same database. */
export type Surroundings = {
  view: View;
  collation: Collation | undefined;
  variables: Record<string, Value>;
  run: (collection: string, pipeline: Doc[], variables: Record<string, Value>) => Doc[];
};

export type Stage = (documents: Iterable<Doc>) => Iterable<Doc>;

/** Makes a stage of what stands behind its name. */
export type Build = (operand: Value, around: Surroundings) => Stage;

export function scopeIn(around: Surroundings): (document: Doc) => Scope {
  const strings = around.collation?.order;
  return (root) => ({ root, variables: around.variables, strings });
}
