// A process that writes until its disk is full, reads, makes room, writes on, and says in JSON what it was told.
// Run by `full-disk.test.ts` as: full-disk.ts <folder> <tmpfs|limit|room>
import { execFileSync } from 'node:child_process';
import { appendFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type mongoose from 'mongoose';
import { isAway } from '../../server/store/store-errors.ts';
import { looseCollection, openMongoose } from '../support/stores.ts';

const [folder, way] = process.argv.slice(2) as [string, keyof typeof ways];
const file = join(folder, 'data.db');
const filler = join(folder, 'filler');
const MORE = 64 * 1024;

/** How the disk gets full, and how there is room again. */
const ways = {
  tmpfs: {
    fill() {
      for (const size of [64 * 1024, 4096]) {
        try {
          for (;;) appendFileSync(filler, Buffer.alloc(size));
        } catch {
          // Full, to the last blocks of this size.
        }
      }
    },
    free: () => rmSync(filler),
  },
  limit: {
    fill: () => limitFiles(String(statSync(`${file}-wal`).size + MORE)),
    free: () => limitFiles('unlimited'),
  },
  room: {
    fill: () => writeFileSync(process.env.DISK_ROOM as string, String(statSync(`${file}-wal`).size + MORE)),
    free: () => writeFileSync(process.env.DISK_ROOM as string, ''),
  },
};

function limitFiles(bytes: string): void {
  execFileSync('prlimit', ['--pid', String(process.pid), `--fsize=${bytes}:`]);
}

const text = 'x'.repeat(3000);
const acknowledged: number[] = [];
const refused: object[] = [];
let next = 0;
let own: mongoose.Mongoose;
const rows = () => looseCollection(own, 'rows');

async function told(work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work();
    return false;
  } catch (error) {
    const { code, message } = error as { code: unknown; message: string };
    refused.push({ code, lines: message.split('\n').length, away: isAway(error) });
    return true;
  }
}

async function insert(session?: mongoose.mongo.ClientSession): Promise<void> {
  const n = next;
  next += 1;
  await rows().insertOne({ _id: n, text }, { session });
  if (!session) acknowledged.push(n);
}

async function transact(): Promise<void> {
  const session = await own.startSession();
  try {
    const from = next;
    await session.withTransaction(async () => {
      for (let i = 0; i < 100; i += 1) await insert(session);
    });
    acknowledged.push(...Array.from({ length: 100 }, (_, i) => from + i));
  } finally {
    await session.endSession();
  }
}

own = await openMongoose(`sqlite:${file}`);
await insert();
ways[way].fill();
while (!(await told(insert)));
await told(transact);
await told(() => rows().createIndex({ text: 1 }));
const readable = await rows().countDocuments();
await own.disconnect();
// A start on a full disk says so, or works; what it must not do is harm.
await told(async () => {
  own = await openMongoose(`sqlite:${file}`);
  await own.disconnect();
});
ways[way].free();
own = await openMongoose(`sqlite:${file}`);
await insert();
await transact();
await own.disconnect();
own = await openMongoose(`sqlite:${file}`);
const left = (
  await rows()
    .find({}, { sort: { _id: 1 }, projection: { _id: 1 } })
    .toArray()
).map(({ _id }) => _id);
const indexes = (await rows().indexes()).length;
await own.disconnect();
process.stdout.write(JSON.stringify({ refused, readable, acknowledged, left, indexes }));
