/** Numbers as people type them: one reading for numbers, percentages and amounts. Nothing is guessed. */

export type WrittenDecimal = { negative: boolean; whole: string; fraction: string };

const MOST_CHARACTERS = 40;
// Commas stand only between groups of three, the first of which does not begin with 0.
const WRITTEN = /^([+-]?)([1-9]\d{0,2}(?:,\d{3})+|\d*)(?:\.(\d*))?$/;

/** Half-width digits, signs and points: `１２．５` and `12。5` are 12.5, a typographic minus is a minus. */
export function plainNumber(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\p{Cc}\p{Default_Ignorable_Code_Point}]/gu, '')
    .replace(/[\u2212\u2010-\u2013]/g, '-')
    .replace(/\u3002/g, '.')
    .trim();
}

/** `-1,234.5`, `+5`, `.5` and `5.` in their parts; undefined for anything that is not a number. */
export function decimalIn(text: string): WrittenDecimal | undefined {
  const plain = plainNumber(text);
  const match = plain.length <= MOST_CHARACTERS ? WRITTEN.exec(plain) : null;
  if (!match) return undefined;
  const [, sign, whole = '', fraction = ''] = match;
  if (whole === '' && fraction === '') return undefined;
  return { negative: sign === '-', whole: whole.replaceAll(',', '') || '0', fraction };
}
