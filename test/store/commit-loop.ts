// A process that commits pairs of documents until it is killed, and says each number once it is acknowledged.
// Run as: commit-loop.ts <uri> <first number> [how many, and then it kills itself]. `CHECKPOINT_PAGES` sets when
// the log is moved into the file. `PLANTED` plants a bug: `early` acknowledges before the log is flushed, `lazy` lets
// SQLite never flush by itself.
import type { Store } from '../../server/store/embedded/store.ts';
import { openMongoose } from '../support/stores.ts';

const [uri, first, commits] = process.argv.slice(2) as [string, string, string | undefined];
const own = await openMongoose(uri);
const { CHECKPOINT_PAGES, PLANTED } = process.env;
const { store } = own.connection.getClient() as unknown as { store: Store };
const { writer } = (store as unknown as { file: { writer: { exec(sql: string): void } } }).file;
if (CHECKPOINT_PAGES) writer.exec(`PRAGMA wal_autocheckpoint = ${Number(CHECKPOINT_PAGES)}`);
if (PLANTED === 'early') store.commits.settled = async () => undefined;
if (PLANTED === 'lazy') writer.exec('PRAGMA synchronous = OFF');

const Rows = own.model(
  'Row',
  new own.Schema({ _id: String, n: { type: Number, index: true }, half: String, tags: [String] }),
);
const Heads = own.model('Head', new own.Schema({ _id: String, last: Number }));
await Promise.all([Rows.init(), Heads.init()]);

/** Two documents and a counter in one transaction: after a crash all of them are there or none. */
async function commit(n: number, writer: number): Promise<void> {
  const session = await own.startSession();
  await session.withTransaction(async () => {
    await Rows.create(
      [
        { _id: `${n}-left`, n, half: 'left', tags: [`w${writer}`, `n${n}`] },
        { _id: `${n}-right`, n, half: 'right' },
      ],
      { session, ordered: true },
    );
    await Heads.updateOne({ _id: `writer-${writer}` }, { $set: { last: n } }, { upsert: true, session });
  });
  await session.endSession();
  process.stdout.write(`${n}\n`);
}

process.stdout.write('ready\n');
let next = Number(first);
const end = next + Number(commits ?? Infinity);
await Promise.all(
  [0, 1, 2, 3].map(async (writer) => {
    while (next < end) {
      const n = next;
      next += 1;
      await commit(n, writer);
    }
  }),
);
process.kill(process.pid, 'SIGKILL');
