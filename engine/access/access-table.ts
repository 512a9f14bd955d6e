import type { JsonObject } from '../core/json.ts';
import type { Rule } from '../rules/index.ts';
import { type FieldAccess, fieldAccesses } from './field-access.ts';

/** What a role may do with records of a form. */
export type Verb = 'create' | 'read' | 'update' | 'delete' | 'export';
export const verbs = ['create', 'read', 'update', 'delete', 'export'] as const satisfies readonly Verb[];

/** Which rows a verb reaches: `own` by owner, `unit` the actor's unit, `unit-tree` that and all below it, or rows for which a rule holds. */
export type RowScope = 'none' | 'own' | 'unit' | 'unit-tree' | 'all' | Rule;
export const rowScopes = ['none', 'own', 'unit', 'unit-tree', 'all'] as const;

/** What a role may do with the fields of a form: `base` for every field that `fields` does not name. */
export type FieldRights = { base: FieldAccess; fields: { [path: string]: FieldAccess } };

/** One role's row of the table, every verb said. */
export type RoleAccess = FieldRights & { [V in Verb]: RowScope };

/** A form's rights by role, parsed. A role without a row has no right. */
export type AccessTable = { [role: string]: RoleAccess };

/** The same as far as fields go. */
export type FieldRightsTable = { [role: string]: FieldRights };

const rowScope: JsonObject = {
  description: 'none, own, unit, unit-tree, all, or a rule over the record and the actor.',
  anyOf: [{ enum: [...rowScopes] }, { type: 'object', minProperties: 1, maxProperties: 1 }],
};

/** JSON Schema of the `access` block of a form. */
export const accessSchema: JsonObject = {
  description: 'Rights by role. A role that is not named has none.',
  type: 'object',
  maxProperties: 100,
  propertyNames: { pattern: '^[a-z][a-z0-9-]{0,47}$' },
  additionalProperties: {
    type: 'object',
    additionalProperties: false,
    properties: {
      create: { type: 'boolean' },
      read: rowScope,
      update: rowScope,
      delete: rowScope,
      fields: {
        description: 'Fields that differ from the rest: `idNumber`, `lines.price`, `partner.idNumber`.',
        type: 'object',
        maxProperties: 500,
        additionalProperties: { enum: [...fieldAccesses] },
      },
    },
  },
};
