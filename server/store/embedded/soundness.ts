// Whether a data file is sound that the process before left without ending. The log has its own checksums; what may have
// suffered are pages of the file. A small file is looked through whole. Looking through a large one would keep everybody
// waiting for longer than a start may take: then small tables come first, and the rest is named, to be verified at leisure.
import { statSync } from 'node:fs';
import { damaged } from './errors.ts';
import type { Sqlite } from './sqlite.ts';

export type SoundnessLimits = {
  /** Bytes of a file that is looked through whole. */
  whole: number;
  /** Rows of the largest table that is looked through in a larger file. */
  rows: number;
  /** Milliseconds after which no further table is begun. */
  time: number;
};
const LIMITS: SoundnessLimits = { whole: 256 * 1024 * 1024, rows: 200_000, time: 2000 };

/** Throws `store-damaged`; gives the tables that were not looked through. */
export function checkSoundness(db: Sqlite, path: string, limits: SoundnessLimits = LIMITS): string[] {
  if (statSync(path).size <= limits.whole) {
    expectSound(db.get('PRAGMA quick_check(1)')?.[0], path);
    return [];
  }
  const from = performance.now();
  const left: string[] = [];
  for (const { name, rows } of tablesBySize(db)) {
    if (rows > limits.rows || performance.now() - from > limits.time) left.push(name);
    else expectSound(db.get(`PRAGMA quick_check('${name}')`)?.[0], path);
  }
  return left;
}

function expectSound(answer: unknown, path: string): void {
  if (answer !== 'ok') throw damaged(`The data file ${path} is damaged (${String(answer)})`);
}

/** Tables without row numbers (entries of arrays and the like) count as large as the collection's own table. */
function tablesBySize(db: Sqlite): { name: string; rows: number }[] {
  const names = db
    .all("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    .map(([name]) => String(name));
  const rowsOf = new Map<string, number>();
  for (const name of names) {
    const numbered = db.all(`SELECT name FROM pragma_table_info('${name}') WHERE name = 'rid'`).length > 0;
    const base = name.replace(/_(?:elements|u\d+)$/, '');
    const rows = base === name && numbered ? Number(db.get(`SELECT max(rid) FROM ${name}`)?.[0] ?? 0) : undefined;
    rowsOf.set(name, rows ?? rowsOf.get(base) ?? 0);
  }
  return names.map((name) => ({ name, rows: rowsOf.get(name) ?? 0 })).sort((a, b) => a.rows - b.rows);
}
