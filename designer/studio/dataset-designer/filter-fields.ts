import { type DatasetField, isText, type Locale, localise } from '../../../engine/index.ts';
import { type Document, definition, objectAt } from '../document/index.ts';
import { optionsOf, type RuleField } from '../rule-editor/rule-field.ts';

/** What the filter of a dataset may read: its fields, states by their titles. */
export function filterFields(document: Document, fields: readonly DatasetField[], locale: Locale): RuleField[] {
  return fields.map((field) => {
    const title = localise(field.title, locale);
    const base = { path: field.name, title };
    switch (field.type) {
      case 'number':
      case 'percent':
      case 'date':
      case 'date-time':
      case 'boolean':
        return { ...base, kind: field.type };
      case 'money':
        return { ...base, kind: 'money', currency: field.currency ?? 'CNY' };
      case 'choice':
        return {
          ...base,
          kind: 'choice',
          options:
            field.choices?.map(({ key, title: said }) => ({ value: key, title: localise(said, locale) })) ??
            optionsOf(document, field.options ?? null, locale),
        };
      case 'status':
        return { ...base, kind: 'choice', options: statesOf(document, field.workflow, locale) };
      case 'multi-choice':
        return { ...base, kind: 'list' };
      default:
        return { ...base, kind: 'text' };
    }
  });
}

function statesOf(
  document: Document,
  workflow: string | undefined,
  locale: Locale,
): { value: string; title: string }[] {
  const json = definition(document, { kind: 'workflow', key: workflow ?? '' });
  return Object.entries(objectAt(json ?? {}, '/chart/states')).map(([value, state]) => {
    const { title } = objectAt(state, '/meta');
    return { value, title: isText(title) ? localise(title, locale) : value };
  });
}
