// Sums, averages and extremes with MongoDB's types and rounding, for expressions and for groups.

import { type Kind, kindOf, toBig, toDecimal, wholeOf, wider } from './arithmetic.ts';
import type { DecimalValue, Value } from './bson.ts';
import { Decimal128, isNumeric } from './bson.ts';
import { compareValues, type StringOrder } from './compare.ts';
import { addDecimals, divideDecimals } from './decimal.ts';
import { refused } from './errors.ts';
import { doubleOf } from './normalise.ts';
import { toNumber } from './numbers.ts';

/** Adds up numbers of any type: whole ones exactly, doubles with the error of each step kept beside the sum. */
export class Sum {
  count = 0;
  private kind: Kind = 'int';
  private whole = 0n;
  private small = 0;
  private high = 0;
  private low = 0;
  private special = 0;
  private decimal: DecimalValue | undefined;

  add(value: Value): void {
    if (typeof value === 'number') {
      this.addNumber(value);
      return;
    }
    if (!isNumeric(value)) return;
    const kind = kindOf(value);
    this.kind = wider(this.kind, kind);
    this.count += 1;
    if (kind === 'decimal')
      this.decimal = this.decimal ? addDecimals(this.decimal, value as DecimalValue) : (value as DecimalValue);
    else if (kind === 'double') this.addDouble(toNumber(value));
    else this.whole += toBig(value);
  }

  private addNumber(value: number): void {
    this.count += 1;
    // Small whole numbers add up exactly as doubles; they are moved over before they could not.
    if (Number.isInteger(value) && (value | 0) === value && !Object.is(value, -0)) {
      this.small += value;
      if (Math.abs(this.small) > 2 ** 52) {
        this.whole += BigInt(this.small);
        this.small = 0;
      }
      return;
    }
    this.kind = wider(this.kind, 'double');
    this.addDouble(value);
  }

  private addDouble(value: number): void {
    this.special += value;
    const sum = this.high + value;
    const part = sum - this.high;
    this.low += this.high - (sum - part) + (value - part);
    this.high = sum;
  }

  /** The sum: int32, int64, double or decimal as MongoDB would give it. */
  value(): Value {
    const whole = this.whole + BigInt(this.small);
    if (this.kind === 'int' || this.kind === 'long') return wholeOf(whole, this.kind);
    if (this.kind === 'decimal') return this.asDecimal(whole);
    return doubleOf(this.double(whole));
  }

  average(): Value {
    if (this.count === 0) return null;
    const whole = this.whole + BigInt(this.small);
    if (this.kind === 'decimal')
      return divideDecimals(this.asDecimal(whole), Decimal128.fromString(String(this.count)));
    return doubleOf(this.double(whole) / this.count);
  }

  private double(whole: bigint): number {
    if (!Number.isFinite(this.special)) return this.special;
    // The whole part joins as a double and what is left of it, so that only the last step rounds.
    const near = Number(whole);
    const sum = this.high + near;
    const part = sum - this.high;
    const error = this.high - (sum - part) + (near - part);
    return sum + (this.low + error + Number(whole - BigInt(near)));
  }

  private asDecimal(whole: bigint): DecimalValue {
    if (this.high !== 0 || this.special !== 0) throw refused('sums of doubles and decimals together');
    const wholes = toDecimal(wholeOf(whole, 'long'));
    return this.decimal ? addDecimals(this.decimal, wholes) : wholes;
  }
}

export function total(values: readonly Value[]): Value {
  const sum = new Sum();
  for (const value of values) sum.add(value);
  return sum.value();
}

export function average(values: readonly Value[]): Value {
  const sum = new Sum();
  for (const value of values) sum.add(value);
  return sum.average();
}

/** The least value that is neither null nor missing; null if there is none. */
export function least(values: readonly Value[], strings?: StringOrder): Value {
  return extreme(values, -1, strings);
}

export function greatest(values: readonly Value[], strings?: StringOrder): Value {
  return extreme(values, 1, strings);
}

function extreme(values: readonly Value[], sign: 1 | -1, strings?: StringOrder): Value {
  let best: Value = null;
  for (const value of values) {
    if (value === undefined || value === null) continue;
    if (best === null || compareValues(value, best, strings) * sign > 0) best = value;
  }
  return best;
}
