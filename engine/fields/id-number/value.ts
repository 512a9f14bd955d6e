import { isDate } from '../../core/dates.ts';
import { type Issue, issue } from '../../core/issue.ts';
import type { Json } from '../../core/json.ts';
import type { CheckContext } from '../field-type.ts';
import { digitsOnly, isBlank } from '../plain-text.ts';
import { aText, wrongType } from '../value-issues.ts';

// GB 11643: region (6), date of birth (8), sequence (3), check digit by ISO 7064 mod 11-2.
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS = '10X98765432';
// GB/T 2260: the provinces, and 83 of residence permits.
const PROVINCE = '(1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3])';
// GA 2102: a foreign permanent resident's number is 9, the province and the country by ISO 3166 (three digits).
const REGION = new RegExp(`^(?:${PROVINCE}|9${PROVINCE}(?!000)\\d{3})`);

/** Full-width digits as ASCII, the last letter upper-case: one person, one text. */
export function normalise(value: Json): Json | undefined {
  if (isBlank(value)) return undefined;
  return typeof value === 'string' ? digitsOnly(value).toUpperCase() || undefined : value;
}

export function check(value: Json, _d: unknown, context: Pick<CheckContext, 'today'>): Issue[] {
  if (typeof value !== 'string') return wrongType(aText);
  if (value.length !== 18) return [issue('field/id-number-length', '', { found: value.length })];
  if (!/^\d{17}[\dX]$/.test(value)) return [issue('field/id-number-characters', '')];
  if (!REGION.test(value)) return [issue('field/id-number-region', '')];
  const birth = `${value.slice(6, 10)}-${value.slice(10, 12)}-${value.slice(12, 14)}`;
  if (!isDate(birth) || birth < '1800-01-01' || birth > context.today) return [issue('field/id-number-birth', '')];
  return checkDigit(value) === value[17] ? [] : [issue('field/id-number-check', '')];
}

function checkDigit(value: string): string | undefined {
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(value[index]), 0);
  return CHECKS[sum % 11];
}
