// Which options of `mongoose.connect` mean something here, which need not, and which are refused by name.
import type { Doc, Value } from './bson.ts';
import { isDocument } from './bson.ts';
import { checkConcerns } from './concerns.ts';
import { refused } from './errors.ts';
import type { StoreOptions } from './store.ts';

/** Kept by Mongoose in its configuration of the connection. */
export const CONFIGURED = [
  'autoIndex',
  'autoCreate',
  'sanitizeFilter',
  'autoSearchIndex',
  'bufferTimeoutMS',
  'bufferCommands',
];

/** The store's own, and what it does as the driver would. */
const MEANT = [
  'dbName',
  'ignoreUndefined',
  'transactionLifetime',
  'writerPatience',
  'w',
  'wtimeoutMS',
  'journal',
  'writeConcern',
  'readConcern',
  'readConcernLevel',
  'readPreference',
];

/** About the way to a server: taken without effect, for a file is always there and there is only one of it. */
const ABOUT_THE_WAY = [
  'appName',
  'compressors',
  'connectTimeoutMS',
  'directConnection',
  'driverInfo',
  'enableOverloadRetargeting',
  'enableUtf8Validation',
  'family',
  'heartbeatFrequencyMS',
  'loadBalanced',
  'localThresholdMS',
  'maxAdaptiveRetries',
  'maxConnecting',
  'maxIdleTimeMS',
  'maxPoolSize',
  'maxStalenessSeconds',
  'minHeartbeatFrequencyMS',
  'minPoolSize',
  'noDelay',
  'readPreferenceTags',
  'replicaSet',
  'retryReads',
  'retryWrites',
  'serverMonitoringMode',
  'serverSelectionTimeoutMS',
  'socketTimeoutMS',
  'srvMaxHosts',
  'srvServiceName',
  'waitQueueTimeoutMS',
  'zlibCompressionLevel',
];

const ACCEPTED = new Set([...CONFIGURED, ...MEANT, ...ABOUT_THE_WAY]);

/** These promise what a file has not when they are on: who may open it, secrecy, other forms of values. Off they say nothing. */
const MAY_BE_OFF =
  /^(?:tls.*|ssl.*|autoEncryption|raw|fieldsAsRaw|serializeFunctions|promoteBuffers|useBigInt64|bsonRegExp|monitorCommands|forceServerObjectId)$/;
/** And these when they are off. */
const MAY_BE_ON = new Set(['promoteValues', 'promoteLongs']);

/** The options with Mongoose's own `config: { autoIndex }` as it reads it. */
export function withConfig({ config, ...options }: Doc): Doc {
  if (config === undefined || config === null) return options;
  const others = isDocument(config) ? Object.keys(config).filter((name) => name !== 'autoIndex') : [String(config)];
  if (others.length > 0) throw refused(`the connection option "config" with ${others.join()}`);
  const { autoIndex } = config as Doc;
  return autoIndex === undefined || autoIndex === null ? options : { ...options, autoIndex: autoIndex !== false };
}

/** Throws for what the store does not do; gives what it does. */
export function readConnectionOptions(options: Doc): Partial<StoreOptions> {
  for (const [name, value] of Object.entries(options)) {
    const plain = (value === false && MAY_BE_OFF.test(name)) || (value === true && MAY_BE_ON.has(name));
    if (value !== undefined && !plain && !ACCEPTED.has(name)) throw refused(`the connection option "${name}"`);
  }
  checkConcerns(options);
  const given: Partial<StoreOptions> = {};
  for (const name of ['transactionLifetime', 'writerPatience'] as const) {
    const value = options[name];
    if (value !== undefined) given[name] = milliseconds(name, value);
  }
  return given;
}

/** A timer takes no more. */
const LONGEST = 2_147_483_647;

function milliseconds(name: string, value: Value): number {
  if (typeof value === 'number' && value > 0 && value <= LONGEST) return value;
  throw refused(`"${String(value)}" for the connection option "${name}"`);
}
