// The stages that read another collection.
import { type Doc, isDocument, type Value } from './bson.ts';
import { checkNames } from './dollar-names.ts';
import { badValue } from './errors.ts';
import { compileExpression } from './expression.ts';
import { splitPath, valueAt, withValue } from './path.ts';
import { isRegex } from './regex.ts';
import { type Build, scopeIn } from './stage.ts';

export const lookup: Build = (operand, around) => {
  if (!isDocument(operand)) throw badValue('the $lookup specification must be an Object', 9);
  const { from, localField, foreignField, as, let: bindings, pipeline } = operand;
  if (typeof from !== 'string') throw badValue("missing 'from' option to $lookup stage specification", 9);
  if (typeof as !== 'string') throw badValue("must specify 'as' field for a $lookup", 9);
  if ((localField === undefined) !== (foreignField === undefined))
    throw badValue("$lookup requires both or neither of 'localField' and 'foreignField' to be specified", 9);
  if (localField === undefined && pipeline === undefined)
    throw badValue("$lookup requires either 'pipeline' or both 'localField' and 'foreignField' to be specified", 9);
  const local = typeof localField === 'string' ? splitPath(localField) : undefined;
  const variables = isDocument(bindings)
    ? Object.keys(bindings).map((name) => [name, compileExpression(bindings[name])] as const)
    : [];
  const scopeOf = scopeIn(around);
  const target = splitPath(as);
  checkNames([...target, ...(local ?? []), ...(typeof foreignField === 'string' ? splitPath(foreignField) : [])]);
  return function* (documents) {
    for (const document of documents) {
      const scope = scopeOf(document);
      const own = Object.fromEntries(variables.map(([name, value]) => [name, value(scope)]));
      const joined: Doc[] = local ? [{ $match: joinCondition(document, local, foreignField as string) }] : [];
      const found = around.run(from, [...joined, ...((pipeline ?? []) as Doc[])], { ...around.variables, ...own });
      yield withValue(document, target, found);
    }
  };
};

/** Equality with the local value, or with any element of it. */
function joinCondition(document: Doc, local: string[], foreign: string): Doc {
  const values: Value[] = [];
  collect(document, local, values);
  const wanted = values.length === 0 ? [null] : values;
  // Within `$in` an expression would match texts; here it is a value like others.
  if (wanted.some(isRegex)) return { $or: wanted.map((value) => ({ [foreign]: { $eq: value } })) };
  return { [foreign]: wanted.length === 1 ? { $eq: wanted[0] } : { $in: wanted } };
}

function collect(value: Value, parts: readonly string[], into: Value[]): void {
  if (Array.isArray(value)) {
    for (const item of value)
      if (parts.length === 0) into.push(item);
      else collect(item, parts, into);
    return;
  }
  if (parts.length === 0) into.push(value ?? null);
  else if (isDocument(value)) collect(valueAt(value, [parts[0] as string]), parts.slice(1), into);
  else into.push(null);
}

export const unionWith: Build = (operand, around) => {
  const { coll, pipeline } = typeof operand === 'string' ? { coll: operand, pipeline: [] } : (operand as Doc);
  if (typeof coll !== 'string') throw badValue('the $unionWith stage needs the name of a collection', 9);
  return function* (documents) {
    yield* documents;
    yield* around.run(coll, (pipeline ?? []) as Doc[], around.variables);
  };
};
