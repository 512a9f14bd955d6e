// The one place where a filter or pipeline reaches the store: what it may say is listed, and the tenant is added.
import { type Filter, isJsonObject, isPrototypeName, type Json, type JsonObject } from '../../engine/index.ts';

const logical = new Set(['$and', '$or', '$nor']);
const comparisons = new Set([
  '$eq',
  '$ne',
  '$gt',
  '$gte',
  '$lt',
  '$lte',
  '$in',
  '$nin',
  '$exists',
  '$not',
  '$elemMatch',
  '$all',
  '$size',
  '$regex',
]);
const PATH = /^[A-Za-z_][A-Za-z0-9_-]*(\.[A-Za-z0-9_][A-Za-z0-9_-]*)*$/;
// A search for words that begin so: anchored, and free of anything but a literal.
const ANCHORED = /^\^(?:[^\\^$.*+?()[\]{}|]|\\[\\^$.*+?()[\]{}|/-])+$/u;

/** The filter of one tenant, in the store's own terms; throws a `TypeError` for what no operation may ask. */
export function tenantFilter(tenant: string, filter: Filter | undefined): JsonObject {
  const asked = rewrite(tenant, (filter ?? {}) as JsonObject);
  return { tenant, ...asked };
}

/** The key under which a row lies: ids are unique in a tenant, keys in the collection. */
export function storedKey(tenant: string, id: string): string {
  return `${tenant}/${id}`;
}

function rewrite(tenant: string, filter: JsonObject): JsonObject {
  const result: JsonObject = {};
  for (const [name, condition] of Object.entries(filter)) {
    if (name.startsWith('$')) {
      if (!logical.has(name) || !Array.isArray(condition)) throw new TypeError(`A filter cannot use ${name}`);
      result[name] = condition.map((part) => {
        if (!isJsonObject(part)) throw new TypeError(`${name} takes filters`);
        return rewrite(tenant, part);
      });
    } else if (name === 'tenant') {
      throw new TypeError('The tenant of a filter is given by the store');
    } else {
      checkPath(name);
      checkCondition(condition);
      if (name === 'id') result._id = keyed(tenant, condition);
      else result[name] = condition;
    }
  }
  return result;
}

function checkPath(path: string): void {
  if (!PATH.test(path) || path.split('.').some(isPrototypeName)) throw new TypeError(`A filter cannot read "${path}"`);
}

function checkCondition(condition: Json): void {
  if (!isJsonObject(condition)) return;
  const names = Object.keys(condition);
  const operators = names.filter((name) => name.startsWith('$'));
  // A value that is an object: equality with the whole.
  if (operators.length === 0) return;
  for (const name of names) {
    if (!comparisons.has(name)) throw new TypeError(`A filter cannot use ${name}`);
    const operand = condition[name] as Json;
    if (name === '$not') checkCondition(operand);
    if (name === '$elemMatch' && isJsonObject(operand)) checkElement(operand);
    if (name === '$regex' && !(typeof operand === 'string' && operand.length <= 200 && ANCHORED.test(operand))) {
      throw new TypeError('A filter searches only for beginnings: ^ and a literal');
    }
  }
}

function checkElement(condition: JsonObject): void {
  for (const [name, inner] of Object.entries(condition)) {
    if (logical.has(name) && Array.isArray(inner)) {
      for (const part of inner) if (isJsonObject(part)) checkElement(part);
    } else if (name.startsWith('$')) checkCondition({ [name]: inner });
    else {
      checkPath(name);
      checkCondition(inner);
    }
  }
}

function keyed(tenant: string, condition: Json): Json {
  if (typeof condition === 'string') return storedKey(tenant, condition);
  if (Array.isArray(condition)) return condition.map((part) => keyed(tenant, part));
  if (!isJsonObject(condition)) return condition;
  return Object.fromEntries(Object.entries(condition).map(([name, operand]) => [name, keyed(tenant, operand)]));
}

const stages = new Set([
  '$match',
  '$group',
  '$sort',
  '$limit',
  '$skip',
  '$project',
  '$unwind',
  '$count',
  '$addFields',
  '$set',
  '$bucket',
  '$facet',
  '$sortByCount',
]);
const refusedExpressions = new Set([
  '$where',
  '$function',
  '$accumulator',
  '$lookup',
  '$graphLookup',
  '$unionWith',
  '$out',
  '$merge',
]);

/** The pipeline with the tenant's `$match` before it; throws a `TypeError` for stages that leave the collection or run code. */
export function tenantPipeline(tenant: string, pipeline: Json[]): JsonObject[] {
  const [first, ...rest] = pipeline.map(checkStage);
  if (first && isJsonObject(first.$match)) return [{ $match: tenantFilter(tenant, first.$match) }, ...rest];
  return [{ $match: { tenant } }, ...(first ? [first] : []), ...rest];
}

function checkStage(stage: Json): JsonObject {
  const [name, ...others] = isJsonObject(stage) ? Object.keys(stage) : [];
  if (!isJsonObject(stage) || name === undefined || others.length > 0 || !stages.has(name)) {
    throw new TypeError(`A pipeline cannot have the stage ${name ?? JSON.stringify(stage)}`);
  }
  checkExpressions(stage);
  return stage;
}

function checkExpressions(value: Json): void {
  if (Array.isArray(value)) value.forEach(checkExpressions);
  else if (isJsonObject(value)) {
    for (const [name, inner] of Object.entries(value)) {
      if (refusedExpressions.has(name)) throw new TypeError(`A pipeline cannot use ${name}`);
      checkExpressions(inner);
    }
  }
}
