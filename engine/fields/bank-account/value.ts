import { type Issue, issue, warning } from '../../core/issue.ts';
import type { Json } from '../../core/json.ts';
import { digitsOnly, isBlank, plainly } from '../plain-text.ts';
import { aText, wrongType } from '../value-issues.ts';

export function normalise(value: Json): Json | undefined {
  if (isBlank(value)) return undefined;
  return typeof value === 'string' ? digitsOnly(value) || undefined : value;
}

// Cards end in a check digit; accounts of companies and savings need not, and begin like cards at times: no more than a warning.
const LIKE_A_CARD = /^[3-69]\d{14,18}$/;

export function check(value: Json): Issue[] {
  if (typeof value !== 'string') return wrongType(aText);
  if (!/^\d+$/.test(value)) return [issue('field/account-characters', '')];
  if (value.length < 8 || value.length > 32) return [issue('field/account-length', '', { found: value.length })];
  return LIKE_A_CARD.test(value) && luhnSum(value) % 10 !== 0 ? [warning('field/account-check', '')] : [];
}

// ISO/IEC 7812-1: from the right, every second digit counts double, less nine where that has two digits.
function luhnSum(digits: string): number {
  let sum = 0;
  for (let i = digits.length - 1, double = false; i >= 0; i--, double = !double) {
    const digit = digits.charCodeAt(i) - 48;
    sum += double ? (digit > 4 ? digit * 2 - 9 : digit * 2) : digit;
  }
  return sum;
}

/** In groups of four, as on the card. */
export function format(value: Json): string {
  return /^\d+$/.test(plainly(value)) ? plainly(value).replace(/(\d{4})(?=\d)/g, '$1 ') : plainly(value);
}
