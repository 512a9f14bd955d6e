import { issue } from '../core/issue.ts';
import { isJsonObject, type JsonObject } from '../core/json.ts';
import { didYouMean } from '../core/names.ts';
import { type JsonPointer, pointer } from '../core/pointer.ts';
import { type Field, optionOf } from '../fields/index.ts';
import { parseRule, type Rule } from '../rules/index.ts';
import type { FieldEffect, FormRule } from './form.ts';
import { expectField, type FormParts } from './form-parts.ts';
import { withRow } from './scope-of.ts';

/** The `rules` block: what holds when, and what it does to fields then. */
export function parseRules(json: unknown, parts: FormParts): FormRule[] {
  if (!isJsonObject(json)) return [];
  return Object.entries(json).flatMap(([key, entry]) => {
    if (!isJsonObject(entry) || !isJsonObject(entry.then)) return [];
    const at = pointer('rules', key);
    const effects = Object.entries(entry.then).flatMap(([path, effect]) =>
      isJsonObject(effect) ? (parseEffect(path, effect, at + pointer('then', path), parts) ?? []) : [],
    );
    if (entry.when === undefined) return [];
    const rows = sameRows(effects);
    const when = parseCondition(entry.when, rows, at + pointer('when'), parts);
    if (!when) return [];
    return [{ key, when, ...(rows && readsRow(when) ? { rows } : {}), then: effects }];
  });
}

function parseEffect(path: string, json: JsonObject, at: JsonPointer, parts: FormParts): FieldEffect | undefined {
  const field = expectField(parts, path, at);
  if (!field) return undefined;
  const [outer = '', column] = path.split('.');
  const holder = parts.fields[outer];
  if (column !== undefined && !holder?.columns) {
    parts.issues.push(issue('form/not-decided', at, { field: path }));
    return undefined;
  }
  const options = Array.isArray(json.options) ? json.options.map(String) : undefined;
  if (options) checkOptions(field, options, at + pointer('options'), parts);
  return {
    field,
    ...(column !== undefined && holder ? { rows: holder } : {}),
    ...(typeof json.visible === 'boolean' ? { visible: json.visible } : {}),
    ...(typeof json.required === 'boolean' ? { required: json.required } : {}),
    ...(typeof json.readonly === 'boolean' ? { readonly: json.readonly } : {}),
    ...(options ? { options } : {}),
    onHide: json.onHide === 'keep' ? 'keep' : 'clear',
  };
}

function checkOptions(field: Field, options: string[], at: JsonPointer, parts: FormParts): void {
  const set = field.options;
  if (!set) {
    parts.issues.push(issue('form/no-options', at, { field: field.path }));
    return;
  }
  if (set.items.length === 0) return;
  options.forEach((key, index) => {
    if (optionOf(set, key)) return;
    const hint = didYouMean(
      key,
      set.items.map((item) => item.key),
    );
    parts.issues.push(issue('field/unknown-option', at + pointer(index), { key: key.slice(0, 60), hint }));
  });
}

// The one list whose rows all effects are about; then the condition may read `row`.
function sameRows(effects: FieldEffect[]): Field | undefined {
  const rows = effects[0]?.rows;
  return effects.every((effect) => effect.rows === rows) ? rows : undefined;
}

/** A yes/no rule, which may read `row` where rows are given. */
export function parseCondition(
  json: unknown,
  rows: Field | undefined,
  at: JsonPointer,
  parts: FormParts,
): Rule | undefined {
  const scope = rows ? withRow(parts.scope, rows) : parts.scope;
  const rule = parseRule(json, { scope, expect: { kind: 'boolean' }, path: at });
  if (rule.ok) return rule.value;
  parts.issues.push(...rule.issues);
  return undefined;
}

export function readsRow(rule: Rule): boolean {
  return rule.reads.some((path) => path === 'row' || path.startsWith('row.'));
}
