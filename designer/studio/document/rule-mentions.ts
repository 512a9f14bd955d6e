import { isJsonObject, type Json } from '../../../engine/index.ts';

/** Operators whose second operand reads the rows of the first. */
export const listOperators = new Set(['some', 'all', 'none', 'filter', 'map', 'count', 'sum', 'min', 'max']);

/** `from` and `to` are addressed as in rules: `purpose`, `items.cost`. */
export type Rename = { from: string; to: string };

/** Renames `from` where it begins a dotted path: `customer` in `customer.name`, not in `customers`. */
export function renamePath(path: string, { from, to }: Rename): string {
  if (path === from) return to;
  return path.startsWith(`${from}.`) ? to + path.slice(from.length) : path;
}

/** A rule in which every variable of that name carries the new one; inside a list's body a column is read by its own name. */
export function renameInRule(rule: Json, rename: Rename): Json {
  if (Array.isArray(rule)) return rule.map((part) => renameInRule(part, rename));
  if (!isJsonObject(rule)) return rule;
  const keys = Object.keys(rule);
  const operator = keys.length === 1 ? (keys[0] ?? '') : '';
  if (operator === 'var') return { var: renameVar(rule.var ?? null, rename) };
  if (listOperators.has(operator)) return { [operator]: renameInList(rule[operator] ?? null, rename) };
  return Object.fromEntries(Object.entries(rule).map(([key, part]) => [key, renameInRule(part, rename)]));
}

function renameVar(operand: Json, rename: Rename): Json {
  if (typeof operand === 'string') return renamePath(operand, rename);
  if (!Array.isArray(operand)) return operand;
  const [path, ...rest] = operand;
  return typeof path === 'string' ? [renamePath(path, rename), ...rest] : operand;
}

// The body of a list operator reads rows, where a column goes by its own name and the form's fields do not exist.
function renameInList(operands: Json, rename: Rename): Json {
  if (!Array.isArray(operands)) return renameInRule(operands, rename);
  const [list = null, body, ...rest] = operands;
  const renamed = renameInRule(list, rename);
  if (body === undefined) return [renamed];
  const row = rowRename(list, rename);
  if (!row) return [renamed, body, ...rest];
  return [renamed, typeof body === 'string' ? renamePath(body, row) : renameInRule(body, row), ...rest];
}

function rowRename(list: Json, { from, to }: Rename): Rename | undefined {
  const dot = from.indexOf('.');
  if (dot < 0 || !isJsonObject(list) || list.var !== from.slice(0, dot)) return undefined;
  return { from: from.slice(dot + 1), to: to.slice(to.indexOf('.') + 1) };
}
