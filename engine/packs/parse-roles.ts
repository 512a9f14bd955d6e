import { type Issue, issue } from '../core/issue.ts';
import { isJsonObject, type JsonObject } from '../core/json.ts';
import { matchSchema } from '../core/json-schema.ts';
import { isKey } from '../core/names.ts';
import { pointer } from '../core/pointer.ts';
import { type Result, unlessIssues } from '../core/result.ts';
import type { Text } from '../core/text.ts';
import { definitionParts, keyPart, textPart } from '../reports/schema-parts.ts';
import type { Permission } from '../wire/index.ts';
import type { RoleDefinition } from './pack.ts';

export const permissions = [
  'studio',
  'publish',
  'people',
  'operations',
  'audit',
] as const satisfies readonly Permission[];

/** The published JSON Schema of roles. */
export const rolesSchema: JsonObject = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Roles',
  type: 'object',
  required: ['kind', 'key', 'title', 'roles'],
  additionalProperties: false,
  properties: {
    ...definitionParts('roles'),
    roles: {
      type: 'object',
      minProperties: 1,
      maxProperties: 100,
      propertyNames: keyPart,
      additionalProperties: {
        type: 'object',
        required: ['title'],
        additionalProperties: false,
        properties: {
          title: textPart,
          description: textPart,
          permissions: {
            description: 'What the role may open beside forms.',
            type: 'array',
            items: { enum: [...permissions] },
            maxItems: permissions.length,
          },
          mfa: {
            description: 'Who has the role signs in with a second factor: a one-time password beside the own one.',
            enum: ['required'],
          },
        },
      },
    },
  },
};

/** The roles of a definition of kind `roles`, by their keys. */
export function parseRoles(json: unknown): Result<{ [role: string]: RoleDefinition }> {
  const issues: Issue[] = matchSchema(rolesSchema, json);
  if (issues.length > 0 || !isJsonObject(json)) return { ok: false, issues };
  const roles: { [role: string]: RoleDefinition } = {};
  for (const [role, said] of Object.entries(
    json.roles as { [role: string]: { title: Text; description?: Text; permissions?: Permission[]; mfa?: 'required' } },
  )) {
    if (!isKey(role)) issues.push(issue('definition/name', pointer('roles', role), { name: role }));
    const { title, description, permissions: granted = [], mfa } = said;
    roles[role] = {
      title,
      ...(description !== undefined && { description }),
      permissions: [...new Set(granted)],
      ...(mfa !== undefined && { mfa }),
    };
  }
  return unlessIssues(issues, () => roles);
}
