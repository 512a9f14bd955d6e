// Walks the schemas of definitions: every property that a definition may have, and every value of an enumeration, once.
import type { Json, JsonObject } from '../../../engine/index.ts';

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * All paths of a schema, in order. `a.b` is a property, `*` a member of a map, `[]` an item of a list, `a=x` a value of an
 * enumeration, `a<t>` the object whose `type`, `by` or `kind` is `t`.
 */
export function schemaPaths(name: string, schema: JsonObject): string[] {
  const found = new Set<string>();
  visit(schema, name, []);
  return [...found];

  function visit(part: Json | undefined, path: string, refs: string[]): void {
    if (!isObject(part)) return;
    if (typeof part.$ref === 'string') {
      const target = part.$ref.replace('#/$defs/', '');
      // A state in a state says nothing that the outer one did not.
      if (refs.includes(target)) return;
      visit(resolved(part), NAMED.has(target) ? target : path, [...refs, target]);
      return;
    }
    if (isText(part)) return;
    if (Array.isArray(part.enum)) for (const value of part.enum) found.add(`${path}=${String(value)}`);
    if (isObject(part.properties)) {
      const discriminators = (Array.isArray(part.allOf) ? part.allOf : []).map(discriminatorOf);
      for (const [key, value] of Object.entries(part.properties)) {
        if (key === '$schema' || discriminators.includes(key)) continue;
        // What chooses the branch is named by the branch.
        if (isObject(value) && value.const !== undefined) continue;
        found.add(`${path}.${key}`);
        visit(value, `${path}.${key}`, refs);
      }
    }
    if (isObject(part.additionalProperties)) visit(part.additionalProperties, `${path}.*`, refs);
    if (isObject(part.items)) visit(part.items, `${path}[]`, refs);
    for (const word of ['anyOf', 'oneOf'] as const)
      for (const each of Array.isArray(part[word]) ? part[word] : []) visit(each, path, refs);
    if (Array.isArray(part.allOf)) visitBranches(part.allOf, path, refs);
    // One thing or a list of such: the list says nothing of its own.
    const isOneOrMany = isObject(part.if) && part.if.type === 'array' && isObject(part.then);
    visit(isOneOrMany ? (part.then as JsonObject).items : part.then, path, refs);
    visit(part.else, path, refs);
  }

  /** The members of a union. What all of them have is named once, without the member's name. */
  function visitBranches(branches: Json[], path: string, refs: string[]): void {
    const members = branches.filter(isObject).map((branch) => ({ branch, chosen: chosenBy(branch.if) }));
    const named = members.flatMap(({ branch, chosen }) =>
      chosen === undefined ? [] : [{ chosen, schema: resolved(branch.then) }],
    );
    const shared = sharedProperties(named.map((each) => propertiesOf(each.schema)));
    for (const each of branches.map(discriminatorOf)) if (each !== undefined) delete shared[each];
    visit({ properties: shared }, path, refs);
    for (const { chosen, schema: member } of named) {
      found.add(`${path}<${chosen}>`);
      const discriminators = branches.map(discriminatorOf);
      const own = Object.entries(propertiesOf(member)).filter(
        ([key]) => !(key in shared) && !discriminators.includes(key),
      );
      visit({ ...member, properties: Object.fromEntries(own) }, `${path}<${chosen}>`, refs);
    }
    for (const { branch, chosen } of members) if (chosen === undefined) visit(branch, path, refs);
  }

  function resolved(part: Json | undefined): JsonObject {
    if (!isObject(part)) return {};
    const target = typeof part.$ref === 'string' ? part.$ref.replace('#/$defs/', '') : undefined;
    if (target === undefined) return part;
    const there = isObject(schema.$defs) ? schema.$defs[target] : undefined;
    return isObject(there) ? there : {};
  }
}

function propertiesOf(schema: Json | undefined): JsonObject {
  return isObject(schema) && isObject(schema.properties) ? schema.properties : {};
}

function sharedProperties(members: JsonObject[]): JsonObject {
  const [first, ...others] = members;
  if (!first || others.length === 0) return {};
  const same = (key: string) => others.every((each) => JSON.stringify(each[key]) === JSON.stringify(first[key]));
  return Object.fromEntries(Object.entries(first).filter(([key]) => same(key)));
}

/** Definitions of a schema that are reached by several ways and are named by themselves. */
const NAMED = new Set(['rule', 'state', 'transitions', 'actions', 'assign', 'step', 'within', 'field', 'widget']);

function discriminatorOf(branch: Json): string | undefined {
  const condition = isObject(branch) ? branch.if : undefined;
  return chosenBy(condition) === undefined ? undefined : Object.keys(propertiesOf(condition))[0];
}

function chosenBy(condition: Json | undefined): string | undefined {
  if (!isObject(condition) || !isObject(condition.properties)) return undefined;
  for (const value of Object.values(condition.properties)) {
    if (isObject(value) && value.const !== undefined) return String(value.const);
  }
  return undefined;
}

/** A text in one language or for each: one thing, whatever languages it has. */
function isText(schema: JsonObject): boolean {
  const [one, each] = Array.isArray(schema.anyOf) ? schema.anyOf : [];
  return isObject(one) && one.type === 'string' && 'zh-CN' in propertiesOf(each);
}
