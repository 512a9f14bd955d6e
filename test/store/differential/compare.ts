// Two databases side by side: the same operation on both, and whether they gave the same.
import type mongoose from 'mongoose';
import { encode } from '../../../server/store/embedded/codec.ts';
import { normalise } from '../../../server/store/embedded/normalise.ts';
import type { Doc } from './values.ts';

/** What an operation gave: its result in canonical text, or the error. */
export type Outcome = { result?: string; error?: { code: number | undefined; message: string } };

/**
 * Lets the server reckon with its classic engine: the other one of 6.0 has faults of its own in groups and look-ups
 * (JavaScript code becomes text, errors vanish).
 */
export async function useClassicEngine(connection: mongoose.Connection): Promise<void> {
  await connection.db?.admin().command({ setParameter: 1, internalQueryForceClassicEngine: true });
}

/** The BSON types of numbers are compared too, so nothing is promoted. */
export const EXACT = { promoteValues: false, promoteLongs: false, bsonRegExp: true };

export type Native = mongoose.mongo.Collection;

export function canonical(result: unknown): string {
  // Ids that the stores themselves made differ; ours begin with zeros or 65a0.
  return encode({ result: normalise(result) } as Doc).replace(/"\$oid":"(?!0000|65a0)[0-9a-f]{24}"/g, '"$oid":"made"');
}

export async function outcomeOf(work: () => Promise<unknown>): Promise<Outcome> {
  try {
    return { result: canonical(await work()) };
  } catch (error) {
    const { code } = error as { code?: unknown };
    return { error: { code: code === undefined ? undefined : Number(code), message: (error as Error).message } };
  }
}

/** The store may say by name that it does not do something; it may not do it differently. */
export const isRefusal = (outcome: Outcome): boolean => outcome.error?.code === 115;
