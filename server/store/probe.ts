import type { Connection } from 'mongoose';
import { counterModel } from './counters.ts';

/** How long one answer serves all who ask. */
const EVERY_MS = 1_000;
const PATIENCE_MS = 5_000;

/**
 * Asks whether the store can be worked with. It is made to write: one that is full, without rights or without a majority
 * still answers those who read. However many requests ask, there is one write a second.
 */
export function createProbe(connection: Connection): () => Promise<void> {
  let last: { at: number; answer: Promise<void> } | undefined;
  return () => {
    const now = performance.now();
    if (!last || now - last.at >= EVERY_MS) last = { at: now, answer: write(connection) };
    return last.answer;
  };
}

async function write(connection: Connection): Promise<void> {
  try {
    await counterModel(connection).collection.updateOne(
      { _id: 'ping' } as never,
      { $inc: { value: 1 }, $setOnInsert: { tenant: '' } },
      { upsert: true, maxTimeMS: PATIENCE_MS },
    );
  } catch (cause) {
    // Two servers wrote for the first time at once: it takes writes.
    if ((cause as { code?: unknown }).code !== 11000) throw cause;
  }
}
