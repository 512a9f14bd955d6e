import { issue } from '../core/issue.ts';
import { isJsonObject } from '../core/json.ts';
import { pointer } from '../core/pointer.ts';
import { isText } from '../core/text.ts';
import type { Section } from './form.ts';
import { expectField, type FormParts } from './form-parts.ts';

/** The `layout` block, complete: fields that it does not name come last, in a section without a title. */
export function parseLayout(json: unknown, parts: FormParts): Section[] {
  const placed = new Set<string>();
  const sections = (Array.isArray(json) ? json : []).flatMap((entry, index): Section[] => {
    if (!isJsonObject(entry)) return [];
    const head = isJsonObject(entry.section) ? entry.section : {};
    const fields = (Array.isArray(entry.fields) ? entry.fields : []).filter((name, place): name is string => {
      const at = pointer('layout', index, 'fields', place);
      if (typeof name !== 'string' || name.includes('.') || !expectField(parts, name, at)) return false;
      if (placed.has(name)) parts.issues.push(issue('form/placed-twice', at, { field: name }));
      placed.add(name);
      return true;
    });
    const { columns, collapse } = head;
    return [
      {
        ...(isText(head.title) ? { title: head.title } : {}),
        ...(isText(head.help) ? { help: head.help } : {}),
        columns: columns === 2 || columns === 3 || columns === 4 ? columns : 1,
        collapse: collapse === 'open' || collapse === 'closed' ? collapse : 'never',
        fields,
      },
    ];
  });
  const rest = Object.keys(parts.fields).filter((name) => !placed.has(name));
  return rest.length > 0 ? [...sections, { columns: 2, collapse: 'never', fields: rest }] : sections;
}
