import mongoose, { type Connection, type Model } from 'mongoose';
import type { LimitState, Limits } from '../deps.ts';
import { toFault } from './store-errors.ts';

type LimitRow = { _id: string; count: number; firstAt: string; lastAt: string; expiresAt: string };

/** Attempts by key, counted in the store: every server over it sees the same. */
export function createLimits(connection: Connection): Limits {
  const model = limitModel(connection);
  const state = (row: LimitRow): LimitState => ({ count: row.count, firstAt: row.firstAt, lastAt: row.lastAt });
  const begin = async (key: string, now: string, seconds: number): Promise<LimitState> => {
    const row = {
      count: 1,
      firstAt: now,
      lastAt: now,
      expiresAt: new Date(Date.parse(now) + seconds * 1000).toISOString(),
    };
    // Only a window that is over is begun anew; beside a running one the insert collides, and is counted there.
    await model.updateOne({ _id: key, expiresAt: { $lte: now } }, { $set: row }, { upsert: true });
    return state({ _id: key, ...row });
  };
  return {
    async hit(key, now, seconds) {
      try {
        const row = await model.findOneAndUpdate(
          { _id: key, expiresAt: { $gt: now } },
          { $inc: { count: 1 }, $set: { lastAt: now } },
          { returnDocument: 'after', lean: true },
        );
        return row ? state(row as LimitRow) : await begin(key, now, seconds);
      } catch (cause) {
        // Another request began the same window a moment ago: count on its row.
        if ((cause as { code?: unknown }).code === 11000) return this.hit(key, now, seconds);
        throw toFault(cause, 'record');
      }
    },
    async read(key, now) {
      const row = await model.findOne({ _id: key, expiresAt: { $gt: now } }, undefined, { lean: true });
      return row ? state(row as LimitRow) : undefined;
    },
    async clear(key) {
      return (await model.deleteOne({ _id: key })).deletedCount === 1;
    },
    async clearUnder(prefix) {
      await model.deleteMany({ _id: { $gte: prefix, $lt: `${prefix}\uffff` } });
    },
  };
}

export function limitModel(connection: Connection): Model<LimitRow> {
  const known = connection.models.limits as Model<LimitRow> | undefined;
  if (known) return known;
  const schema = new mongoose.Schema<LimitRow>(
    { _id: { type: String, required: true }, count: Number, firstAt: String, lastAt: String, expiresAt: String },
    {
      collection: 'limits',
      versionKey: false,
      strict: 'throw',
      strictQuery: 'throw',
      autoIndex: false,
      autoCreate: false,
    },
  );
  schema.index({ expiresAt: 1 });
  return connection.model<LimitRow>('limits', schema);
}
