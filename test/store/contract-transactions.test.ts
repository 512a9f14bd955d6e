// What both stores promise about transactions.
import type mongoose from 'mongoose';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { describeEachStore, openMongoose, type TestDatabase } from '../support/stores.ts';

type Account = { _id: string; balance: number };
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

describeEachStore('transactions', (store) => {
  let database: TestDatabase;
  let own: mongoose.Mongoose;
  let Accounts: mongoose.Model<Account>;

  beforeAll(async () => {
    database = await store.connect();
    own = await openMongoose(database.uri);
    Accounts = own.model<Account>('Account', new own.Schema<Account>({ _id: String, balance: Number }));
    await Accounts.init();
  });
  beforeEach(async () => {
    await Accounts.deleteMany({});
    await Accounts.create([
      { _id: 'a', balance: 100 },
      { _id: 'b', balance: 0 },
    ]);
  });
  afterAll(async () => {
    await own.disconnect();
    await database.stop();
  });

  const balances = async (session?: mongoose.ClientSession) =>
    Object.fromEntries(
      (
        await Accounts.find()
          .session(session ?? null)
          .lean()
      ).map(({ _id, balance }) => [_id, balance]),
    );

  it('commits all of it, and gives back what the callback gave', async () => {
    const session = await own.startSession();
    const answer = await session.withTransaction(async () => {
      await Accounts.updateOne({ _id: 'a' }, { $inc: { balance: -30 } }, { session });
      await Accounts.updateOne({ _id: 'b' }, { $inc: { balance: 30 } }, { session });
      return 'done';
    });
    await session.endSession();
    expect(answer).toBe('done');
    expect(await balances()).toEqual({ a: 70, b: 30 });
  });

  it('undoes all of it when the callback fails', async () => {
    const session = await own.startSession();
    const failing = session.withTransaction(async () => {
      await Accounts.updateOne({ _id: 'a' }, { $inc: { balance: -30 } }, { session });
      await Accounts.create([{ _id: 'c', balance: 1 }], { session });
      await Accounts.deleteOne({ _id: 'b' }, { session });
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    expect(session.inTransaction()).toBe(false);
    await session.endSession();
    expect(await balances()).toEqual({ a: 100, b: 0 });
  });

  it('sees its own writes while others see none of them', async () => {
    const session = await own.startSession();
    session.startTransaction();
    await Accounts.updateOne({ _id: 'a' }, { $set: { balance: 1 } }, { session });
    await Accounts.create([{ _id: 'c', balance: 5 }], { session });
    expect(await balances(session)).toEqual({ a: 1, b: 0, c: 5 });
    expect(await balances()).toEqual({ a: 100, b: 0 });
    expect(await Accounts.aggregate([{ $group: { _id: null, sum: { $sum: '$balance' } } }])).toEqual([
      { _id: null, sum: 100 },
    ]);
    expect(await Accounts.countDocuments({ balance: 5 }).session(session)).toBe(1);
    await session.commitTransaction();
    await session.endSession();
    expect(await balances()).toEqual({ a: 1, b: 0, c: 5 });
  });

  it('aborts by hand and can be used again', async () => {
    const session = await own.startSession();
    session.startTransaction();
    await Accounts.deleteMany({}, { session });
    await session.abortTransaction();
    expect(await balances()).toEqual({ a: 100, b: 0 });
    session.startTransaction();
    await Accounts.updateOne({ _id: 'b' }, { $set: { balance: 2 } }, { session });
    await session.commitTransaction();
    await session.endSession();
    expect(await balances()).toEqual({ a: 100, b: 2 });
  });

  it('loses no update when many transfer at once', async () => {
    const transfer = async (amount: number) => {
      const session = await own.startSession();
      await session.withTransaction(async () => {
        const from = await Accounts.findById('a').session(session).lean();
        await pause(Math.random() * 3);
        await Accounts.updateOne({ _id: 'a' }, { $set: { balance: (from?.balance ?? 0) - amount } }, { session });
        await Accounts.updateOne({ _id: 'b' }, { $inc: { balance: amount } }, { session });
      });
      await session.endSession();
    };
    await Promise.all(Array.from({ length: 12 }, (_, i) => transfer(i)));
    expect(await balances()).toEqual({ a: 34, b: 66 });
  });

  it('lets exactly one of many claim', async () => {
    const claims = await Promise.all(
      Array.from({ length: 16 }, (_, i) => Accounts.updateOne({ _id: 'b', balance: 0 }, { $set: { balance: i + 1 } })),
    );
    expect(claims.filter(({ modifiedCount }) => modifiedCount === 1)).toHaveLength(1);
  });

  it('ends with an operation that fails, and says so to what comes after', async () => {
    const session = await own.startSession();
    session.startTransaction();
    await Accounts.updateOne({ _id: 'a' }, { $set: { balance: 7 } }, { session });
    await expect(Accounts.create([{ _id: 'b', balance: 1 }], { session })).rejects.toMatchObject({ code: 11000 });
    const after = await Accounts.updateOne({ _id: 'a' }, { $set: { balance: 8 } }, { session }).catch(
      (error: unknown) => error,
    );
    expect(after).toMatchObject({ code: 251 });
    expect((after as { hasErrorLabel(label: string): boolean }).hasErrorLabel('TransientTransactionError')).toBe(true);
    await session.abortTransaction().catch(() => undefined);
    await session.endSession();
    expect(await balances()).toEqual({ a: 100, b: 0 });
  });

  it('makes collections and keeps them unique within a transaction', async () => {
    const Late = own.model(
      `Late${Date.now()}`,
      new own.Schema({ _id: Number, no: String }, { autoIndex: false, autoCreate: false }),
    );
    const session = await own.startSession();
    await session.withTransaction(async () => {
      await Late.create([{ _id: 1, no: 'x' }], { session });
    });
    await session.endSession();
    expect(await Late.countDocuments()).toBe(1);
  });

  it('makes a collection, which is there when it is committed', async () => {
    const name = `made${Date.now()}`;
    const db = own.connection.db as NonNullable<mongoose.Connection['db']>;
    const session = await own.startSession();
    session.startTransaction();
    await db.createCollection(name, { session });
    await session.abortTransaction();
    expect(await db.listCollections({ name }).toArray()).toEqual([]);
    session.startTransaction();
    await db.createCollection(name, { session });
    await session.commitTransaction();
    await session.endSession();
    expect(await db.listCollections({ name }).toArray()).toHaveLength(1);
  });

  it('makes a write beside it wait, as long as that has time, and then go through', async () => {
    const session = await own.startSession();
    session.startTransaction();
    await Accounts.updateOne({ _id: 'a' }, { $set: { balance: 1 } }, { session });
    const add = (options?: object) => Accounts.updateOne({ _id: 'a' }, { $inc: { balance: 5 } }, options);
    await expect(add({ maxTimeMS: 200 })).rejects.toMatchObject({ code: 50 });
    const waiting = add();
    await pause(50);
    await session.commitTransaction();
    await session.endSession();
    expect(await waiting).toMatchObject({ modifiedCount: 1 });
    expect(await balances()).toEqual({ a: 6, b: 0 });
  });

  it('answers a second question for its commit as the first', async () => {
    const session = await own.startSession();
    session.startTransaction();
    await Accounts.updateOne({ _id: 'a' }, { $set: { balance: 1 } }, { session });
    await session.commitTransaction();
    await session.commitTransaction();
    expect(await balances()).toEqual({ a: 1, b: 0 });
    session.startTransaction();
    await Accounts.updateOne({ _id: 'a' }, { $set: { balance: 2 } }, { session });
    await Accounts.create([{ _id: 'b', balance: 1 }], { session }).catch(() => undefined);
    for (let i = 0; i < 2; i += 1) await expect(session.commitTransaction()).rejects.toMatchObject({ code: 251 });
    await session.endSession();
    expect(await balances()).toEqual({ a: 1, b: 0 });
  });

  it('is never unacknowledged', async () => {
    const session = await own.startSession();
    expect(() => session.startTransaction({ writeConcern: { w: 0 } })).toThrow('unacknowledged write concern');
    await session.endSession();
  });

  it('refuses what makes no sense with the driver’s own errors', async () => {
    const session = await own.startSession();
    await expect(session.commitTransaction()).rejects.toThrow('No transaction started');
    session.startTransaction();
    expect(() => session.startTransaction()).toThrow('Transaction already in progress');
    await session.commitTransaction();
    await expect(session.abortTransaction()).rejects.toThrow(
      'Cannot call abortTransaction after calling commitTransaction',
    );
    await session.endSession();
    expect(session.hasEnded).toBe(true);
  });

  it('resets Mongoose’s documents when a transaction is undone', async () => {
    const account = new Accounts({ _id: 'n', balance: 3 });
    await expect(
      own.connection.transaction(async (session) => {
        await account.save({ session });
        throw new Error('undo');
      }),
    ).rejects.toThrow('undo');
    expect(account.isNew).toBe(true);
    await account.save();
    expect(await Accounts.countDocuments({ _id: 'n' })).toBe(1);
  });
});
