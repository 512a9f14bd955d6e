import { tooMany } from '../fault.ts';
import { createHeavyTurns } from './heavy-turns.ts';

/** What all uploads that are being read may hold in memory. */
const MOST_BYTES = 128 * 1024 * 1024;
/** Longer lines are turned away. */
const MOST_WAITING = 100;

/** The memory of one upload: `hold` waits until there is room for what has come. */
export type UploadRoom = { hold(bytes: number): Promise<void> };

/**
 * Uploads: of one person two at a time, and of all people no more than fit in memory. Room is taken by what has come and not by
 * what was declared, so that a sender who holds a body back keeps no room. One person has at most half of it.
 */
export type UploadTurns = { take<T>(caller: string, work: (room: UploadRoom) => Promise<T>): Promise<T> };

type Upload = { caller: string; held: number };
type Waiting = { upload: Upload; bytes: number; begin(): void };

export function createUploadTurns(mostBytes = MOST_BYTES): UploadTurns {
  const turns = createHeavyTurns();
  const shares = new Map<string, number>();
  let waiting: Waiting[] = [];
  let held = 0;
  // All may be half read and full at once: one of them at a time is read to its end beyond the bound.
  let beyond: Upload | undefined;

  const give = (upload: Upload, bytes: number) => {
    held += bytes;
    upload.held += bytes;
    shares.set(upload.caller, (shares.get(upload.caller) ?? 0) + bytes);
  };
  const fits = ({ upload, bytes }: Pick<Waiting, 'upload' | 'bytes'>) => {
    const share = shares.get(upload.caller) ?? 0;
    return upload === beyond || (held + bytes <= mostBytes && (share === 0 || share + bytes <= mostBytes / 2));
  };
  // The first that fits: a large one does not hold up the small ones behind it.
  const letIn = () => {
    for (;;) {
      let next = waiting.find(fits);
      if (!next && beyond === undefined && waiting[0]) {
        next = waiting[0];
        beyond = next.upload;
      }
      if (!next) return;
      const begun = next;
      waiting = waiting.filter((one) => one !== begun);
      give(begun.upload, begun.bytes);
      begun.begin();
    }
  };
  const end = (upload: Upload) => {
    held -= upload.held;
    const left = (shares.get(upload.caller) ?? 0) - upload.held;
    if (left > 0) shares.set(upload.caller, left);
    else shares.delete(upload.caller);
    if (beyond === upload) beyond = undefined;
    waiting = waiting.filter((one) => one.upload !== upload);
    letIn();
  };

  return {
    take: (caller, work) =>
      turns.take(caller, async () => {
        const upload: Upload = { caller, held: 0 };
        try {
          return await work({
            hold(bytes) {
              if (fits({ upload, bytes })) {
                give(upload, bytes);
                return Promise.resolve();
              }
              if (waiting.length >= MOST_WAITING) return Promise.reject(tooMany(1));
              return new Promise<void>((begin) => {
                waiting.push({ upload, bytes, begin });
                letIn();
              });
            },
          });
        } finally {
          end(upload);
        }
      }),
  };
}
