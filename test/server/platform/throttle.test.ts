import { expect, it } from 'vitest';
import { createThrottle } from '../../../server/http/throttle.ts';

it('lets each caller through so many times a minute, and says when to come back', () => {
  let at = 0;
  const throttle = createThrottle(3, () => at);
  for (let n = 0; n < 3; n++) throttle.pass('a');
  at = 20_000;
  expect(() => throttle.pass('a')).toThrow(expect.objectContaining({ code: 'too-many', retryAfter: 40 }));
  throttle.pass('b');
  at = 60_000;
  throttle.pass('a');
});
