import { issue } from '../core/issue.ts';
import type { JsonPointer } from '../core/pointer.ts';
import { expectField, type FormParts, isLinkId } from './form-parts.ts';

/** A display line, parsed: plain text and dotted field paths in turn. */
export type DisplayTemplate = { source: string; parts: ({ text: string } | { path: string })[] };

const PLACE = /\{\{\s*([^{}]*?)\s*\}\}/g;

/** `{{no}} {{partner.name}}`: field paths between double braces and nothing else is understood. */
export function parseDisplay(source: string, at: JsonPointer, parts: FormParts): DisplayTemplate {
  const found: DisplayTemplate['parts'] = [];
  let end = 0;
  for (const match of source.matchAll(PLACE)) {
    if (match.index > end) found.push({ text: source.slice(end, match.index) });
    const path = match[1] ?? '';
    const field = isLinkId(parts, path) ? undefined : expectField(parts, path, at);
    if (field?.kind.line === 'none') {
      parts.issues.push(issue('form/not-in-a-line', at, { field: path, type: field.type }));
    }
    found.push({ path });
    end = match.index + match[0].length;
  }
  if (end < source.length) found.push({ text: source.slice(end) });
  if (found.some((part) => 'text' in part && /\{\{|\}\}/.test(part.text)))
    parts.issues.push(issue('form/display-syntax', at));
  return { source, parts: found };
}
