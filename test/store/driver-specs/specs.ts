// The cases of the drivers' specification tests, as the data state them.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export type Doc = Record<string, unknown>;
export type Failure = { name?: string; code?: number; message?: string; with?: string[]; without?: string[] } & Doc;

/** One thing to do, and what must come of it. */
export type Step = {
  call?: string;
  args?: unknown[];
  on?: string;
  to?: 'database';
  options?: Doc;
  /** The session that the step belongs to: the first (`true`) or the second. Without it, none. */
  in?: true | 2;
  start?: Doc;
  commit?: boolean;
  abort?: boolean;
  end?: boolean;
  foreign?: boolean;
  withTransaction?: Step[];
  how?: Doc;
  throw?: string;
  /** Fails with a transient error in so many attempts. */
  transient?: number;
  exists?: string;
  indexed?: string;
  inTransaction?: boolean;
  gives?: unknown;
  fails?: Failure;
  /** What the embedded store says that it does not do. */
  refused?: string;
  /** What comes of it on the embedded store, where it is another thing; `waits` for the other transaction to end. */
  embedded?: { gives?: unknown; fails?: Failure; waits?: boolean };
};

/** `like` are the places of the tests in the file of the original that show the same. */
export type Case = {
  like: number[];
  does: string;
  client?: Doc;
  session?: Doc;
  /** The case once for each, with its values in the places of their names. */
  each?: Doc[];
  /** Arguments are extended JSON. */
  extended?: boolean;
  /** Why the embedded store does otherwise than MongoDB here. */
  differs?: string;
  /** What the embedded store says that it does not do, when the client connects. */
  refused?: string;
  steps: Step[];
  after?: Doc[];
  embedded?: { after: Doc[] };
};

export type File = { of: number; initial: Doc[]; tests: Case[]; without?: Record<string, number[]> };
export type Spec = File | { 'left out': string };

export const FOLDER = join(import.meta.dirname, '../../fixtures/driver-specs');
const SUITES = ['crud', 'transactions', 'transactions-convenient-api'];

export const suites: [string, Record<string, Spec>][] = SUITES.map((name) => [
  name,
  JSON.parse(readFileSync(join(FOLDER, `${name}.json`), 'utf8')),
]);

export const isStated = (spec: Spec): spec is File => 'tests' in spec;

export function casesOf({ tests }: File): Case[] {
  return tests.flatMap(({ each, ...test }) => (each ? each.map((values) => filledIn(test, values)) : [test]));
}

function filledIn(test: Case, values: Doc): Case {
  let text = JSON.stringify(test);
  for (const [name, value] of Object.entries(values)) {
    text = text.replaceAll(`"<${name}>"`, () => JSON.stringify(value));
    text = text.replaceAll(`<${name}>`, () => String(value));
  }
  return JSON.parse(text);
}

/** What the embedded store says that it does not do in a case; undefined if it does all of it. */
export function refusalOf({ refused, steps }: Case): string | undefined {
  return refused ?? steps.find((step) => step.refused !== undefined)?.refused;
}
