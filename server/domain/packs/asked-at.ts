import { AsyncLocalStorage } from 'node:async_hooks';

/** When the request that is being answered came in. */
const asked = new AsyncLocalStorage<number>();

/** Answers a request: what it reads of releases is no older than now, whichever server published them. */
export function asOfNow<T>(work: () => Promise<T>): Promise<T> {
  return asked.run(performance.now(), work);
}

export function askedAt(): number | undefined {
  return asked.getStore();
}
