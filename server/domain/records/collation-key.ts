// A text by which rows sort as a Chinese dictionary does, in any store: signs, digits, Chinese characters by pinyin, letters.
import { pinyin } from 'pinyin-pro';
import { searchable } from '../../../engine/index.ts';

const MOST_CHARACTERS = 16;

/** The key of a text; keys compare by code point. Two texts that look alike have the same key. */
export function collationKey(text: string): string {
  const start = [...searchable(text)].slice(0, MOST_CHARACTERS).join('');
  return pinyin(start, { type: 'all', toneType: 'num' })
    .map(({ origin, isZh, pinyin: reading }) => (isZh ? `A${reading.replace(/ü/g, 'v')}${origin}` : plainKey(origin)))
    .join('');
}

function plainKey(character: string): string {
  if (/^\p{N}/u.test(character)) return `0${character}`;
  if (/^\p{L}/u.test(character)) return `B${character.normalize('NFD')}`;
  return `!${character}`;
}
