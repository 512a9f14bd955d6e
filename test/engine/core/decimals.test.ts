import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addExact,
  divideExact,
  multiplyExact,
  remainderExact,
  roundExact,
  subtractExact,
} from '../../../engine/core/decimals.ts';

const tenths = fc.integer({ min: -1e9, max: 1e9 });
const whole = fc.integer({ min: -1e7, max: 1e7 });

describe('numbers are added as people write them', () => {
  it.each([
    [addExact(0.1, 0.2), 0.3],
    [subtractExact(0.3, 0.1), 0.2],
    [multiplyExact(1.1, 3), 3.3],
    [divideExact(0.3, 0.1), 3],
    [remainderExact(0.3, 0.1), 0],
    [roundExact(1.005, 2), 1.01],
    [roundExact(-2.5, 0), -3],
    [roundExact(1234, -2), 1200],
    [addExact(2 ** 53, 0.5), 2 ** 53],
    [multiplyExact(-0, 5), 0],
  ])('%d is %d', (found, expected) => expect(found).toBe(expected));

  it('tenths add like whole numbers', () => {
    fc.assert(
      fc.property(tenths, tenths, (a, b) => {
        expect(addExact(a / 10, b / 10)).toBe((a + b) / 10);
      }),
    );
  });

  it('tenths multiply like whole numbers', () => {
    fc.assert(
      fc.property(whole, whole, (a, b) => {
        expect(multiplyExact(a / 10, b / 10)).toBe((a * b) / 100 || 0);
      }),
    );
  });

  it('gives nothing for division by zero and for what is not finite', () => {
    expect([divideExact(1, 0), remainderExact(1, 0), multiplyExact(1e308, 10), addExact(1e308, 1e308)]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });
});
