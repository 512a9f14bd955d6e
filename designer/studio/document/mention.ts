import { type Json, type JsonObject, type JsonPointer, withValueAt } from '../../../engine/index.ts';
import { type DefinitionRef, type Document, definition, withDefinition } from './document.ts';

/** A place of the draft that names something by its key: the value there is the key, or the pointer's last part is. */
export type Mention = { ref: DefinitionRef; path: JsonPointer };

/** The draft with another key at every place; places where the key is a name in a map are left to the caller. */
export function withMentionsOf(document: Document, mentions: readonly Mention[], to: Json): Document {
  return mentions.reduce((draft, { ref, path }) => {
    const json = definition(draft, ref);
    return json ? withDefinition(draft, ref, withValueAt(json, path, to) as JsonObject) : draft;
  }, document);
}
