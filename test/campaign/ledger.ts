/** What the clients of a campaign were told: the promise that the store is held to afterwards. */
export type Ledger = {
  /** Requests that were sent, by the mark that each carries in its data; `case` once it was acknowledged. */
  submits: Map<string, { key: string; case?: string; record?: string }>;
  /** Decisions that were acknowledged. */
  decisions: { key: string; case: string; task: string; person: string }[];
  /** Answers that a client should never get, whatever is killed. */
  unexpected: string[];
  /** Requests that were sent again because their fate was unknown, and of those the ones that had been carried out. */
  retried: number;
  replayed: number;
  /** Answers 503 with Retry-After, and the longest time that one request took until it was answered, in milliseconds. */
  busy: number;
  longest: number;
};

export function newLedger(): Ledger {
  return {
    submits: new Map(),
    decisions: [],
    unexpected: [],
    retried: 0,
    replayed: 0,
    busy: 0,
    longest: 0,
  };
}

export function acknowledged({ submits, decisions }: Ledger): number {
  return [...submits.values()].filter((submit) => submit.case !== undefined).length + decisions.length;
}
