import type { Json, JsonObject } from '../../core/json.ts';
import { own } from '../../core/json.ts';
import { type Locale, localise, type Text } from '../../core/text.ts';
import { commonProperties, type Field, formatValue } from '../../fields/index.ts';
import type { Form } from '../../forms/index.ts';
import type { Rule } from '../../rules/index.ts';
import { appearance, behaviour, compareKeys, type Difference, inBoth, sameJson, valueWords } from './entry.ts';
import { ruleWords } from './rule-words.ts';

/** Fields, and the form that they stand in. */
type Fields = { form: Form; fields: { [name: string]: Field } };

/** Fields of a form, or columns of rows (then `around` is the title of the field that holds them). */
export function diffFields(before: Fields, after: Fields, around?: Field): Difference[] {
  return compareKeys(before.fields, after.fields, {
    added: (_, field) => [
      behaviour(field.required ? 'diff/field-added-required' : 'diff/field-added', {
        field: titleOf(field, around),
        type: field.kind.label,
      }),
    ],
    removed: (_, field) => [behaviour('diff/field-removed', { field: titleOf(field, around) })],
    both: (_, a, b) => diffField({ form: before.form, field: a }, { form: after.form, field: b }, around),
  });
}

/** Declaration keys that only change what is read beside the input. */
const wording = new Set(['help', 'placeholder', 'description']);
/** Told in sentences of their own. */
const apart = new Set(['title', 'type', 'required', 'fields']);

type Place = { form: Form; field: Field };

function diffField(was: Place, is: Place, around: Field | undefined): Difference[] {
  const [before, after] = [was.field, is.field];
  const field = titleOf(after, around);
  const found: Difference[] = [];
  if (!sameJson(before.title, after.title)) {
    found.push(appearance('diff/field-retitled', { before: titleOf(before, around), after: field }));
  }
  if (before.type !== after.type) {
    // Properties of another type say nothing about this one.
    return [...found, behaviour('diff/field-type', { field, before: before.kind.label, after: after.kind.label })];
  }
  if (before.required !== after.required)
    found.push(behaviour(after.required ? 'diff/field-required' : 'diff/field-optional', { field }));
  const keys = [...new Set([...Object.keys(before.json), ...Object.keys(after.json)])].filter((key) => !apart.has(key));
  for (const key of keys) found.push(...diffProperty(key, was, is, field));
  if (after.columns) {
    const columns = (place: Place) => ({ form: place.form, fields: place.field.columns ?? {} });
    found.push(...diffFields(columns(was), columns(is), after));
  }
  return found;
}

function diffProperty(key: string, before: Place, after: Place, field: Text): Difference[] {
  const [was, is] = [own(before.field.json, key), own(after.field.json, key)];
  if (sameJson(was, is)) return [];
  if (wording.has(key)) return [appearance('diff/field-wording', { field, property: propertyLabel(after.field, key) })];
  const params: JsonObject = { field, property: propertyLabel(after.field, key) };
  if (was !== undefined) params.before = propertyWords(before, key, was);
  if (is !== undefined) params.after = propertyWords(after, key, is);
  if (was === undefined) return [behaviour('diff/field-property-set', params)];
  return [behaviour(is === undefined ? 'diff/field-property-dropped' : 'diff/field-property', params)];
}

function propertyLabel(field: Field, key: string): Text {
  return [...field.kind.properties, ...commonProperties].find(({ path }) => path === `/${key}`)?.label ?? key;
}

// A bound or default is a value of the field and shown as one; a rule is shown in words.
function propertyWords({ form, field }: Place, key: string, value: Json): { [L in Locale]: string } {
  const rule = ruleOf(form, field, key);
  if (rule) return ruleWords(rule, form);
  const ofField = ['min', 'max', 'default'].includes(key) && typeof value !== 'object' && value !== 'today';
  return ofField
    ? inBoth((locale) => formatValue(field, value, { locale, zone: 'UTC' }) || String(value))
    : valueWords(value);
}

function ruleOf(form: Form, field: Field, key: string): Rule | undefined {
  const at = ({ field: { path } }: { field: Field }) => path === field.path;
  if (key === 'compute') return form.computed.find(at)?.rule;
  if (key === 'default') return form.defaults.find(at)?.rule;
  return key === 'filter' ? own(form.filters, field.path) : undefined;
}

function titleOf(field: Field, around: Field | undefined): { [L in Locale]: string } {
  return inBoth((locale) => (around ? `${localise(around.title, locale)} › ` : '') + localise(field.title, locale));
}
