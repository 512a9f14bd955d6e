// A program that does nothing but wait for the writer of a store: it must live to hear the answer, and end once the store is closed.
import mongoose from 'mongoose';
import { embeddedDriver } from '../../server/store/embedded/index.ts';

mongoose.setDriver(embeddedDriver as unknown as Parameters<typeof mongoose.setDriver>[0]);
const [patience] = process.argv.slice(2).map(Number);
await mongoose.connect('sqlite::memory:', { writerPatience: patience } as mongoose.ConnectOptions);
const rows = mongoose.connection.collection('rows');
const session = await mongoose.startSession();
session.startTransaction();
await rows.insertOne({ n: 1 }, { session });
const refused = rows.insertOne({ n: 2 }).then(
  () => 'written',
  (error: { code: unknown }) => error.code,
);
// Ten seconds of patience are nothing to wait for once the store is closed.
if (patience === 10_000) await mongoose.disconnect();
console.log(JSON.stringify(await refused));
