// Transactions of one process that want the same thing (the next number of a series, the end of the audit chain) go one after
// the other, in the order in which they came. Left to themselves, all but one of them would fail and come again, the unlucky
// for ever: MongoDB refuses a transaction that began before the other one committed.
import mongoose, { type Connection } from 'mongoose';

/** Another transaction of this process has it: to be run again when one's turn has come. */
export class OutOfTurn extends Error {}

export type WaitingLines = {
  /** Waits for all of them; false when `deadline` came first. What it took is added to `held`. */
  takeAll(things: Iterable<string>, held: Set<string>, deadline: number): Promise<boolean>;
  /** Takes it if nobody has it. */
  tryTake(thing: string): boolean;
  release(things: Iterable<string>): void;
};

const lines = new WeakMap<Connection, WaitingLines>();

/** Those of a connection; undefined for the embedded store, whose one writer is a line already. */
export function waitingLines(connection: Connection): WaitingLines | undefined {
  if (!(connection.getClient() instanceof mongoose.mongo.MongoClient)) return undefined;
  const known = lines.get(connection) ?? newLines();
  lines.set(connection, known);
  return known;
}

export function newLines(): WaitingLines {
  /** Waiting transactions, by the thing that they wait for. */
  const taken = new Map<string, (() => void)[]>();
  const tryTake = (thing: string) => {
    if (taken.has(thing)) return false;
    taken.set(thing, []);
    return true;
  };
  const wait = (thing: string, deadline: number): Promise<boolean> => {
    if (tryTake(thing)) return Promise.resolve(true);
    return new Promise((resolve) => {
      const waiting = taken.get(thing) ?? [];
      const called = () => {
        clearTimeout(timer);
        resolve(true);
      };
      const timer = setTimeout(() => {
        waiting.splice(waiting.indexOf(called), 1);
        resolve(false);
      }, deadline - performance.now());
      waiting.push(called);
    });
  };
  return {
    tryTake,
    async takeAll(things, held, deadline) {
      // Everybody waits in the same order and holds nothing behind it, so no two wait for each other.
      for (const thing of [...things].sort()) {
        if (!(await wait(thing, deadline))) return false;
        held.add(thing);
      }
      return true;
    },
    release(things) {
      for (const thing of things) {
        const next = taken.get(thing)?.shift();
        // Handed on, not let go: nobody who comes now gets in between.
        if (next) next();
        else taken.delete(thing);
      }
    },
  };
}
