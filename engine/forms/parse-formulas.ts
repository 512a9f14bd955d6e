import { type Issue, issue } from '../core/issue.ts';
import type { Json } from '../core/json.ts';
import { type JsonPointer, pointer } from '../core/pointer.ts';
import type { Field } from '../fields/index.ts';
import { parseRule, type Rule, type RuleType, type Scope } from '../rules/index.ts';
import type { Formula } from './form.ts';
import type { FormParts } from './form-parts.ts';
import { fieldScope, withRow } from './scope-of.ts';

/** Where a field is declared. */
export function declarationAt(field: Field, rows?: Field): JsonPointer {
  return rows ? pointer('fields', rows.name, 'fields', field.name) : pointer('fields', field.name);
}

/** Every field and column, columns with the field whose rows they lie in. */
export function allFields(fields: { [name: string]: Field }): { field: Field; rows?: Field }[] {
  return Object.values(fields).flatMap((field) => [
    { field },
    ...Object.values(field.columns ?? {}).map((column) => ({ field: column, rows: field })),
  ]);
}

/** `compute` of every field, in an order in which each formula comes after what it reads. */
export function parseFormulas(parts: FormParts): Formula[] {
  const formulas: Formula[] = [];
  for (const { field, rows } of allFields(parts.fields)) {
    if (field.compute === undefined || !field.kind.computable) continue;
    const scope = rows ? withRow(parts.scope, rows) : parts.scope;
    const rule = parsed(
      field.compute,
      scope,
      given(field),
      declarationAt(field, rows) + pointer('compute'),
      parts.issues,
    );
    if (rule) formulas.push({ field, ...(rows ? { rows } : {}), rule });
  }
  return ordered(formulas, parts.issues);
}

/** `default` rules, in the order of the fields. */
export function parseDefaults(parts: FormParts): Formula[] {
  const formulas: Formula[] = [];
  for (const { field, rows } of allFields(parts.fields)) {
    if (!field.default || !('rule' in field.default)) continue;
    const at = declarationAt(field, rows) + pointer('default', 'rule');
    const rule = parsed(field.default.rule, parts.scope, given(field), at, parts.issues);
    if (rule) formulas.push({ field, ...(rows ? { rows } : {}), rule });
  }
  return formulas;
}

/** `filter` of references, by the field's path: rules over the linked record, with this one under `current`. */
export function parseFilters(parts: FormParts): { [path: string]: Rule } {
  const filters: { [path: string]: Rule } = {};
  for (const { field, rows } of allFields(parts.fields)) {
    const { link } = field;
    if (link?.filter === undefined || !link.outline) continue;
    const scope = filterScope(link.outline.fields, parts);
    const at = declarationAt(field, rows) + pointer('filter');
    const rule = parsed(link.filter, scope, { kind: 'boolean' }, at, parts.issues);
    if (rule) filters[field.path] = rule;
  }
  return filters;
}

/** What the filter of a reference may read: the linked record, and the record that refers to it under `current`. */
export function filterScope(linked: FormParts['fields'], referring: Pick<FormParts, 'fields' | 'scope'>): Scope {
  return {
    ...fieldScope(linked),
    ...onlyRoots(referring.scope),
    current: { kind: 'object', fields: fieldScope(referring.fields) },
  };
}

function onlyRoots(scope: Scope): Scope {
  const { actor, record } = scope;
  return { ...(actor ? { actor } : {}), ...(record ? { record } : {}) };
}

function given(field: Field): RuleType {
  return field.kind.defaultType?.(field.declaration) ?? field.kind.ruleType(field.declaration);
}

function parsed(json: Json, scope: Scope, expect: RuleType, path: JsonPointer, issues: Issue[]): Rule | undefined {
  const rule = parseRule(json, { scope, expect, path });
  if (rule.ok) return rule.value;
  issues.push(...rule.issues);
  return undefined;
}

function ordered(formulas: Formula[], issues: Issue[]): Formula[] {
  const byPath = new Map(formulas.map((formula) => [formula.field.path, formula]));
  const done: Formula[] = [];
  const state = new Map<string, 'open' | 'done'>();
  const visit = (path: string, way: string[]): void => {
    const formula = byPath.get(path);
    if (!formula || state.get(path) === 'done') return;
    if (state.get(path) === 'open') {
      const circle = [...way.slice(way.indexOf(path)), path];
      issues.push(
        issue('form/compute-cycle', declarationAt(formula.field, formula.rows) + pointer('compute'), {
          fields: circle.join(' → '),
        }),
      );
      return;
    }
    state.set(path, 'open');
    for (const read of readsOf(formula)) visit(read, [...way, path]);
    state.set(path, 'done');
    done.push(formula);
  };
  for (const { field } of formulas) visit(field.path, []);
  return done;
}

// Paths of the fields whose values the formula reads. A list that is only counted or walked says nothing of its columns.
function readsOf({ rule, rows }: Formula): Set<string> {
  const found = new Set<string>();
  for (const path of rule.reads) {
    const [name = '', part] = (rows && path.startsWith('row.') ? rows.path + path.slice(3) : path).split('.');
    found.add(name);
    if (part !== undefined) found.add(`${name}.${part}`);
  }
  return found;
}
