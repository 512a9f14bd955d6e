import { type JsonObject, own } from '../core/json.ts';
import { type Environment, type Filter, holds, toQuery } from '../rules/index.ts';
import type { AccessTable, RowScope, Verb } from './access-table.ts';
import { rightsOf } from './field-access-of.ts';
import type { Actor } from './organisation.ts';
import { recordFacts, recordScope, subjectOf, type TouchedRecord } from './rule-subject.ts';

/** Whether the actor may do this at all, on some row. */
export function can(actor: Actor, verb: Verb, table: AccessTable): boolean {
  return scopesOf(actor, verb, table).length > 0 && (verb !== 'export' || can(actor, 'read', table));
}

/**
 * The rows that the verb reaches, as a filter over stored rows (`owner`, `unit`, `data.…`): all, none, or those that match.
 * A rule that cannot be evaluated lets nothing through.
 */
export function rowFilter(actor: Actor, verb: Verb, table: AccessTable, env: Environment): Filter | 'none' | 'all' {
  const scopes = scopesOf(actor, verb, table);
  if (verb !== 'export') return filterOf(scopes, actor, env);
  return both(filterOf(scopes, actor, env), rowFilter(actor, 'read', table, env));
}

/** Whether the verb reaches this row: the same answer as `rowFilter` gives for a list. */
export function mayTouch(
  actor: Actor,
  verb: Verb,
  table: AccessTable,
  record: TouchedRecord,
  env: Environment,
): boolean {
  const reached = scopesOf(actor, verb, table).some((scope) => reaches(scope, actor, record, env));
  return reached && (verb !== 'export' || mayTouch(actor, 'read', table, record, env));
}

/** Those of the actor's roles whose own scope reaches this row: whose field rights hold there. */
export function rolesReaching(
  actor: Actor,
  verb: Exclude<Verb, 'export'>,
  table: AccessTable,
  record: TouchedRecord,
  env: Environment,
): string[] {
  return actor.roles.filter((role) => {
    const scope = own(table, role)?.[verb];
    return scope !== undefined && scope !== 'none' && reaches(scope, actor, record, env);
  });
}

function scopesOf(actor: Actor, verb: Verb, table: AccessTable): RowScope[] {
  return rightsOf(actor, table)
    .map((role) => role[verb])
    .filter((scope) => scope !== 'none');
}

function filterOf(scopes: RowScope[], actor: Actor, env: Environment): Filter | 'none' | 'all' {
  if (scopes.includes('all')) return 'all';
  const filters = scopes.flatMap((scope) => scopeFilter(scope, actor, env) ?? []);
  if (filters.length === 0) return 'none';
  return filters.length === 1 ? (filters[0] as Filter) : { $or: filters };
}

function scopeFilter(scope: RowScope, actor: Actor, env: Environment): Filter | undefined {
  if (scope === 'own') return { owner: actor.id };
  if (scope === 'unit') return { unit: actor.unit };
  if (scope === 'unit-tree') return { unit: { $in: unitsBelow(actor.unit, env) } };
  if (typeof scope === 'string') return undefined;
  const query = toQuery(scope, withRoot(env, { actor: subjectOf(actor) }), { field: storedPath });
  return query.ok ? query.value : undefined;
}

function reaches(scope: RowScope, actor: Actor, record: TouchedRecord, env: Environment): boolean {
  if (scope === 'all') return true;
  if (scope === 'own') return record.owner === actor.id;
  if (scope === 'unit') return record.unit === actor.unit;
  if (scope === 'unit-tree') return unitsBelow(actor.unit, env).includes(record.unit);
  if (typeof scope === 'string') return false;
  return holds(scope, withRoot(env, { ...record.data, actor: subjectOf(actor), record: recordFacts(record) })).holds;
}

// What rules read beside the row itself.
const notStored = ['actor', 'initiator', 'case', 'current', 'row', 'now', 'today'];

/** Where a rule's path lies in a stored row; undefined for what is not stored with it. */
export function storedPath(path: string): string | undefined {
  const [root = '', rest] = path.split(/\.(.*)/s);
  if (root === 'record') return rest !== undefined && Object.hasOwn(recordScope, rest) ? rest : undefined;
  return notStored.includes(root) ? undefined : `data.${path}`;
}

// The actor's own unit is reached even where the tree is not known.
function unitsBelow(unit: string, env: Environment): string[] {
  const below = (env.organisation.units?.() ?? [])
    .map(({ id }) => id)
    .filter((id) => env.organisation.isInUnit(id, unit));
  return below.includes(unit) ? below : [unit, ...below];
}

function both(a: Filter | 'none' | 'all', b: Filter | 'none' | 'all'): Filter | 'none' | 'all' {
  if (a === 'none' || b === 'none') return 'none';
  if (a === 'all') return b;
  return b === 'all' ? a : { $and: [a, b] };
}

function withRoot(env: Environment, data: JsonObject): Environment {
  return { ...env, data };
}
