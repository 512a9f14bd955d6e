import { tooMany } from '../fault.ts';
import { createHeavyTurns } from './heavy-turns.ts';

/** What all uploads that are being read may hold in memory. */
const MOST_BYTES = 128 * 1024 * 1024;
/** Longer lines are turned away. */
const MOST_WAITING = 100;

/** Uploads: of one person two at a time, and of all people no more than fit in memory. The others wait unread. */
export type UploadTurns = { take<T>(caller: string, bytes: number, work: () => Promise<T>): Promise<T> };

export function createUploadTurns(mostBytes = MOST_BYTES): UploadTurns {
  const turns = createHeavyTurns();
  const waiting: { bytes: number; begin(): void }[] = [];
  let held = 0;
  const letIn = () => {
    for (let next = waiting[0]; next && (held === 0 || held + next.bytes <= mostBytes); next = waiting[0]) {
      waiting.shift();
      held += next.bytes;
      next.begin();
    }
  };
  return {
    take: (caller, bytes, work) =>
      turns.take(caller, async () => {
        if (waiting.length >= MOST_WAITING) throw tooMany(1);
        await new Promise<void>((begin) => {
          waiting.push({ bytes, begin });
          letIn();
        });
        try {
          return await work();
        } finally {
          held -= bytes;
          letIn();
        }
      }),
  };
}
