// The same rows in SQLite as a person would lay them out who wrote the queries by hand: as JSON with an index on
// expressions, and as a plain table whose index covers the query.
import { Sqlite } from '../../server/store/embedded/sqlite.ts';
import { pageFilter, rows } from './store-rows.ts';

export type Hand = {
  jsonPage(): unknown;
  jsonGroup(): unknown;
  plainPage(): unknown;
  plainGroup(): unknown;
  close(): void;
};

export function handWritten(path: string, count: number): Hand {
  const db = new Sqlite(path);
  db.exec('PRAGMA journal_mode = WAL');
  db.exec('PRAGMA cache_size = -65536');
  db.exec('CREATE TABLE json (id TEXT PRIMARY KEY, doc TEXT NOT NULL)');
  db.exec("CREATE INDEX json_list ON json (doc ->> '$.status', doc ->> '$.category', doc ->> '$.createdAt' DESC)");
  db.exec(
    'CREATE TABLE plain (id TEXT PRIMARY KEY, status TEXT, category TEXT, createdAt TEXT, amount INTEGER, customer TEXT, note TEXT)',
  );
  db.exec('CREATE INDEX plain_list ON plain (status, category, createdAt DESC)');
  db.exec('CREATE INDEX plain_group ON plain (category, createdAt, amount)');
  db.exec('BEGIN');
  for (const row of rows(count)) {
    db.run('INSERT INTO json VALUES (?, ?)', [row._id, JSON.stringify(row)]);
    db.run('INSERT INTO plain VALUES (?, ?, ?, ?, ?, ?, ?)', [
      row._id,
      row.status,
      row.category,
      row.createdAt,
      row.data.amount,
      row.data.customer.name,
      row.data.note,
    ]);
  }
  db.exec('COMMIT');
  const wanted = [pageFilter.status, pageFilter.category];
  const where = "doc ->> '$.status' = ? AND doc ->> '$.category' = ?";
  return {
    jsonPage: () => [
      db
        .all(`SELECT doc FROM json WHERE ${where} ORDER BY doc ->> '$.createdAt' DESC LIMIT 20`, wanted)
        .map(([doc]) => JSON.parse(String(doc))),
      db.get(`SELECT count(*) FROM json WHERE ${where}`, wanted),
    ],
    jsonGroup: () =>
      db.all(
        `SELECT substr(doc ->> '$.createdAt', 1, 7), doc ->> '$.category', sum(doc ->> '$.data.amount'), count(*)
         FROM json GROUP BY 1, 2`,
      ),
    plainPage: () => [
      db.all('SELECT * FROM plain WHERE status = ? AND category = ? ORDER BY createdAt DESC LIMIT 20', wanted),
      db.get('SELECT count(*) FROM plain WHERE status = ? AND category = ?', wanted),
    ],
    plainGroup: () =>
      db.all('SELECT substr(createdAt, 1, 7), category, sum(amount), count(*) FROM plain GROUP BY 1, 2'),
    close: () => db.close(),
  };
}
