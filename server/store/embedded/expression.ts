// The aggregation language: an expression is compiled once into a function of the document and the variables.
import type { Doc, Value } from './bson.ts';
import { getField, isDocument, setField } from './bson.ts';
import type { StringOrder } from './compare.ts';
import { checkNames } from './dollar-names.ts';
import { badValue, refused } from './errors.ts';
import { expressionOperators } from './expression-operators.ts';
import { type Compile, type Expression, isConstant, isTrue, reach } from './expression-value.ts';
import { splitPath } from './path.ts';

export const compileExpression: Compile = compiler(true);

/** Leaves what is constant until it is wanted, as MongoDB does in updates. */
export const compileUnsimplified: Compile = compiler(false);

/** Within these MongoDB simplifies nothing either. */
const LEFT_ALONE = new Set(['$getField', '$setField', '$unsetField']);

function compiler(simplifies: boolean): Compile {
  const compile: Compile = Object.assign((source: Value) => compileWith(source, compile), { simplifies });
  return compile;
}

function compileWith(source: Value, compile: Compile): Expression {
  if (typeof source === 'string') return source.startsWith('$') ? reference(source) : () => source;
  if (Array.isArray(source)) {
    const items = source.map(compile);
    return (scope) => items.map((item) => item(scope) ?? null);
  }
  if (!isDocument(source)) return () => source;
  const keys = Object.keys(source);
  const [first] = keys;
  if (first?.startsWith('$')) {
    if (keys.length !== 1) throw badValue('an expression specification must contain exactly one field', 15983);
    return operator(first, source[first], compile);
  }
  return object(source, keys, compile);
}

function object(source: Doc, keys: string[], compile: Compile): Expression {
  for (const key of keys) {
    if (key.includes('.'))
      throw badValue("FieldPath field names may not contain '.'. Consider using $getField or $setField.", 16412);
  }
  const fields = keys.map((key) => [key, compile(source[key])] as const);
  return (scope) => {
    const result: Doc = {};
    for (const [key, expression] of fields) {
      const value = expression(scope);
      if (value !== undefined) setField(result, key, value);
    }
    return result;
  };
}

/** False for names that MongoDB does not know either. */
export function isExpressionName(name: string): boolean {
  return Object.hasOwn(expressionOperators, name) || KNOWN_TO_MONGODB.has(name);
}

function operator(name: string, operand: Value, compile: Compile): Expression {
  const build = Object.hasOwn(expressionOperators, name) ? expressionOperators[name] : undefined;
  if (build) {
    const made = build(operand, LEFT_ALONE.has(name) ? compileUnsimplified : compile);
    // What depends on no document fails at once, as on MongoDB, even if there are no documents.
    if (compile.simplifies && isConstant(operand)) made({ root: {}, variables: {} });
    return made;
  }
  if (KNOWN_TO_MONGODB.has(name)) throw refused(`the expression ${name}`);
  throw badValue(`Unrecognized expression '${name}'`, 168);
}

const KNOWN_TO_MONGODB = new Set([
  '$function',
  '$accumulator',
  '$meta',
  '$rand',
  '$sampleRate',
  '$toHashedIndexKey',
  '$tsSecond',
  '$tsIncrement',
  '$dateFromString',
  '$binarySize',
  '$bsonSize',
  '$sin',
  '$cos',
  '$tan',
  '$asin',
  '$acos',
  '$atan',
  '$atan2',
  '$asinh',
  '$acosh',
  '$atanh',
  '$sinh',
  '$cosh',
  '$tanh',
  '$degreesToRadians',
  '$radiansToDegrees',
  '$bitAnd',
  '$bitOr',
  '$bitXor',
  '$bitNot',
  '$covariancePop',
  '$covarianceSamp',
  '$firstN',
  '$lastN',
  '$maxN',
  '$minN',
  '$stdDevPop',
  '$stdDevSamp',
  '$median',
  '$percentile',
]);

function reference(source: string): Expression {
  if (source.startsWith('$$')) return variable(source.slice(2));
  const parts = fieldParts(source.slice(1));
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) {
    return ({ root }) => (isDocument(root) ? getField(root, only) : undefined);
  }
  return ({ root }) => reach(root, parts, 0);
}

function fieldParts(path: string): string[] {
  const parts = splitPath(path);
  if (path === '') throw badValue("'$' by itself is not a valid FieldPath", 16872);
  if (parts.includes('')) throw badValue("FieldPath must not end with a '.' or hold empty names.", 40353);
  checkNames(parts);
  return parts;
}

function variable(path: string): Expression {
  const [name, ...parts] = splitPath(path) as [string, ...string[]];
  if (name === 'REMOVE') return () => undefined;
  if (name === 'ROOT' || name === 'CURRENT') return ({ root }) => reach(root, parts, 0);
  if (name === 'DESCEND' || name === 'PRUNE' || name === 'KEEP' || name === 'CLUSTER_TIME' || name === 'USER_ROLES')
    throw refused(`$$${name}`);
  return ({ variables }) => {
    if (!Object.hasOwn(variables, name)) throw badValue(`Use of undefined variable: ${name}`, 17276);
    return reach(variables[name], parts, 0);
  };
}

/** `$expr` as a predicate. */
export function evaluatesTrue(
  source: Value,
  context: { strings?: StringOrder | undefined; variables?: Doc | undefined },
): (document: Doc) => boolean {
  const expression = compileExpression(source);
  return (root) =>
    isTrue(expression({ root, variables: variablesFor(root, context.variables), strings: context.strings }));
}

/** `$$NOW` is one moment for a whole operation; the others come from `$let`, `$map` and so on. */
export function variablesFor(_root: Value, own: Doc | undefined): Record<string, Value> {
  return { NOW: new Date(), ...own };
}
