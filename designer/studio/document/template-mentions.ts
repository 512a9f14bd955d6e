import { isJsonObject, type Json, type JsonPointer, pointer } from '../../../engine/index.ts';
import { type DefinitionRef, type Document, parseRef } from './document.ts';
import type { Mention } from './mention.ts';

/** The actions of workflows that send a message. */
export function mentionsOfTemplate(document: Document, template: string): Mention[] {
  return Object.entries(document.definitions).flatMap(([key, json]) => {
    const ref = parseRef(key);
    return ref.kind === 'workflow' ? sendersIn(json, '', template, ref) : [];
  });
}

function sendersIn(value: Json, at: JsonPointer, template: string, ref: DefinitionRef): Mention[] {
  if (!isJsonObject(value) && !Array.isArray(value)) return [];
  const params = isJsonObject(value) && value.type === 'notify' ? value.params : undefined;
  if (isJsonObject(params) && params.template === template) return [{ ref, path: `${at}/params/template` }];
  return Object.entries(value).flatMap(([name, part]) => sendersIn(part, at + pointer(name), template, ref));
}
