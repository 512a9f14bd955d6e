import { plainForms } from '../core/decimal-text.ts';
import type { Json } from '../core/json.ts';
import { isUnseen, withoutUnseen } from '../core/seen.ts';

/** Texts as people type or paste them, made alike. Every function here is idempotent. */

// True for most of what is typed: nothing below would change it. ASCII, Chinese characters and full-width forms are composed
// already, so that only the ends and the control characters matter.
function isPlain(text: string): boolean {
  const last = text.length - 1;
  for (let i = 0; i <= last; i++) {
    const unit = text.charCodeAt(i);
    const known =
      (unit > 0x20 && unit < 0x7f) || (unit >= 0x4e00 && unit <= 0x9fff) || (unit >= 0xff01 && unit <= 0xff5e);
    if (!known && (unit !== 0x20 || i === 0 || i === last)) return false;
  }
  return true;
}

/** One line: composed characters, line ends and tabs as spaces, nothing around it and nothing invisible in it. */
export function oneLine(text: string): string {
  if (isPlain(text)) return text;
  return withoutUnseen(text)
    .replace(/[\t\n\v\f\r\u2028\u2029]+/g, ' ')
    .normalize('NFC')
    .trim();
}

/** Several lines, ended by \n. */
export function manyLines(text: string): string {
  if (isPlain(text)) return text;
  return withoutUnseen(text)
    .replace(/\r\n?|[\v\f\u2028\u2029]/g, '\n')
    .normalize('NFC')
    .trim();
}

/** Full-width digits and letters as their ASCII ones, nothing around it: for numbers, codes and addresses. */
export function halfWidth(text: string): string {
  return plainForms(withoutUnseen(text)).trim();
}

/** Half-width, and without the spaces and dashes that people put between groups of digits. */
export function digitsOnly(text: string): string {
  if (/^[0-9A-Z]*$/.test(text)) return text;
  return halfWidth(text).replace(/[\s\-\u2010-\u2015\u2212]+/g, '');
}

/** Characters as people count them: a pair of surrogates is one. */
export function lengthOf(text: string): number {
  let length = text.length;
  for (let i = 0; i < text.length - 1; i++) {
    const unit = text.charCodeAt(i);
    if (unit >= 0xd800 && unit <= 0xdbff) {
      const low = text.charCodeAt(i + 1);
      if (low >= 0xdc00 && low <= 0xdfff) {
        length--;
        i++;
      }
    }
  }
  return length;
}

/** True for what is stored as an absent key: nothing, null, a text of which nothing can be seen, an empty list. */
export function isBlank(value: Json | undefined): boolean {
  if (value === undefined || value === null) return true;
  if (typeof value === 'string') return isUnseen(value);
  return Array.isArray(value) && value.length === 0;
}

/** A value that is none of its field's type, for the reader's eye: texts and numbers as they are. */
export function plainly(value: Json): string {
  return typeof value === 'string'
    ? value
    : typeof value === 'number' || typeof value === 'boolean'
      ? String(value)
      : '';
}
