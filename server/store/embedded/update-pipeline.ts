// Updates by an aggregation pipeline: the stages that shape one document. Nothing is worked out before there is one.
import type { Doc, Value } from './bson.ts';
import { isDocument } from './bson.ts';
import type { StringOrder } from './compare.ts';
import { badValue } from './errors.ts';
import { compileUnsimplified, variablesFor } from './expression.ts';
import { shapingStage } from './shape.ts';

const ALLOWED = new Set(['$set', '$addFields', '$unset', '$project', '$replaceRoot', '$replaceWith']);

export function compilePipelineUpdate(
  pipeline: Doc[],
  { strings, variables }: { strings?: StringOrder | undefined; variables?: Doc | undefined },
): (before: Doc) => Doc {
  const stages = pipeline.map((stage) => {
    const [name, ...others] = isDocument(stage) ? Object.keys(stage) : [];
    if (name === undefined || others.length > 0)
      throw badValue('A pipeline stage specification object must contain exactly one field.', 40323);
    if (!ALLOWED.has(name)) throw badValue(`${name} is not allowed to be used within an update`, 72);
    return shapingStage(name, stage[name] as Value, compileUnsimplified);
  });
  return (before) =>
    stages.reduce(
      (document, stage) => stage({ root: document, variables: variablesFor(document, variables), strings }),
      before,
    );
}
