// What callers may ask about where a write must be and which state is read. One file has one copy: a write is
// acknowledged when it is on the disk, and reads see what is committed. What that fulfils is accepted, the rest refused.
import type { Doc, Value } from './bson.ts';
import { refused } from './errors.ts';

const LEVELS = new Set<Value>(['local', 'available', 'majority', 'linearizable', 'snapshot']);

/** How many copies a write is asked to be in. */
export function copiesAsked({ writeConcern, w }: Doc): Value {
  return within(writeConcern, 'w') ?? w;
}

export function checkConcerns(options: Doc): void {
  const { readConcern, readConcernLevel, readPreference } = options;
  const copies = copiesAsked(options);
  if (copies !== undefined && copies !== null && copies !== 1 && copies !== 'majority')
    throw refused(copies === 0 ? 'unacknowledged writes (w: 0)' : `the write concern w: ${String(copies)}`);
  const level = within(readConcern, 'level') ?? readConcernLevel;
  if (level !== undefined && level !== null && !LEVELS.has(level)) throw refused(`the read concern "${String(level)}"`);
  if (within(readPreference, 'mode') === 'secondary') throw refused('the read preference "secondary"');
}

/** Which copies are read from: the first that any of these say. */
export function copiesRead(...all: Doc[]): Value {
  for (const { readPreference } of all) {
    const mode = within(readPreference, 'mode');
    if (mode !== undefined && mode !== null) return mode;
  }
  return 'primary';
}

/** These may be written out, or be just the word that matters. */
function within(value: Value, name: string): Value {
  return typeof value === 'object' && value !== null ? (value as Doc)[name] : value;
}
