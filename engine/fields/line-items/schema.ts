import { type Issue, issue } from '../../core/issue.ts';
import { isJsonObject, type JsonObject } from '../../core/json.ts';
import { isFieldName } from '../../core/names.ts';
import { type JsonPointer, pointer } from '../../core/pointer.ts';
import type { RuleType, Scope } from '../../rules/index.ts';
import type { Field } from '../field.ts';
import type { ParseTools } from '../field-type.ts';
import { rangeIssues } from '../value-issues.ts';

export type LineItemsDeclaration = { columns: { [name: string]: Field }; minRows: number; maxRows: number };

export const declaration = {
  properties: {
    fields: { type: 'object', minProperties: 1, maxProperties: 40, description: 'The columns: fields by name.' },
    minRows: { type: 'integer', minimum: 0, maximum: 1000 },
    maxRows: { type: 'integer', minimum: 1, maximum: 1000, description: '200 where nothing is said.' },
  },
  required: ['fields'],
};

export function parse(json: JsonObject, at: JsonPointer, tools: ParseTools): LineItemsDeclaration {
  const columns: { [name: string]: Field } = {};
  for (const [name, inner] of Object.entries(isJsonObject(json.fields) ? json.fields : {})) {
    const path = at + pointer('fields', name);
    if (!isFieldName(name)) tools.issues.push(issue('definition/name', path, { name: name.slice(0, 60) }));
    else if (isJsonObject(inner) && inner.type === 'line-items') tools.issues.push(issue('field/nested-rows', path));
    else {
      const column = tools.field(name, inner, path);
      if (column) columns[name] = column;
    }
  }
  return {
    columns,
    minRows: typeof json.minRows === 'number' ? json.minRows : 0,
    maxRows: typeof json.maxRows === 'number' ? json.maxRows : 200,
  };
}

export function checkDeclaration(d: LineItemsDeclaration, at: JsonPointer): Issue[] {
  return rangeIssues(d.minRows, d.maxRows, at, ['minRows', 'maxRows']);
}

export function schema(d: LineItemsDeclaration): JsonObject {
  const properties: JsonObject = {};
  for (const column of Object.values(d.columns)) properties[column.name] = column.kind.schema(column.declaration);
  return { type: 'array', maxItems: d.maxRows, items: { type: 'object', additionalProperties: false, properties } };
}

export function ruleType(d: LineItemsDeclaration): RuleType {
  const fields: Scope = {};
  for (const column of Object.values(d.columns)) fields[column.name] = column.kind.ruleType(column.declaration);
  return { kind: 'list', of: { kind: 'object', fields } };
}

export function ui(d: LineItemsDeclaration): JsonObject {
  const { minRows, maxRows } = d;
  return { 'ui:field': 'line-items', 'ui:options': { minRows, maxRows } };
}
