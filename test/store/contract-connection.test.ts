// What may be asked of a connection before it is open, alike on both stores.
import mongoose from 'mongoose';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { embeddedDriver } from '../../server/store/embedded/index.ts';
import { describeEachStore, type TestDatabase } from '../support/stores.ts';

describeEachStore('a connection that is being opened', (store) => {
  let database: TestDatabase;
  let own: mongoose.Mongoose;

  beforeAll(async () => {
    database = await store.connect();
    own = new mongoose.Mongoose();
    if (store.kind === 'embedded') own.setDriver(embeddedDriver);
  });
  afterAll(async () => {
    await own.disconnect();
    await database.stop();
  });

  it('C6: has a client whose sessions may be used by what waits for the connection', async () => {
    const connection = own.createConnection(database.uri);
    expect(connection.readyState).toBe(2);
    expect(connection.getClient()).toBeDefined();
    const model = connection.model('Thing', new own.Schema({ n: Number }));
    await connection.withSession(async (session) => {
      expect(session.hasEnded).toBe(false);
      await session.withTransaction(() => model.create([{ n: 1 }], { session }));
      expect(await model.countDocuments({}).session(session)).toBe(1);
    });
    expect(connection.readyState).toBe(1);
    await connection.close();
  });

  it('C6: can be closed before it was open, and opened again', async () => {
    const connection = own.createConnection(database.uri);
    await connection.close();
    expect(connection.readyState).toBe(0);
    await connection.openUri(database.uri);
    expect(await connection.db?.collection('none').countDocuments()).toBe(0);
    await connection.close();
  });

  it('takes the `config` that Mongoose itself knows', async () => {
    const connection = own.createConnection(database.uri, { config: { autoIndex: false } } as object);
    expect(connection.config).toMatchObject({ autoIndex: false });
    await connection.asPromise();
    await connection.close();
  });

  it('tells of a session what it promises', async () => {
    const connection = await own.createConnection(database.uri).asPromise();
    const sessions = [{}, { causalConsistency: false }].map((options) => connection.getClient().startSession(options));
    expect(sessions.map((session) => (session as unknown as { supports: unknown }).supports)).toEqual([
      { causalConsistency: true },
      { causalConsistency: false },
    ]);
    await Promise.all(sessions.map((session) => session.endSession()));
    await connection.close();
  });
});
