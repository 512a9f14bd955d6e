// Words under which a record is found: its texts from every Chinese character, sign and word on, as they stand, in pinyin and
// in initials, so that a search for beginnings (which an index answers) finds what stands in the middle of a name.
import { LRUCache } from 'lru-cache';
import { pinyin } from 'pinyin-pro';
import { type Form, type JsonObject, type Person, searchable, searchTokens, type Text } from '../../../engine/index.ts';

/** Longest word that is kept, most words of one text, most ways to spell one beginning, and most words of one search. */
const LONGEST = 24;
const MOST_WORDS = 2_000;
/** So many Chinese characters and words of a text are found as they stand, and so many by pinyin. */
const MOST_STARTS = 1_000;
const MOST_SPELT = 300;
const MOST_SPELLINGS = 64;
const MOST_ASKED = 6;

/** The words of a record, each as `path:word`: a reader who may not see a field does not find by it. */
export function searchWords(form: Form, data: JsonObject): string[] {
  const words = new Set<string>();
  for (const [path, only] of formsByPath(form)) {
    for (const text of searchTokens(only, data)) for (const word of wordsOf(text)) words.add(`${path}:${word}`);
  }
  return [...words];
}

/** The beginning to look for among the words of a record, for a word that is searched for in the field at a path. */
export function searchPattern(path: string, word: string): string {
  return `^${escaped(`${path}:${word}`)}`;
}

/** True where a person's name or title has every word of the text in it, or its pinyin. */
export function matchesName({ name, title }: { name: string; title: Person['title'] }, q: string): boolean {
  return matchesTexts([name, ...textsOf(title)], q);
}

/** True where every word that is searched for begins somewhere in the texts. */
export function matchesTexts(texts: string[], q: string): boolean {
  const words = texts.flatMap((text) => wordsOf(text));
  return wordsAsked(q).every((wanted) => words.some((word) => word.startsWith(wanted)));
}

/** A text in each of its languages. */
export function textsOf(text: Text): string[] {
  return typeof text === 'string' ? [text] : Object.values(text);
}

/** The words of a search, as they are compared: parted by blanks. The apostrophe is only how input methods part syllables. */
export function wordsAsked(q: string): string[] {
  return searchable(q)
    .split(' ')
    .map((word) => folded(word).slice(0, LONGEST))
    .filter((word) => word !== '')
    .slice(0, MOST_ASKED);
}

/** ü is typed as v; quotation marks that part syllables (xi'an) are no part of a word. */
function folded(text: string): string {
  return text.replace(/ü/g, 'v').replace(/['’‘`]/g, '');
}

const known = new LRUCache<string, string[]>({ max: 5000 });

function wordsOf(text: string): string[] {
  const before = known.get(text);
  if (before) return before;
  const words = makeWords(searchable(text));
  known.set(text, words);
  return words;
}

type Part = {
  text: string;
  /** Of a Chinese character, the likeliest first; of all else empty. */
  readings: string[];
  initials: string[];
};

// What stands there first, then the likeliest spelling from everywhere, then the others: a long text loses rare readings first.
function makeWords(text: string): string[] {
  const parts = partsOf(text);
  const starts = parts
    .flatMap((_, at) => (begins(parts, at) ? [parts.slice(at, at + LONGEST * 2)] : []))
    .slice(0, MOST_STARTS);
  const chinese = starts.filter((rest) => rest.some(({ readings }) => readings.length > 0)).slice(0, MOST_SPELT);
  const words = new Set<string>();
  const add = (made: Iterable<string>) => {
    for (const word of made) if (word !== '' && words.size < MOST_WORDS) words.add(word);
  };
  add(starts.map((rest) => joined(rest, (part) => part.text)));
  add(chinese.map((rest) => joined(rest, ({ readings: [likeliest], text: own }) => likeliest ?? own)));
  add(chinese.map((rest) => joined(rest, ({ readings: [likeliest], text: own }) => likeliest?.[0] ?? own)));
  for (const rest of chinese) {
    if (words.size >= MOST_WORDS) break;
    add(spellings(rest, ({ readings, text: own }) => (readings.length > 0 ? readings : [own])));
    add(spellings(rest, ({ initials, text: own }) => (initials.length > 0 ? initials : [own])));
  }
  return [...words];
}

function partsOf(text: string): Part[] {
  return pinyin(text, { type: 'all', toneType: 'none' }).map(({ origin, isZh, polyphonic, pinyin: likeliest }) => {
    const readings = isZh ? [...new Set([likeliest, ...polyphonic].flatMap(typedAs))] : [];
    return { text: origin, readings, initials: [...new Set(readings.map((reading) => reading.charAt(0)))] };
  });
}

// lǜ is typed lv, and by some lu; lüe is typed lve or lue.
function typedAs(syllable: string): string[] {
  const plain = syllable
    .normalize('NFD')
    .replace(/u\u0308|u([\u0300-\u0307\u0309-\u036f])\u0308/g, 'v')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase();
  return plain.includes('v') ? [plain, plain.replace('v', 'u')] : [plain];
}

// A Chinese character, a sign, the first of a run of letters and digits, and a number behind its leading zeros.
function begins(parts: Part[], at: number): boolean {
  const part = parts[at] as Part;
  if (part.readings.length > 0) return true;
  if (/^[\s\p{M}\p{C}'’‘`]/u.test(part.text)) return false;
  if (!/^[\p{L}\p{N}]/u.test(part.text)) return true;
  const before = parts[at - 1];
  if (!before || before.readings.length > 0 || !/[\p{L}\p{N}]$/u.test(before.text)) return true;
  return before.text === '0' && /^[1-9]/.test(part.text) && onlyZeros(parts, at - 1);
}

function onlyZeros(parts: Part[], last: number): boolean {
  let at = last;
  while (parts[at]?.text === '0') at--;
  return !/[\p{L}\p{N}]$/u.test(parts[at]?.text ?? '');
}

// Every way to spell the parts, those with the fewest rare readings first: 银行 is yinhang and yinxing.
function spellings(rest: Part[], waysOf: (part: Part) => string[]): string[] {
  let made = [{ text: '', rare: 0 }];
  for (const part of rest) {
    if (made.every(({ text }) => text.length >= LONGEST)) break;
    const ways = waysOf(part).map((way) => folded(way.replace(/\s+/g, '')));
    const longer = new Map<string, number>();
    for (const { text, rare } of made) {
      if (text.length >= LONGEST) longer.set(text, Math.min(rare, longer.get(text) ?? rare));
      else
        for (const [index, way] of ways.entries()) {
          const next = (text + way).slice(0, LONGEST);
          const count = rare + (index > 0 ? 1 : 0);
          longer.set(next, Math.min(count, longer.get(next) ?? count));
        }
    }
    made = [...longer].map(([text, rare]) => ({ text, rare })).sort((a, b) => a.rare - b.rare);
    made.length = Math.min(made.length, MOST_SPELLINGS);
  }
  return made.map(({ text }) => text);
}

function joined(parts: Part[], text: (part: Part, index: number) => string): string {
  let made = '';
  for (const [index, part] of parts.entries()) {
    if (made.length >= LONGEST) break;
    made += text(part, index).replace(/\s+/g, '');
  }
  return folded(made).slice(0, LONGEST);
}

/** A text as a regular expression that finds it. */
export function escaped(text: string): string {
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
