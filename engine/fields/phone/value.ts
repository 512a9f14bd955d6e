import { type Issue, issue } from '../../core/issue.ts';
import type { Json } from '../../core/json.ts';
import { digitsOnly, isBlank } from '../plain-text.ts';
import { aText, wrongType } from '../value-issues.ts';

// Mobiles are 11 digits from 13 to 19. Area codes have three digits for 010 and 02x, four for the rest; subscribers seven or
// eight. 400 and 800 numbers are ten digits.
const MOBILE = /^1[3-9]\d{9}$/;
const SERVICE = /^[48]00\d{7}$/;
const LANDLINE = /^(010|02\d|0[3-9]\d{2})([2-9]\d{6,7})(?:(?:转|x|ext\.?|#)?(\d{1,5}))?$/i;

/** `13812345678`, `021-62345678`, `021-62345678-801`, `4001234567`; the country code is left out. */
export function normalise(value: Json): Json | undefined {
  if (isBlank(value)) return undefined;
  if (typeof value !== 'string') return value;
  const known = landlineWithDashes(value);
  if (known !== undefined) return known;
  const dialled = digitsOnly(value).replace(/[()]/g, '');
  const digits = dialled.replace(/^(\+|00)86(?=\d)/, '');
  if (MOBILE.test(digits) || SERVICE.test(digits)) return digits;
  // From abroad the area code is dialled without its 0.
  const [, area, subscriber, extension] =
    LANDLINE.exec(digits === dialled || digits.startsWith('0') ? digits : `0${digits}`) ?? [];
  if (area && subscriber) return [area, subscriber, ...(extension ? [extension] : [])].join('-');
  return value.trim() || undefined;
}

// Without its dashes `021-6234567-801` could be read as `021-62345678-01`: dashes say where the parts end.
function landlineWithDashes(value: string): string | undefined {
  const plain = value
    .normalize('NFKC')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/\s+/g, '');
  const match = /^\(?(010|02\d|0[3-9]\d{2})[-)]([2-9]\d{6,7})(?:-(\d{1,5}))?$/.exec(plain);
  return match
    ?.slice(1)
    .filter((part) => part !== undefined)
    .join('-');
}

export function check(value: Json): Issue[] {
  if (typeof value !== 'string') return wrongType(aText);
  const landline = /^(010|02\d|0[3-9]\d{2})-[2-9]\d{6,7}(-\d{1,5})?$/.test(value);
  return landline || MOBILE.test(value) || SERVICE.test(value) ? [] : [issue('field/phone', '')];
}
