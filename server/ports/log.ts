import { pino } from 'pino';
import type { JsonObject } from '../../engine/index.ts';
import type { Config } from '../config.ts';
import type { Log } from '../deps.ts';

/** One JSON line for each event, on standard output. Callers pass ids and codes, never what people typed. */
export function createLog(level: Config['logLevel']): Log {
  const lines = pino({
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
  });
  return {
    info: (fields, message) => lines.info(short(fields), message),
    warn: (fields, message) => lines.warn(short(fields), message),
    error: (fields, message) => lines.error(short(fields), message),
  };
}

// A text from a request must not fill the disk.
function short(fields: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      typeof value === 'string' && value.length > 2_000 ? `${value.slice(0, 2_000)}…` : value,
    ]),
  );
}
