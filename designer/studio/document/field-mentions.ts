import { isJsonObject, type Json, type JsonObject } from '../../../engine/index.ts';

/** Renames `from` where it begins a dotted path: `customer` in `customer.name`, not in `customers`. */
function renamePath(path: string, from: string, to: string): string {
  if (path === from) return to;
  return path.startsWith(`${from}.`) ? to + path.slice(from.length) : path;
}

/**
 * A definition in which every mention of a form's field carries its new name.
 * `from` and `to` are addressed as in rules (`purpose`, `items.cost`); inside a list's body a column is read by its own name.
 */
export function renameMentions(json: JsonObject, from: string, to: string): JsonObject {
  return rewrite(json, { from, to, row: rowRename(from, to) }) as JsonObject;
}

type Rename = { from: string; to: string; row?: { list: string; from: string; to: string } };

function rowRename(from: string, to: string): Rename['row'] {
  const dot = from.lastIndexOf('.');
  return dot < 0
    ? undefined
    : { list: from.slice(0, dot), from: from.slice(dot + 1), to: to.slice(to.lastIndexOf('.') + 1) };
}

/** Operators whose second operand reads the rows of the first. */
export const listOperators = new Set(['some', 'all', 'none', 'filter', 'map', 'count', 'sum', 'min', 'max']);

function rewrite(value: Json, rename: Rename): Json {
  if (Array.isArray(value)) return value.map((part) => rewrite(part, rename));
  if (typeof value === 'string') return renameInTemplate(value, rename);
  if (!isJsonObject(value)) return value;
  const keys = Object.keys(value);
  const operator = keys.length === 1 ? keys[0] : undefined;
  if (operator === 'var') return { var: renameVar(value.var ?? null, rename) };
  if (operator && listOperators.has(operator)) return { [operator]: rewriteList(value[operator] ?? null, rename) };
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [
      renamePath(key, rename.from, rename.to),
      rewriteKnown(key, part, rename),
    ]),
  );
}

function renameVar(operand: Json, { from, to }: Rename): Json {
  if (typeof operand === 'string') return renamePath(operand, from, to);
  if (!Array.isArray(operand)) return operand;
  const [path, ...rest] = operand;
  return typeof path === 'string' ? [renamePath(path, from, to), ...rest] : operand;
}

// The body of a list operator reads rows, where a column goes by its own name and the form's fields do not exist.
function rewriteList(operands: Json, rename: Rename): Json {
  if (!Array.isArray(operands)) return rewrite(operands, rename);
  const [list, body, ...rest] = operands;
  const overOwnList = rename.row && isJsonObject(list) && list.var === rename.row.list;
  const inner: Rename | undefined =
    overOwnList && rename.row ? { from: rename.row.from, to: rename.row.to } : undefined;
  const renamedBody =
    body === undefined
      ? []
      : [inner ? (typeof body === 'string' ? renamePath(body, inner.from, inner.to) : rewrite(body, inner)) : body];
  return [rewrite(list ?? null, rename), ...renamedBody, ...rest];
}

/** Keys whose strings are field names or paths (columns, sort, summary …), not texts for people. */
const pathKeys = new Set([
  'fields',
  'columns',
  'sort',
  'summary',
  'search',
  'unique',
  'index',
  'display',
  'path',
  'label',
  'by',
  'field',
  'serial',
]);

function rewriteKnown(key: string, value: Json, rename: Rename): Json {
  if (!pathKeys.has(key)) return rewrite(value, rename);
  if (typeof value === 'string') return renameReference(value, rename);
  if (Array.isArray(value)) return value.map((part) => rewriteKnown(key, part, rename));
  return rewrite(value, rename);
}

// `-amount` sorts downwards, `/customer` points, `data.amount` is a dataset's path, `{{no}}` a display.
function renameReference(text: string, rename: Rename): string {
  const prefix = /^(-|\/|data\.)/.exec(text)?.[0] ?? '';
  const path = text.slice(prefix.length);
  const renamed = renamePath(prefix === '/' ? path.replaceAll('/', '.') : path, rename.from, rename.to);
  if (prefix === '/') return `/${renamed.replaceAll('.', '/')}`;
  return prefix + renameInTemplate(renamed, rename);
}

function renameInTemplate(text: string, { from, to }: Rename): string {
  return text.replace(/\{\{\s*([\w.]+)\s*\}\}/g, (whole, path: string) => {
    const renamed = renamePath(path, from, to);
    return renamed === path ? whole : `{{${renamed}}}`;
  });
}
