// What was copied out of a sheet, line by line: which lines can be taken as options, and why the others cannot.
import { isJsonObject, type Json, type JsonObject, own } from '../../../engine/index.ts';
import { isOptionKey, mostOptions } from '../document/index.ts';

export type Refusal = 'no-title' | 'bad-value' | 'twice' | 'unknown-parent' | 'itself-parent' | 'too-many';
/** One line of the sheet: taken as new, taken for what differs, there already, or refused with a reason. */
export type PastedLine = { number: number; cells: string[]; item: JsonObject } & (
  | { verdict: 'new' | 'changed' | 'same' }
  | { verdict: 'refused'; reason: Refusal }
);

type Column = 'key' | 'zh-CN' | 'en' | 'parent';
const usual: readonly Column[] = ['key', 'zh-CN', 'en', 'parent'];

/** Words that head a column in sheets. */
const headings: { [C in Column]: RegExp } = {
  key: /^(value|key|code|值|选项值|编码|代码|标识)$/i,
  'zh-CN': /^(zh|zh-cn|chinese|中文|中文名|中文名称|名称)$/i,
  en: /^(en|english|title|name|英文|英文名|英文名称)$/i,
  parent: /^(parent|above|上级|上级值|父级)$/i,
};

/** Every line that is not empty, judged against the options that there are and the lines before it. */
export function readPasted(text: string, items: readonly Json[]): PastedLine[] {
  const rows = cellsOf(text)
    .map((cells, index) => ({ number: index + 1, cells: cells.map((cell) => cell.trim()) }))
    .filter(({ cells }) => cells.some((cell) => cell !== ''));
  const columns = rows[0] && headed(rows[0].cells);
  const known = new Map(items.flatMap((item) => (isJsonObject(item) ? [[String(item.key), item] as const] : [])));
  const body = columns ? rows.slice(1) : rows;
  const read = body.map(({ number, cells }) => ({ number, cells, item: itemOf(cells, columns ?? usual) }));
  nameTheUnnamed(read, known);
  const keys = new Set([...known.keys(), ...read.map(({ item }) => String(item.key))]);
  const seen = new Set<string>();
  let room = mostOptions - items.length;
  return read.map((line) => {
    const reason = refusalOf(line.item, keys, seen);
    if (reason) return { ...line, verdict: 'refused', reason };
    const key = String(line.item.key);
    seen.add(key);
    const before = known.get(key);
    if (before) return { ...line, item: merged(before, line.item), verdict: changes(before, line.item) };
    room -= 1;
    return room < 0 ? { ...line, verdict: 'refused', reason: 'too-many' } : { ...line, verdict: 'new' };
  });
}

function refusalOf(item: JsonObject, keys: ReadonlySet<string>, seen: ReadonlySet<string>): Refusal | undefined {
  const key = String(item.key);
  if (!isOptionKey(key)) return 'bad-value';
  if (item.title === undefined) return 'no-title';
  if (seen.has(key)) return 'twice';
  if (item.parent === key) return 'itself-parent';
  return item.parent !== undefined && !keys.has(String(item.parent)) ? 'unknown-parent' : undefined;
}

function headed(cells: string[]): (Column | undefined)[] | undefined {
  const columns = cells.map((cell) => usual.find((column) => headings[column].test(cell)));
  return columns.includes('key') ? columns : undefined;
}

function itemOf(cells: string[], columns: readonly (Column | undefined)[]): JsonObject {
  const cell = (column: Column) => cells[columns.indexOf(column)] ?? '';
  const only = cells.filter((text) => text !== '');
  // A list of names alone: each is a title, and its own value where it can be one.
  if (only.length === 1 && cells[0] === only[0]) {
    const [name = ''] = only;
    return { ...(isOptionKey(name) && { key: name }), title: name };
  }
  const title: JsonObject = {};
  if (cell('en')) title.en = cell('en');
  if (cell('zh-CN')) title['zh-CN'] = cell('zh-CN');
  return {
    key: cell('key'),
    ...(Object.keys(title).length > 0 && { title }),
    ...(cell('parent') && { parent: cell('parent') }),
  };
}

function nameTheUnnamed(read: { item: JsonObject }[], known: ReadonlyMap<string, JsonObject>): void {
  const taken = new Set([...known.keys(), ...read.map(({ item }) => String(item.key))]);
  let number = known.size;
  for (const line of read) {
    if (line.item.key !== undefined) continue;
    do number += 1;
    while (taken.has(`option-${number}`));
    line.item = { key: `option-${number}`, ...line.item };
    taken.add(`option-${number}`);
  }
}

function merged(before: JsonObject, said: JsonObject): JsonObject {
  const title =
    isJsonObject(before.title) && isJsonObject(said.title) ? { ...before.title, ...said.title } : (said.title ?? null);
  return { ...said, title };
}

function changes(before: JsonObject, said: JsonObject): 'changed' | 'same' {
  const after = merged(before, said);
  return Object.entries(after).some(([name, value]) => JSON.stringify(own(before, name)) !== JSON.stringify(value))
    ? 'changed'
    : 'same';
}

/** Lines of cells as spreadsheets put them on the clipboard: tabs between, a cell with a tab, a break or quotes in it in quotes. */
function cellsOf(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  const endCell = () => {
    row.push(cell);
    cell = '';
  };
  const characters = text.replaceAll('\r\n', '\n');
  for (let at = 0; at < characters.length; at++) {
    const character = characters[at] ?? '';
    if (quoted) {
      if (character !== '"') cell += character === '\n' ? ' ' : character;
      else if (characters[at + 1] === '"') cell += characters[at++];
      else quoted = false;
    } else if (character === '"' && cell === '') quoted = true;
    else if (character === '\t') endCell();
    else if (character === '\n') {
      endCell();
      rows.push(row);
      row = [];
    } else cell += character;
  }
  endCell();
  return [...rows, row];
}
