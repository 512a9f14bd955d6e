import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createThrottle } from '../../../server/http/throttle.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it('lets each caller through so many times a minute, and says when to come back', async () => {
  const throttle = createThrottle(3);
  for (let n = 0; n < 3; n++) await throttle.pass('a');
  vi.advanceTimersByTime(20_000);
  await expect(throttle.pass('a')).rejects.toMatchObject({ code: 'too-many', retryAfter: 40 });
  await throttle.pass('b');
  vi.advanceTimersByTime(40_000);
  await throttle.pass('a');
});
