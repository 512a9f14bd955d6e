// A MongoDB that cannot be used is told in one line that says what to do, never with a stack and never by waiting for ever.
import mongoose from 'mongoose';

/** The oldest release that the suites have been run on. */
const OLDEST = 6;
const { MongoAPIError, MongoServerError } = mongoose.mongo;

/** A store that cannot be opened for a reason outside the program. */
export class StoreRefused extends Error {}

type Hello = { setName?: unknown; msg?: unknown };

/** Why a server that answers cannot be used; undefined when it can. */
export function judgeServer(hello: Hello, version: string): string | undefined {
  if (Number.parseInt(version, 10) < OLDEST) return `MongoDB ${version} is too old: use ${OLDEST}.0 or later`;
  if (hello.setName === undefined && hello.msg !== 'isdbgrid')
    return 'MongoDB must run as a replica set (one member is enough) or a sharded cluster: a lone server has no transactions. Start it with --replSet and run rs.initiate() once';
  return undefined;
}

/** Why a MongoDB could not be reached or used, as far as that is known. */
export function reasonRefused(cause: unknown): string {
  const detail = detailOf(cause);
  if (cause instanceof MongoServerError) {
    if (cause.code === 18 || cause.code === 8000)
      return `MongoDB refused the name or the password in MONGODB_URI (${detail}): correct them, or authSource`;
    if (cause.code === 13)
      return `MongoDB does not let this user do what is needed (${detail}): give it the role readWrite on the database in MONGODB_URI`;
  }
  if (isInvalid(cause))
    return `MONGODB_URI is not an address of MongoDB (${detail}): it is mongodb://host:port/database?replicaSet=name`;
  if (/wire version/.test(detail)) return `MongoDB is too old (${detail}): use ${OLDEST}.0 or later`;
  if (/ENOTFOUND|EAI_AGAIN|querySrv/.test(detail))
    return `The host in MONGODB_URI is not known (${detail}): correct the address, or the name service`;
  if (/ReplicaSetNoPrimary/.test(kindOf(cause)))
    return `MongoDB has no primary (${detail}): start a majority of its members, and check the name of the set in MONGODB_URI`;
  return `MongoDB does not answer (${detail}): start it, or correct MONGODB_URI`;
}

// An address is read by a library of the driver's with an error class of its own; an unknown option is a general mistake.
const isInvalid = (cause: unknown) =>
  (cause instanceof Error && cause.name === 'MongoParseError') ||
  (cause instanceof MongoAPIError && /option|URI|scheme/i.test(cause.message));

function kindOf(cause: unknown): string {
  const reason = (cause as { reason?: { type?: unknown } } | null)?.reason;
  return String(reason?.type ?? '');
}

function detailOf(cause: unknown): string {
  const text = cause instanceof Error ? cause.message : String(cause);
  return text
    .replace(/\/\/[^/@\s]*@/g, '//…@')
    .replace(/\s+/g, ' ')
    .trim();
}
