import { searchIssues } from '../access/index.ts';
import { isJsonObject, type Json } from '../core/json.ts';
import { pointer } from '../core/pointer.ts';
import { isText, type Text } from '../core/text.ts';
import type { Section, View } from './form.ts';
import { expectPath, type FormParts, refuseEncrypted, refuseEncryptedReads } from './form-parts.ts';
import { parseCondition } from './parse-rules.ts';

const MOST_COLUMNS = 6;

/** The `views` block; one view of everything where the form names none. */
export function parseViews(json: unknown, title: Text, layout: Section[], parts: FormParts): { [key: string]: View } {
  const views: { [key: string]: View } = {};
  for (const [key, entry] of Object.entries(isJsonObject(json) ? json : {})) {
    if (!isJsonObject(entry)) continue;
    const at = pointer('views', key);
    const columns = pathsIn(entry.columns).filter((path, index) =>
      expectPath(parts, path, at + pointer('columns', index)),
    );
    const sort = pathsIn(entry.sort).filter((path, index) =>
      expectPath(parts, path.replace(/^-/, ''), at + pointer('sort', index)),
    );
    refuseEncrypted(
      parts,
      sort.map((path) => path.replace(/^-/, '')),
      (index) => at + pointer('sort', index),
    );
    const filter =
      entry.filter === undefined ? undefined : parseCondition(entry.filter, undefined, at + pointer('filter'), parts);
    if (filter) {
      parts.issues.push(...searchIssues(filter));
      refuseEncryptedReads(parts, filter, at + pointer('filter'));
    }
    views[key] = {
      key,
      type: 'table',
      title: isText(entry.title) ? entry.title : key,
      columns,
      ...(filter ? { filter } : {}),
      sort,
    };
  }
  return Object.keys(views).length > 0 ? views : { all: everything(title, layout, parts) };
}

function pathsIn(json: Json | undefined): string[] {
  return (Array.isArray(json) ? json : []).filter((path) => typeof path === 'string');
}

function everything(title: Text, layout: Section[], parts: FormParts): View {
  const plain = layout
    .flatMap(({ fields }) => fields)
    .filter((name) => (parts.fields[name]?.kind.line ?? 'part') === 'part');
  return {
    key: 'all',
    type: 'table',
    title,
    columns: [...plain.slice(0, MOST_COLUMNS), 'createdAt'],
    sort: ['-createdAt'],
  };
}
