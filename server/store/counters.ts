import type { ClientSession, Connection, Model } from 'mongoose';
import mongoose from 'mongoose';
import { storedKey } from './filter.ts';
import { ChainTaken, toFault } from './store-errors.ts';

type Counter = { _id: string; tenant: string; value: number };

/** Numbers given one after the other, and counters that say that something has changed. */
export function counters(connection: Connection) {
  const model = counterModel(connection);
  return {
    /** The next number, from 1. In a transaction, two that ask at once take turns, so that no number is lost or given twice. */
    async next(tenant: string, series: string, session?: ClientSession, count = 1): Promise<number> {
      try {
        const counter = await model.collection.findOneAndUpdate(
          { _id: storedKey(tenant, series) } as never,
          { $inc: { value: count }, $setOnInsert: { tenant } },
          { upsert: true, returnDocument: 'after', ...(session && { session }) },
        );
        return Number(counter?.value ?? count);
      } catch (cause) {
        // Two began the series at once: the second finds it there when it comes again.
        if ((cause as { code?: unknown }).code === 11000) {
          if (session) throw new ChainTaken();
          return this.next(tenant, series, session, count);
        }
        throw toFault(cause, 'record');
      }
    },
    /** The last number given, 0 before the first. */
    async current(tenant: string, series: string, session?: ClientSession): Promise<number> {
      try {
        const key = { _id: storedKey(tenant, series) };
        const counter = await model.collection.findOne(key as never, session && { session });
        return Number(counter?.value ?? 0);
      } catch (cause) {
        throw toFault(cause, 'record');
      }
    },
  };
}

export function counterModel(connection: Connection): Model<Counter> {
  const known = connection.models.counters as Model<Counter> | undefined;
  if (known) return known;
  const schema = new mongoose.Schema<Counter>(
    {
      _id: { type: String, required: true },
      tenant: { type: String, required: true },
      value: { type: Number, required: true },
    },
    {
      collection: 'counters',
      versionKey: false,
      strict: 'throw',
      strictQuery: 'throw',
      autoIndex: false,
      autoCreate: false,
    },
  );
  return connection.model<Counter>('counters', schema);
}
