import { own } from '../core/json.ts';
import type { FieldRights, FieldRightsTable } from './access-table.ts';
import { type FieldAccess, narrowest, widest } from './field-access.ts';
import type { Actor } from './organisation.ts';

/**
 * What the actor may do with each of the named fields: the widest access that one of the actor's roles gives, `hidden` where none has a
 * row. A dotted name (`lines.price`) is not seen where what it lies in is not.
 */
export function fieldAccessOf(
  actor: Pick<Actor, 'roles'>,
  table: FieldRightsTable,
  fieldNames: Iterable<string>,
): { [field: string]: FieldAccess } {
  const rights = rightsOf(actor, table);
  const found: { [field: string]: FieldAccess } = {};
  for (const name of fieldNames) {
    found[name] = rights.reduce<FieldAccess>((access, role) => widest(access, accessIn(role, name)), 'hidden');
  }
  return found;
}

/** The rows of the actor's roles. */
export function rightsOf<R extends FieldRights>(actor: Pick<Actor, 'roles'>, table: { [role: string]: R }): R[] {
  return actor.roles.flatMap((role) => own(table, role) ?? []);
}

function accessIn(role: FieldRights, name: string): FieldAccess {
  const dot = name.lastIndexOf('.');
  const said = own(role.fields, name);
  if (dot < 0) return said ?? role.base;
  const outer = accessIn(role, name.slice(0, dot));
  if (said === undefined) return outer;
  return outer === 'hidden' || outer === 'masked' ? narrowest(said, outer) : said;
}
