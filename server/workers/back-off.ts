/** How often a failed delivery is tried before it becomes an incident. */
export const MOST_ATTEMPTS = 8;
/** How long a worker may hold a row; a dead worker's rows are taken up again afterwards. */
export const LEASE_SECONDS = 30;

/** When to try again after the n-th failure: 2 s, 8 s, 32 s … at most an hour. */
export function retryAt(now: string, attempts: number): string {
  return later(now, Math.min(3600, 2 * 4 ** Math.max(0, attempts - 1)));
}

export function later(instant: string, seconds: number): string {
  return new Date(Date.parse(instant) + seconds * 1000).toISOString();
}
