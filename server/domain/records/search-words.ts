// Words under which a record is found: parts of its texts, their pinyin and its initials, each from every character on, so
// that a search for beginnings (which an index answers) finds what stands in the middle of a name.
import { LRUCache } from 'lru-cache';
import { pinyin } from 'pinyin-pro';
import { type Form, type JsonObject, type Person, searchTokens } from '../../../engine/index.ts';

/** Longest word that is kept, and most words of one text. */
const LONGEST = 24;
const MOST_WORDS = 60;
/** From so many of the first characters on, a name is found by its whole pinyin too; from the others by its initials. */
const MOST_SPELT = 4;

/** The words of a record, each as `path:word`: a reader who may not see a field does not find by it. */
export function searchWords(form: Form, data: JsonObject): string[] {
  const words = new Set<string>();
  for (const [path, only] of formsByPath(form)) {
    for (const text of searchTokens(only, data)) for (const word of wordsOf(text)) words.add(`${path}:${word}`);
  }
  return [...words];
}

/** The beginnings to search for, one for each of the paths; undefined for a text without anything to search. */
export function searchPatterns(q: string, paths: string[]): string[] | undefined {
  const wanted = plain(q).slice(0, LONGEST);
  if (wanted === '' || paths.length === 0) return undefined;
  return paths.map((path) => `^${escaped(`${path}:${wanted}`)}`);
}

/** True where a person's name or title has the text in it, or its pinyin. */
export function matchesName({ name, title }: Pick<Person, 'name' | 'title'>, q: string): boolean {
  const wanted = plain(q).slice(0, LONGEST);
  const texts = [name, ...(typeof title === 'string' ? [title] : Object.values(title))];
  return wanted === '' || texts.some((text) => wordsOf(text).some((word) => word.startsWith(wanted)));
}

const known = new LRUCache<string, string[]>({ max: 5000 });

function wordsOf(text: string): string[] {
  const before = known.get(text);
  if (before) return before;
  const words = makeWords(text);
  known.set(text, words);
  return words;
}

function makeWords(text: string): string[] {
  const whole = plain(text);
  const syllables = pinyin(whole, { toneType: 'none', type: 'array', nonZh: 'consecutive' });
  const words = new Set<string>();
  let offset = 0;
  for (const [index, syllable] of syllables.entries()) {
    const rest = whole.slice(offset);
    const chinese = isChinese(rest);
    if (chinese || /^[\p{L}\p{N}]/u.test(rest)) {
      words.add(rest.slice(0, LONGEST));
      if (index < MOST_SPELT) words.add(syllables.slice(index).join('').slice(0, LONGEST));
      words.add(initials(whole, offset, syllables.slice(index)).slice(0, LONGEST));
    }
    // A run of letters and digits is found by its parts too: `zz202611-000123` by `000123`.
    if (!chinese)
      for (const match of syllable.matchAll(/(?<=[^\p{L}\p{N}])[\p{L}\p{N}]+/gu)) words.add(match[0].slice(0, LONGEST));
    offset += chinese ? firstLength(rest) : syllable.length;
    if (words.size >= MOST_WORDS) break;
  }
  return [...words].slice(0, MOST_WORDS);
}

// The first letter of each Chinese character's syllable; what is not Chinese as it is.
function initials(whole: string, from: number, syllables: string[]): string {
  let offset = from;
  let made = '';
  for (const syllable of syllables) {
    const rest = whole.slice(offset);
    const chinese = isChinese(rest);
    made += chinese ? (syllable[0] ?? '') : syllable;
    offset += chinese ? firstLength(rest) : syllable.length;
    if (made.length >= LONGEST) break;
  }
  return made;
}

function isChinese(text: string): boolean {
  return /^\p{Script=Han}/u.test(text);
}

function firstLength(text: string): number {
  return String.fromCodePoint(text.codePointAt(0) ?? 0).length;
}

/** Lower case, half width, without spaces. */
function plain(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/g, '');
}

/** A text as the beginning of another, for a search that an index answers. */
export function plainWords(text: string): string {
  return escaped(text.normalize('NFKC').slice(0, 100));
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}

const byPath = new WeakMap<Form, [string, Form][]>();

// The engine gives the texts of all searched fields together; asked for one field at a time, it says which is whose.
function formsByPath(form: Form): [string, Form][] {
  let made = byPath.get(form);
  if (!made) {
    made = form.record.search.map((path) => [path, { ...form, record: { ...form.record, search: [path] } }]);
    byPath.set(form, made);
  }
  return made;
}
