// Work that may pause. A long read is a generator that yields where the event loop may have its turn; it goes on in the
// same state of the data. Inside a write, or in a transaction, it runs through.

/** Work in steps. It yields first before it reads anything, if it will pause at all. */
export type Steps<T> = Generator<void, T>;

/** Runs all steps at once. */
export function finish<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** Lets what else waits on the event loop go first. Promises alone never do. */
export function othersTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
