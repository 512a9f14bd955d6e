import { Decimal } from 'decimal.js';

/** Arithmetic on numbers as people write them: 0.1 + 0.2 is 0.3. Every result is the double nearest to the exact one. */

// 40 digits: twice what a double holds, so that the one rounding that shows is the last.
const Exact = Decimal.clone({ precision: 40, rounding: Decimal.ROUND_HALF_UP });

/** Undefined (also of the others) where the result is not a finite number. */
export function addExact(a: number, b: number): number | undefined {
  const quick = a + b;
  if (Number.isSafeInteger(quick) && Number.isSafeInteger(a)) return quick;
  return finite(new Exact(a).plus(b));
}

export function subtractExact(a: number, b: number): number | undefined {
  const quick = a - b;
  if (Number.isSafeInteger(quick) && Number.isSafeInteger(a)) return quick;
  return finite(new Exact(a).minus(b));
}

export function multiplyExact(a: number, b: number): number | undefined {
  const quick = a * b;
  if (Number.isSafeInteger(quick) && Number.isSafeInteger(a) && Number.isSafeInteger(b)) return quick || 0;
  return finite(new Exact(a).times(b));
}

/** Undefined also for a divisor of zero. */
export function divideExact(a: number, b: number): number | undefined {
  if (b === 0) return undefined;
  if (Number.isSafeInteger(a) && Number.isSafeInteger(b)) return a / b || 0;
  return finite(new Exact(a).div(b));
}

/** With the dividend's sign; undefined for a divisor of zero. */
export function remainderExact(a: number, b: number): number | undefined {
  if (b === 0) return undefined;
  if (Number.isSafeInteger(a) && Number.isSafeInteger(b)) return a % b || 0;
  return finite(new Exact(a).mod(b));
}

/** Half away from zero to a number of decimals; a negative number of them rounds to tens, hundreds … */
export function roundExact(value: number, digits: number): number | undefined {
  if (digits >= 0) return Number.isInteger(value) ? value : finite(new Exact(value).toDecimalPlaces(digits));
  const step = new Exact(10).pow(-digits);
  return finite(new Exact(value).div(step).toDecimalPlaces(0).times(step));
}

function finite(value: Decimal): number | undefined {
  const result = value.toNumber();
  return Number.isFinite(result) ? result || 0 : undefined;
}
