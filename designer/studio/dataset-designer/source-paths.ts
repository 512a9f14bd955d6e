// What a dataset may take from its source. The engine says of each place whether it can, and what it holds.
import {
  columnsOf,
  type DatasetField,
  type DatasetSource,
  fieldTypeOf,
  isJsonObject,
  type JsonObject,
  parseDataset,
} from '../../../engine/index.ts';
import { type Document, definition, listAt, objectAt } from '../document/index.ts';

export type SourcePath = { path: string; field: DatasetField };

/** Every place of the source's rows that a field may be taken from: the form's own fields, what its references carry, the engine's columns. */
export function pathsOf(document: Document, from: DatasetSource): SourcePath[] {
  const form = typeof from === 'string' ? undefined : definition(document, { kind: 'form', key: from.form });
  const own = Object.entries(objectAt(form ?? {}, '/fields')).flatMap(([name, declaration]) =>
    isJsonObject(declaration) ? placesOf(name, declaration) : [],
  );
  return [...own, ...Object.keys(columnsOf(from))].flatMap((path) => {
    const field = resolve(document, from, { path });
    return field ? [{ path, field }] : [];
  });
}

/** A declared field as the engine reads it; undefined where it cannot. */
export function resolve(document: Document, from: DatasetSource, declaration: JsonObject): DatasetField | undefined {
  const trial = { kind: 'dataset', key: 'trial', title: 'trial', from, fields: { one: declaration } };
  const parsed = parseDataset(trial, {
    form: (key) => {
      const json = definition(document, { kind: 'form', key });
      return json && { json };
    },
  });
  return parsed.ok ? parsed.value.fields.one : undefined;
}

function placesOf(name: string, declaration: JsonObject): string[] {
  const kind = fieldTypeOf(String(declaration.type));
  if (kind?.target === 'record') {
    const carried = [declaration.display, ...listAt(declaration, '/carry')].filter((one) => typeof one === 'string');
    return [`data.${name}.id`, ...new Set(carried.map((one) => `data.${name}.${one}`))];
  }
  return [kind?.shape === 'link' ? `data.${name}.id` : `data.${name}`];
}

/** The name of a fresh field: the last of its path that says something, `customerName` for what a reference carries. */
export function nameFor(path: string, taken: readonly string[]): string {
  const parts = path
    .split('.')
    .filter((part, index, all) => !(index === 0 && part === 'data') && !(part === 'id' && index === all.length - 1));
  const [first = 'field', ...rest] = parts;
  const base = first + rest.map((part) => part.charAt(0).toUpperCase() + part.slice(1)).join('');
  for (let number = 1; ; number++) {
    const name = number === 1 ? base : `${base}${number}`;
    if (!taken.includes(name)) return name;
  }
}

/** How a fresh field is declared: states are named by the workflow about the form. */
export function freshColumn(document: Document, from: DatasetSource, { path, field }: SourcePath): JsonObject {
  if (field.type !== 'status' || typeof from === 'string') return { path };
  const workflow = Object.values(document.definitions).find(
    (json) => json.kind === 'workflow' && json.form === from.form,
  );
  return { path, ...(workflow && { workflow: workflow.key ?? null }) };
}
