import { assertNever, fail, isKey, issue, ok, type Result } from '../../../engine/index.ts';
import type { DefinitionCommand } from './command.ts';
import { type Document, definition, edit, put, withDefinition } from './document.ts';

export function applyDefinitionCommand(document: Document, command: DefinitionCommand): Result<Document> {
  const { ref } = command;
  switch (command.type) {
    case 'definition.add':
      if (!isKey(ref.key)) return fail(issue('studio/key-name', '/key', { name: ref.key }));
      if (definition(document, ref)) return fail(issue('studio/name-taken', '/key', { name: ref.key }));
      return ok(withDefinition(document, ref, { ...command.json, kind: ref.kind, key: ref.key }));
    case 'definition.remove':
      if (ref.kind === 'pack') return fail(issue('studio/not-found', '', { what: ref.kind, name: ref.key }));
      if (!definition(document, ref)) return fail(issue('studio/not-found', '', { what: ref.kind, name: ref.key }));
      return ok(withDefinition(document, ref, undefined));
    case 'definition.replace':
      return edit(document, ref, () => ok(command.json));
    case 'property.set':
      return edit(document, ref, (json) => ok(put(json, command.path, command.value)));
    default:
      return assertNever(command);
  }
}
