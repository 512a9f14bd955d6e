import mongoose, { type Connection, type Model } from 'mongoose';
import type { EventRow, Events } from '../deps.ts';

type Stored = Omit<EventRow, 'id'> & { _id: string };

/** What was told to people lately: other servers read it here, and so does a browser that comes back. */
export function createEvents(connection: Connection): Events {
  const model = eventModel(connection);
  const toRow = ({ _id, ...row }: Stored): EventRow => ({ id: _id, ...row });
  return {
    async append(rows) {
      await model.insertMany(
        rows.map(({ id, ...row }) => ({ _id: id, ...row })),
        { lean: true, ordered: false },
      );
    },
    async since(at, except) {
      const found = await model
        .find({ at: { $gte: at }, server: { $ne: except } }, undefined, { lean: true })
        .sort({ _id: 1 })
        .limit(2_000);
      return (found as Stored[]).map(toRow);
    },
    async missed(tenant, person, after, limit) {
      const found = await model
        .find({ tenant, person: { $in: [person, 'everybody'] }, _id: { $gt: after } }, undefined, { lean: true })
        .sort({ _id: 1 })
        .limit(limit);
      return (found as Stored[]).map(toRow);
    },
  };
}

export function eventModel(connection: Connection): Model<Stored> {
  const known = connection.models.events as Model<Stored> | undefined;
  if (known) return known;
  const schema = new mongoose.Schema<Stored>(
    {
      _id: { type: String, required: true },
      tenant: String,
      person: String,
      server: String,
      at: String,
      event: mongoose.Schema.Types.Mixed,
    },
    {
      collection: 'events',
      versionKey: false,
      minimize: false,
      strict: 'throw',
      strictQuery: 'throw',
      autoIndex: false,
      autoCreate: false,
    },
  );
  schema.index({ at: 1 });
  schema.index({ tenant: 1, person: 1, _id: 1 });
  return connection.model<Stored>('events', schema);
}
