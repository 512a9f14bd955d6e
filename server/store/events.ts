import mongoose, { type Connection, type Model } from 'mongoose';
import type { EventRow, Events } from '../deps.ts';
import { createSealing, type SealingPorts } from './sealing/sealing.ts';

/** What one server told a tenant's people in one moment, in one row: a single case tells a handful of people several things. */
/** `events` or, where the tenant has something to hide, `sealed` in its place. */
type Told = { _id: string; tenant: string; server: string; at: string; events: string; sealed?: object };
type Part = Pick<EventRow, 'id' | 'person' | 'at' | 'event'>;

/** How many moments are looked through for what a browser has missed: at ten a second, about three minutes of a busy server. */
const MOST_MOMENTS = 2_000;

/** What was told to people lately: other servers read it here, and so does a browser that comes back. */
export function createEvents(connection: Connection, ports?: SealingPorts): Events {
  const model = eventModel(connection);
  const sealingOf = ({ tenant }: Told) => ports && createSealing('told', tenant, ports);
  const seal = async (told: Told) => {
    const { id: _id, ...sealed } = {
      id: '',
      ...((await sealingOf(told)?.seal({ ...told, id: told._id }, false)) ?? told),
    };
    return sealed;
  };
  const open = async (told: Told) => ((await sealingOf(told)?.open({ ...told, id: told._id })) ?? told) as Told;
  return {
    async append(rows) {
      const told = await Promise.all(byTenant(rows).map(toTold).map(seal));
      await model.collection.insertMany(told as never[], { ordered: false });
    },
    async since(at, except) {
      const found = await model
        .find({ at: { $gte: at }, server: { $ne: except } }, undefined, { lean: true })
        .sort({ _id: 1 })
        .limit(MOST_MOMENTS);
      return (await Promise.all((found as Told[]).map(open))).flatMap(toRows);
    },
    async missed(tenant, person, after, limit) {
      const found = await model
        .find({ tenant, _id: { $gt: after } }, undefined, { lean: true })
        .sort({ _id: 1 })
        .limit(MOST_MOMENTS);
      return (await Promise.all((found as Told[]).map(open)))
        .flatMap(toRows)
        .filter((row) => row.id > after && (row.person === person || row.person === 'everybody'))
        .slice(0, limit);
    },
  };
}

function byTenant(rows: EventRow[]): EventRow[][] {
  const groups = new Map<string, EventRow[]>();
  for (const row of rows) {
    const group = groups.get(row.tenant);
    if (group) group.push(row);
    else groups.set(row.tenant, [row]);
  }
  return [...groups.values()];
}

// Named by its last event: a listener that heard the one before it finds the row.
function toTold(rows: EventRow[]): Told {
  const last = rows[rows.length - 1] as EventRow;
  const parts = rows.map(({ id, person, at, event }): Part => ({ id, person, at, event }));
  return { _id: last.id, tenant: last.tenant, server: last.server, at: last.at, events: JSON.stringify(parts) };
}

function toRows({ tenant, server, events }: Told): EventRow[] {
  return (JSON.parse(events) as Part[]).map((part) => ({ ...part, tenant, server }));
}

export function eventModel(connection: Connection): Model<Told> {
  const known = connection.models.told as Model<Told> | undefined;
  if (known) return known;
  const schema = new mongoose.Schema<Told>(
    {
      _id: { type: String, required: true },
      tenant: String,
      server: String,
      at: String,
      events: String,
      sealed: mongoose.Schema.Types.Mixed,
    },
    {
      collection: 'told',
      versionKey: false,
      strict: 'throw',
      strictQuery: 'throw',
      autoIndex: false,
      autoCreate: false,
    },
  );
  schema.index({ at: 1 });
  schema.index({ tenant: 1, _id: 1 });
  return connection.model<Told>('told', schema);
}
