import { assertNever, fail, isKey, issue, type JsonObject, ok, own, type Result } from '../../../engine/index.ts';
import type { RolesCommand } from './command.ts';
import {
  type DefinitionRef,
  type Document,
  definition,
  edit,
  objectAt,
  put,
  renameKey,
  withDefinition,
  withKeyAt,
} from './document.ts';
import { withMentionsOf } from './mention.ts';
import { mentionsOfRole } from './role-mentions.ts';

export function applyRolesCommand(document: Document, command: RolesCommand): Result<Document> {
  const ref: DefinitionRef = { kind: 'roles', key: command.roles };
  const { role } = command;
  switch (command.type) {
    case 'role.add':
      return isTaken(document, role) ?? edit(document, ref, (json) => ok(put(json, `/roles/${role}`, command.json)));
    case 'role.remove':
      return edit(document, ref, (json) => {
        const { [role]: gone, ...left } = objectAt(json, '/roles');
        return gone === undefined ? notFound(role) : ok(put(json, '/roles', left));
      });
    case 'role.move':
      return edit(document, ref, (json) =>
        own(objectAt(json, '/roles'), role) === undefined
          ? notFound(role)
          : ok(put(json, '/roles', withKeyAt(objectAt(json, '/roles'), role, command.to))),
      );
    case 'role.rename':
      return rename(document, ref, role, command.to);
    default:
      return assertNever(command);
  }
}

// Roles are one list, in however many definitions they stand.
function isTaken(document: Document, role: string): Result<Document> | undefined {
  if (!isKey(role)) return fail(issue('studio/key-name', '/key', { name: role }));
  const taken = Object.values(document.definitions).some(
    (json) => json.kind === 'roles' && own(objectAt(json, '/roles'), role) !== undefined,
  );
  return taken ? fail(issue('studio/name-taken', '/key', { name: role })) : undefined;
}

function rename(document: Document, ref: DefinitionRef, from: string, to: string): Result<Document> {
  if (own(objectAt(definition(document, ref) ?? {}, '/roles'), from) === undefined) return notFound(from);
  const refused = isTaken(document, to);
  if (refused) return refused;
  const mentions = mentionsOfRole(document, from);
  const named = withMentionsOf(
    document,
    mentions.filter(({ as }) => as === 'name'),
    to,
  );
  // Last, because it moves what the other pointers go through.
  const draft = mentions
    .filter(({ as }) => as === 'access')
    .reduce((so, { ref: form }) => withDefinition(so, form, withRow(definition(so, form) ?? {}, from, to)), named);
  return edit(draft, ref, (json) => ok(put(json, '/roles', renameKey(objectAt(json, '/roles'), from, to))));
}

function withRow(form: JsonObject, from: string, to: string): JsonObject {
  return put(form, '/access', renameKey(objectAt(form, '/access'), from, to));
}

function notFound(role: string) {
  return fail(issue('studio/not-found', '', { what: { en: 'Role', 'zh-CN': '角色' }, name: role }));
}
