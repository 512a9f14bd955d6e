// After a crash: a small file is looked through whole, of a large one the small tables, and the rest is named.
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkSoundness } from '../../server/store/embedded/soundness.ts';
import { Sqlite } from '../../server/store/embedded/sqlite.ts';

const LARGE = { whole: 0, rows: 100, time: 60_000 };

describe('a data file that was not closed', () => {
  let folder: string;
  let path: string;
  let db: Sqlite;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'dougong-sound-'));
    path = join(folder, 'data.db');
    db = new Sqlite(path);
    db.exec('BEGIN');
    for (const [name, rows] of [
      ['c1_small', 20],
      ['c2_large', 500],
    ] as const) {
      db.exec(`CREATE TABLE ${name} (rid INTEGER PRIMARY KEY, id BLOB NOT NULL, doc TEXT NOT NULL)`);
      db.exec(`CREATE UNIQUE INDEX ${name}_id ON ${name} (id)`);
      for (let i = 0; i < rows; i += 1)
        db.run(`INSERT INTO ${name} (id, doc) VALUES (?, ?)`, [Buffer.from(`k${i}`), `{"text":"${'x'.repeat(200)}"}`]);
    }
    db.exec('COMMIT');
    db.exec(
      'CREATE TABLE c2_large_elements (path INTEGER, key BLOB, rid INTEGER, PRIMARY KEY (path, key, rid)) WITHOUT ROWID',
    );
  });
  afterEach(() => {
    db.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Overwrites the beginning of the first page of a table. */
  function damage(table: string): void {
    const root = Number(db.get('SELECT rootpage FROM sqlite_schema WHERE name = ?', [table])?.[0]);
    const size = Number(db.get('PRAGMA page_size')?.[0]);
    db.close();
    const file = openSync(path, 'r+');
    writeSync(file, Buffer.alloc(100, 0x5a), 0, 100, (root - 1) * size);
    closeSync(file);
    db = new Sqlite(path);
  }

  it('is looked through whole while it is small', () => {
    expect(checkSoundness(db, path)).toEqual([]);
    damage('c2_large');
    expect(() => checkSoundness(db, path)).toThrow(/damaged/);
  });

  it('is looked through in its small tables once it is large; the large are named', () => {
    expect(checkSoundness(db, path, LARGE)).toEqual(['c2_large', 'c2_large_elements']);
    damage('c1_small');
    expect(() => checkSoundness(db, path, LARGE)).toThrow(/damaged/);
  });

  it('is not looked at for longer than the time that a start may take', () => {
    expect(checkSoundness(db, path, { ...LARGE, time: -1 })).toEqual(['c1_small', 'c2_large', 'c2_large_elements']);
  });
});
