/** Numbers as people type them: one reading for numbers, percentages and amounts. Nothing is guessed. */

export type WrittenDecimal = { negative: boolean; whole: string; fraction: string };

const MOST_CHARACTERS = 40;
// Commas or blanks stand only between groups of three, the first of which does not begin with 0. A Chinese unit of ten
// thousand or a hundred million may follow, once.
const WRITTEN = /^([+-]?)([1-9]\d{0,2}(?:,\d{3})+|[1-9]\d{0,2}(?:\s\d{3})+|\d*)(?:\.(\d*))?\s*([万萬亿億])?$/;
const TIMES: { [unit: string]: number } = { 万: 4, 萬: 4, 亿: 8, 億: 8 };

/** Half-width digits, signs and points: `１２．５` and `12。5` are 12.5, a typographic minus is a minus. */
export function plainNumber(text: string): string {
  return plainForms(text)
    .replace(/[\p{Cc}\p{Default_Ignorable_Code_Point}]/gu, '')
    .replace(/[\u2212\u2010-\u2013]/g, '-')
    .replace(/\u3002/g, '.')
    .trim();
}

/** Half-width forms of wide and other variants. Raised, lowered and circled digits and fractions are no digits and stay: ² is not 2. */
export function plainForms(text: string): string {
  return text.replace(/[^\p{No}\p{Nl}\u2070-\u209f]+/gu, (part) => part.normalize('NFKC'));
}

/** `-1,234.5`, `1 234.5`, `+5`, `.5`, `5.` and `6万` in their parts; undefined for anything that is not a number. */
export function decimalIn(text: string): WrittenDecimal | undefined {
  const plain = plainNumber(text);
  const match = plain.length <= MOST_CHARACTERS ? WRITTEN.exec(plain) : null;
  if (!match) return undefined;
  const [, sign, whole = '', fraction = '', unit] = match;
  if (whole === '' && fraction === '') return undefined;
  const figures = { whole: whole.replace(/[,\s]/g, '') || '0', fraction };
  return { negative: sign === '-', ...(unit ? timesTen(figures, TIMES[unit] ?? 0) : figures) };
}

// Exactly: the point moves.
function timesTen({ whole, fraction }: Omit<WrittenDecimal, 'negative'>, zeros: number) {
  const digits = fraction.padEnd(zeros, '0');
  return { whole: (whole + digits.slice(0, zeros)).replace(/^0+(?=\d)/, ''), fraction: digits.slice(zeros) };
}
