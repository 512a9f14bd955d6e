import {
  fieldTypeOf,
  isJsonObject,
  isText,
  type Json,
  type JsonObject,
  type Locale,
  localise,
} from '../../../engine/index.ts';
import { type Document, definition, objectAt } from '../document/index.ts';
import { optionsOf } from '../rule-editor/rule-field.ts';

/** Words of the example that no definition has. */
export type ExampleWords = { text: string; opinion: string; person: string; step: string; state: string };

/** Made-up values for a message about a form, as texts, the way the server hands them to a template. */
export function exampleData(
  document: Document,
  form: string | undefined,
  words: ExampleWords,
  locale: Locale,
): JsonObject {
  const json = form === undefined ? undefined : definition(document, { kind: 'form', key: form });
  const title = json && isText(json.title) ? localise(json.title, locale) : words.text;
  const data = Object.fromEntries(
    Object.entries(objectAt(json ?? {}, '/fields')).map(([name, declaration]) => [
      name,
      isJsonObject(declaration) ? exampleOf(document, declaration, words, locale) : words.text,
    ]),
  );
  return {
    record: { id: '0190-example', title: `${title} 202601-000001`, no: '202601-000001', status: words.state },
    case: { id: '0190-example', no: '202601-000001' },
    step: { title: words.step },
    actor: { title: words.person },
    initiator: { title: words.person },
    opinion: words.opinion,
    data,
  };
}

function exampleOf(document: Document, declaration: JsonObject, words: ExampleWords, locale: Locale): Json {
  const kind = typeof declaration.type === 'string' ? fieldTypeOf(declaration.type) : undefined;
  const firstOption = (options: Json) => optionsOf(document, options, locale)[0]?.title;
  return (
    kind?.example?.(declaration, { locale, firstOption }) ??
    (isText(declaration.title) ? localise(declaration.title, locale) : words.text)
  );
}
