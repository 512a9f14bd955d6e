import { own } from '../core/json.ts';
import type { Field } from '../fields/index.ts';
import type { Form } from '../forms/index.ts';

/** The fields whose values a message shows where it reads `read` (`data.account`, `record.title`, `data`). */
export function toldFields(form: Form, read: string): Field[] {
  const [root, ...path] = read.split('.');
  if (root === 'data') return path.length === 0 ? Object.values(form.fields).flatMap(shown) : at(form, path);
  if (root !== 'record') return [];
  const title = form.record.display.parts.flatMap((part) => ('path' in part ? at(form, part.path.split('.')) : []));
  if (path[0] === 'title') return title;
  const no = at(form, ['no']);
  return path[0] === 'no' ? no : path.length === 0 ? [...title, ...no] : [];
}

// Each field on the way counts: a part of something personal is personal.
function at(form: Form, path: readonly string[]): Field[] {
  const found: Field[] = [];
  let inside: { [name: string]: Field } | undefined = form.fields;
  for (const [index, name] of path.entries()) {
    const field: Field | undefined = inside && own(inside, name);
    if (!field) break;
    found.push(...(index === path.length - 1 ? shown(field) : [field]));
    inside = field.columns ?? field.link?.outline?.fields;
  }
  return found;
}

// A reference is shown as its display field, rows as their columns.
function shown(field: Field): Field[] {
  const display = field.link?.outline && own(field.link.outline.fields, field.link.display);
  return [field, ...(display ? [display] : []), ...Object.values(field.columns ?? {})];
}
