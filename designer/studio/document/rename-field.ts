import { isJsonObject, type JsonObject } from '../../../engine/index.ts';
import { type Document, parseRef, withDefinition } from './document.ts';
import { referencesTo, renameInMadeRecords, renameLinked, renameMentions } from './field-mentions.ts';
import { valuesAt } from './places.ts';
import type { Rename } from './rule-mentions.ts';

/**
 * Every definition that names the field follows: its form, the workflows, datasets, scenarios and messages about that form,
 * and the forms that refer to it, with everything about those that reads the field through the reference.
 */
export function renameEverywhere(document: Document, form: string, rename: Rename): Document {
  const about = (json: JsonObject) => (isAbout(document, json, form) ? renameMentions(json, rename) : json);
  let result = changeEach(document, (json) =>
    json.kind === 'workflow' ? renameInMadeRecords(about(json), form, rename) : about(json),
  );
  for (const json of Object.values(document.definitions)) {
    if (json.kind !== 'form' || typeof json.key !== 'string') continue;
    const { key } = json;
    const references = referencesTo(json, form);
    if (references.length === 0) continue;
    result = changeEach(result, (each) =>
      each.kind === 'form' && each.key === key ? renameLinked(each, form, rename) : each,
    );
    for (const reference of references) {
      const through = { from: `${reference}.${rename.from}`, to: `${reference}.${rename.to}` };
      result = changeEach(result, (each) => (isAbout(document, each, key) ? renameMentions(each, through) : each));
    }
  }
  return result;
}

function changeEach(document: Document, change: (json: JsonObject) => JsonObject): Document {
  return Object.entries(document.definitions).reduce((result, [ref, json]) => {
    const changed = change(json);
    return JSON.stringify(changed) === JSON.stringify(json) ? result : withDefinition(result, parseRef(ref), changed);
  }, document);
}

function isAbout(document: Document, json: JsonObject, form: string): boolean {
  switch (json.kind) {
    case 'form':
      return json.key === form;
    case 'workflow':
      return json.form === form;
    case 'dataset':
      return isJsonObject(json.from) && json.from.form === form;
    case 'scenario':
      return workflowsOf(document, form).some(({ key }) => key === json.workflow);
    case 'template':
      return (
        senders(document, json.key).every((sender) => sender.form === form) && senders(document, json.key).length > 0
      );
    default:
      return false;
  }
}

function workflowsOf(document: Document, form: string): JsonObject[] {
  return Object.values(document.definitions).filter((json) => json.kind === 'workflow' && json.form === form);
}

/** Workflows that send a message. One that several forms send names fields that each of them must have. */
function senders(document: Document, template: JsonObject[string] | undefined): JsonObject[] {
  return Object.values(document.definitions).filter(
    (json) =>
      json.kind === 'workflow' && valuesAt(json, ['chart', '**', 'params', 'template']).includes(template ?? null),
  );
}
