// Mongoose on a real MongoDB against the bare driver, the same jobs by turns in the same run.
import { randomUUID } from 'node:crypto';
import mongoose from 'mongoose';
import { startMongo } from '../support/mongod.ts';
import { mongoDatabase, openMongoose } from '../support/stores.ts';
import { bestOf, fill, groupStages, ms, pageFilter, pageOf, report, rowModel, wall } from './store-rows.ts';

const WRITES = { writeConcern: { w: 'majority', journal: true }, readConcern: { level: 'snapshot' } } as const;
const CASES = 40;

export async function measureMongo(): Promise<void> {
  const mongo = await startMongo();
  process.env.DOUGONG_TEST_MONGO = mongo.uri;
  const database = await mongoDatabase();
  const own = await openMongoose(database.uri);
  try {
    const model = await rowModel(own.connection);
    await fill(model, 100_000);
    const bare = model.collection.conn.db?.collection('rows');
    if (!bare) throw new Error('the connection is closed');
    const page = await bestOf(25, wall, {
      mongoose: () => pageOf(model),
      bare: () =>
        Promise.all([
          bare.find(pageFilter).sort({ createdAt: -1 }).limit(20).toArray(),
          bare.countDocuments(pageFilter),
        ]),
    });
    report(
      'page of 20 with total on MongoDB',
      page.bare / page.mongoose,
      { atLeast: 0.7 },
      `${ms(page.mongoose)}, bare ${ms(page.bare)}`,
    );
    const group = await bestOf(9, wall, {
      mongoose: () => model.aggregate(groupStages),
      bare: () => bare.aggregate(groupStages).toArray(),
    });
    report(
      'sums by month and category on MongoDB',
      group.bare / group.mongoose,
      { atLeast: 0.7 },
      `${ms(group.mongoose)}, bare ${ms(group.bare)}`,
    );
    await measureCases(own.connection);
    await own.disconnect();
  } finally {
    await own.disconnect();
    await database.stop();
    await mongo.stop();
  }
}

/** A case of four decisions: each one transaction that moves the case, closes a task and adds a link to the history. */
async function measureCases(connection: mongoose.Connection): Promise<void> {
  const loose = new mongoose.Schema(
    { _id: String },
    { strict: false, versionKey: false, autoIndex: false, autoCreate: false },
  );
  const modelOf = (name: string) => connection.model<Loose>(name, loose as never);
  const [cases, tasks, history] = [modelOf('cases'), modelOf('tasks'), modelOf('history')];
  for (const model of [cases, tasks, history]) await model.createCollection();

  // As the repositories of the server do it: single rows are inserted past Mongoose's documents.
  const byMongoose = async () => {
    const _id = randomUUID();
    for (let step = 0; step < 4; step += 1) {
      const session = await connection.startSession();
      session.startTransaction(WRITES);
      if (step === 0) await cases.collection.insertOne({ _id, revision: 0 } as never, { session });
      await cases.findOne({ _id }, undefined, { lean: true, session });
      await cases.updateOne({ _id, revision: step }, { $set: { revision: step + 1, status: `s${step}` } }, { session });
      await tasks.collection.insertOne({ _id: `${_id}/${step}`, status: 'done' } as never, { session });
      await history.collection.insertOne({ _id: `${_id}/${step}`, kind: 'decided', body: { step } } as never, {
        session,
      });
      await session.commitTransaction();
      await session.endSession();
    }
  };
  const client = connection.getClient();
  const db = client.db(connection.name);
  const bare = {
    cases: db.collection<Loose>('cases'),
    tasks: db.collection<Loose>('tasks'),
    history: db.collection<Loose>('history'),
  };
  const byDriver = async () => {
    const _id = randomUUID();
    for (let step = 0; step < 4; step += 1) {
      const session = client.startSession();
      session.startTransaction(WRITES);
      if (step === 0) await bare.cases.insertOne({ _id, revision: 0 }, { session });
      await bare.cases.findOne({ _id }, { session });
      await bare.cases.updateOne(
        { _id, revision: step },
        { $set: { revision: step + 1, status: `s${step}` } },
        { session },
      );
      await bare.tasks.insertOne({ _id: `${_id}/${step}`, status: 'done' }, { session });
      await bare.history.insertOne({ _id: `${_id}/${step}`, kind: 'decided', body: { step } }, { session });
      await session.commitTransaction();
      await session.endSession();
    }
  };
  for (const clients of [1, 16]) {
    const all = (one: () => Promise<void>) => () =>
      Promise.all(
        Array.from({ length: clients }, async () => {
          for (let i = 0; i < CASES / Math.min(clients, 8); i += 1) await one();
        }),
      );
    const done = clients * (CASES / Math.min(clients, 8));
    const { mongoose: with_, bare: without } = await bestOf(5, wall, {
      mongoose: all(byMongoose),
      bare: all(byDriver),
    });
    report(
      `cases of four transactions on MongoDB, ${clients} at once`,
      without / with_,
      { atLeast: 0.7 },
      `${((done * 1000) / with_).toFixed(0)}/s, bare ${((done * 1000) / without).toFixed(0)}/s`,
    );
  }
}

type Loose = { _id: string; [name: string]: unknown };
