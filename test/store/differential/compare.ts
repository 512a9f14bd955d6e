// Two databases side by side: what an operation gave on each, and whether that is the same.
import type mongoose from 'mongoose';
import { encode } from '../../../server/store/embedded/codec.ts';
import { normalise } from '../../../server/store/embedded/normalise.ts';
import type { Doc } from './values.ts';

/** What an error says beside its text: all that callers decide by. */
export type Fault = {
  name: string;
  code: number | undefined;
  keyPattern?: unknown;
  keyValue?: unknown;
  writeErrors?: { index: number; code: number }[];
  result?: Doc;
};
/** What an operation gave: its result in canonical text, or the error. */
export type Outcome = { result?: string; error?: Fault & { message: string } };

/**
 * Makes the server use its classic engine: the other one of 6.0 has faults of its own in groups and look-ups
 * (JavaScript code becomes text, errors vanish).
 */
export async function useClassicEngine(connection: mongoose.Connection): Promise<void> {
  await connection.db?.admin().command({ setParameter: 1, internalQueryForceClassicEngine: true });
}

/** The BSON types of numbers are compared too, so nothing is promoted. */
export const EXACT = { promoteValues: false, promoteLongs: false, bsonRegExp: true };

export function canonical(result: unknown): string {
  // Ids that the stores themselves made differ; ours begin with zeros or 65a0.
  return encode({ result: normalise(result) } as Doc).replace(/"\$oid":"(?!0000|65a0)[0-9a-f]{24}"/g, '"$oid":"made"');
}

export async function outcomeOf(work: () => Promise<unknown>): Promise<Outcome> {
  try {
    return { result: canonical(await work()) };
  } catch (error) {
    return { error: faultOf(error) };
  }
}

const COUNTS = ['insertedCount', 'matchedCount', 'modifiedCount', 'deletedCount', 'upsertedCount'];

function faultOf(error: unknown): Fault & { message: string } {
  const { name, message, code, keyPattern, keyValue, writeErrors, result } = error as Record<string, unknown> & Error;
  const failures = writeErrors === undefined ? [] : [writeErrors].flat();
  return {
    name,
    message,
    code: code === undefined ? undefined : Number(code),
    // Under a collation MongoDB shows the key of its index instead of the value.
    ...(keyPattern === undefined
      ? {}
      : { keyPattern, keyValue: message.includes(' collation: ') ? 'folded' : keyValue }),
    ...(name === 'MongoBulkWriteError'
      ? {
          writeErrors: (failures as { index: number; code: number }[]).map(({ index, code: own }) => ({
            index,
            code: Number(own),
          })),
          result: Object.fromEntries(COUNTS.map((count) => [count, (result as Doc)[count]])),
        }
      : {}),
  };
}

/** The error without its text and, where several faults stand beside each other, without which one was named. */
export function faultText({ error }: Outcome, withCode: boolean): string {
  if (error === undefined) return '';
  const { message: _text, code, writeErrors, ...rest } = error;
  const failures = writeErrors?.map((one) => (withCode ? one : one.index));
  return canonical({ ...rest, ...(withCode ? { code } : {}), failures });
}

/** The store may say by name that it does not do something; it may not do it differently. */
export const isRefusal = (outcome: Outcome): boolean => outcome.error?.code === 115;

/** Results with their doubles cut to 14 digits. */
export function nearly(result: string): string {
  return result.replace(/-?\d+\.\d+(?:e[+-]?\d+)?/g, (text) => Number(text).toPrecision(14));
}

export function inAnyOrder(result: string): string {
  const { result: list } = JSON.parse(result) as { result: unknown[] };
  return list
    .map((value) => JSON.stringify(value))
    .sort()
    .join();
}
