// Filters: MongoDB's query language as a compiled predicate. What a document matches is decided here and nowhere else.
import type { Doc, Value } from './bson.ts';
import { getField, isDocument } from './bson.ts';
import { badValue, refused } from './errors.ts';
import { evaluatesTrue } from './expression.ts';
import { fieldOperators } from './match-operators.ts';
import {
  type Compiler,
  comparison,
  type FieldTest,
  isOperatorDocument,
  type MatchContext,
  type Predicate,
  regexTest,
} from './match-tests.ts';
import { splitPath, visitPath } from './path.ts';
import { isRegex } from './regex.ts';

/** Compiles a normalised filter. Throws as MongoDB does for what is malformed, by name for what is not supported. */
export function compileFilter(filter: Doc, context: MatchContext = {}): Predicate {
  const predicates: Predicate[] = [];
  for (const key of Object.keys(filter)) {
    const value = filter[key];
    predicates.push(key.startsWith('$') ? topLevel(key, value, context) : onField(key, fieldTests(value, context)));
  }
  const [only] = predicates;
  if (only === undefined) return () => true;
  if (predicates.length === 1) return only;
  return (document) => {
    for (const predicate of predicates) if (!predicate(document)) return false;
    return true;
  };
}

function topLevel(key: string, value: Value, context: MatchContext): Predicate {
  switch (key) {
    case '$and': {
      const all = branches(key, value, context);
      return (document) => all.every((predicate) => predicate(document));
    }
    case '$or': {
      const any = branches(key, value, context);
      return (document) => any.some((predicate) => predicate(document));
    }
    case '$nor': {
      const none = branches(key, value, context);
      return (document) => !none.some((predicate) => predicate(document));
    }
    case '$expr':
      return evaluatesTrue(value, context);
    case '$comment':
      return () => true;
    case '$alwaysTrue':
      return () => true;
    case '$alwaysFalse':
      return () => false;
    case '$ref':
    case '$id':
    case '$db':
      return onField(key, [{ leaf: 'each', test: comparison('$eq', value, context.strings) }]);
    case '$where':
    case '$text':
    case '$jsonSchema':
    case '$sampleRate':
      throw refused(key);
    default:
      throw badValue(
        `unknown top level operator: ${key}. If you have a field name that starts with a '$' symbol, consider using $getField or $setField.`,
      );
  }
}

function branches(key: string, value: Value, context: MatchContext): Predicate[] {
  if (!Array.isArray(value)) throw badValue(`${key} must be an array`);
  if (value.length === 0) throw badValue('$and/$or/$nor must be a nonempty array');
  return value.map((item) => {
    if (!isDocument(item)) throw badValue('$or/$and/$nor entries need to be full objects');
    return compileFilter(item, context);
  });
}

function onField(path: string, conditions: FieldTest[]): Predicate {
  const parts = splitPath(path);
  const tests = conditions.map((test) => onPath(parts, test));
  const [only] = tests;
  return tests.length === 1 && only ? only : (document) => tests.every((test) => test(document));
}

function onPath(parts: readonly string[], condition: FieldTest): Predicate {
  const negate = condition.negate === true;
  if ('all' in condition) {
    const tests = condition.all.map((one) => onPath(parts, one));
    return (document) => tests.every((test) => test(document)) !== negate;
  }
  const { leaf, test } = condition;
  const [name] = parts;
  if (parts.length === 1 && name !== undefined) {
    return (document) => {
      const value = getField(document, name);
      const found = Array.isArray(value) ? visitPath(document, parts, leaf, test) : test(value);
      return found !== negate;
    };
  }
  return (document) => visitPath(document, parts, leaf, test) !== negate;
}

/** The conditions on a field: a value stands for equality, a regular expression for a match. */
export function fieldTests(condition: Value, context: MatchContext): FieldTest[] {
  if (isRegex(condition)) return [{ leaf: 'each', test: regexTest(condition.pattern, condition.options) }];
  if (!isOperatorDocument(condition)) return [{ leaf: 'each', test: comparison('$eq', condition, context.strings) }];
  return Object.keys(condition).flatMap((operator) => {
    if (operator === '$options') {
      if (!('$regex' in condition)) throw badValue('$options needs a $regex');
      return [];
    }
    const build = Object.hasOwn(fieldOperators, operator) ? fieldOperators[operator] : undefined;
    if (build === undefined) throw badValue(`unknown operator: ${operator}`);
    return [build(condition[operator], condition, context, COMPILER)];
  });
}

const COMPILER: Compiler = { filter: compileFilter, field: fieldTests };
