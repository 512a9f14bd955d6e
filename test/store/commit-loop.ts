// A process that commits pairs of documents until it is killed, and says each number once it is acknowledged.
// Run by `crash.test.ts` as: tsx commit-loop.ts <uri> <first number>
import { openMongoose } from '../support/stores.ts';

const [uri, first] = process.argv.slice(2) as [string, string];
const own = await openMongoose(uri);
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
await Promise.all(
  [0, 1, 2, 3].map(async (writer) => {
    for (;;) {
      const n = next;
      next += 1;
      await commit(n, writer);
    }
  }),
);
