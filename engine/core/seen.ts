// What can be seen of a text. Characters that show nothing, or that turn the direction of others, are no part of a value.
import { withoutLookAlikes, withoutRadicals } from './look-alikes.ts';

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is removed
const CONTROL = /[\u0000-\u0008\u000e-\u001f\u007f-\u009f]/g;
const IGNORABLE = /[\p{Default_Ignorable_Code_Point}\p{Bidi_Control}\ufff9-\ufffb]/gu;
// Signs of a script that show nothing: the empty cell of Braille, the null note, the blanks of hieroglyphs, the filler of Khitan,
// the joiner of Brahmi numbers, half a surrogate pair.
const EMPTY_SIGN = /[\u2800\u{1d159}\u{13441}\u{13442}\u{16fe4}\u{1107f}\p{Cs}]/gu;
// A variation selector chooses the shape of the character before it, a joiner makes one picture of two: both can be seen.
const IGNORABLE_AT_STORE = new RegExp(
  [
    '(?<![\\p{L}\\p{N}\\p{S}\\p{P}])\\p{Variation_Selector}',
    '(?<![\\p{Extended_Pictographic}\\p{Variation_Selector}\\p{Emoji_Modifier}])\\u200d',
    '\\u200d(?!\\p{Extended_Pictographic})',
    '(?![\\p{Variation_Selector}\\u200d])[\\p{Default_Ignorable_Code_Point}\\p{Bidi_Control}\\ufff9-\\ufffb]',
  ].join('|'),
  'gu',
);

/** The text without characters that nobody can see. Selectors of a character's shape and joiners of pictures stay. */
export function withoutUnseen(text: string): string {
  return isAscii(text) ? text : text.replace(CONTROL, '').replace(IGNORABLE_AT_STORE, '');
}

/** True where a reader would see nothing: blanks, controls and invisible characters alone. */
export function isUnseen(text: string): boolean {
  const first = text.charCodeAt(0);
  if (first > 0x20 && first < 0x7f) return false;
  return text.replace(CONTROL, '').replace(IGNORABLE, '').replace(EMPTY_SIGN, '').trim() === '';
}

/** What a person says in an opinion, a reason or a comment: '' where nothing can be seen. */
export function said(text: string | undefined): string {
  return text === undefined || isUnseen(text) ? '' : withoutUnseen(text).trim();
}

/**
 * The text as comparisons see it: width, case, repeated blanks and invisible characters make no difference. Texts that look
 * alike compare alike.
 */
export function searchable(text: string): string {
  return withoutRadicals(text.normalize('NFKC'))
    .replace(CONTROL, '')
    .replace(IGNORABLE, '')
    .replace(EMPTY_SIGN, ' ')
    .toLowerCase()
    .normalize('NFKC')
    .replace(/\s+/g, ' ')
    .trim();
}

/**
 * The text as `unique` compares it: as searches do, without any blanks, with one letter for all that look like it, and with one
 * sign for dashes, for middle dots and for quotation marks, which people type as their keyboard has them.
 */
export function alike(text: string): string {
  return withoutLookAlikes(searchable(text).toUpperCase().toLowerCase())
    .replace(/\s+/g, '')
    .replace(/[\p{Pd}\u2212]/gu, '-')
    .replace(/[\u00b7\u2022\u2027\u2219\u22c5\u30fb]/g, '\u00b7')
    .replace(/[\u201c\u201d\u201e\u2033]/g, '"')
    .replace(/[\u2018\u2019\u201a\u2032]/g, "'");
}

function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit >= 0x7f || unit < 0x09 || (unit > 0x0d && unit < 0x20)) return false;
  }
  return true;
}
