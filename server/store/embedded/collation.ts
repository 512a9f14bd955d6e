// Collations: how strings compare when a query or an index asks for another order than that of their bytes.
import type { Doc } from './bson.ts';
import type { StringOrder } from './compare.ts';
import { badValue, refused } from './errors.ts';
import type { Fold } from './sort-key.ts';

/** A collation that the store understands; `key` says whether two of them are the same. */
export type Collation = { key: string; spec: Doc; order: StringOrder; fold: Fold };

const SENSITIVITY = { 1: 'base', 2: 'accent', 3: 'variant' } as const;
const KNOWN = new Set([
  'locale',
  'strength',
  'numericOrdering',
  'caseLevel',
  'caseFirst',
  'alternate',
  'normalization',
  'backwards',
  'maxVariable',
  'version',
]);
const PLAIN: Doc = {
  caseLevel: false,
  caseFirst: 'off',
  alternate: 'non-ignorable',
  normalization: false,
  backwards: false,
};

const cache = new Map<string, Collation>();

/** Reads a collation document; `undefined` for the simple one (bytes). Throws for options that it cannot keep. */
export function parseCollation(spec: unknown): Collation | undefined {
  if (spec === undefined || spec === null) return undefined;
  if (typeof spec !== 'object') throw badValue('Collation must be a document', 14);
  const given = spec as Doc;
  for (const name of Object.keys(given)) {
    if (!KNOWN.has(name)) throw badValue(`Collation has the unknown option "${name}"`, 72);
    if (name in PLAIN && given[name] !== undefined && given[name] !== PLAIN[name])
      throw refused(`collation with ${name}`);
  }
  if (typeof given.locale !== 'string') throw badValue('Collation needs a locale', 72);
  if (given.locale === 'simple') return undefined;
  const strength = Number(given.strength ?? 3);
  if (strength !== 1 && strength !== 2 && strength !== 3) throw refused(`collation strength ${strength}`);
  const numeric = given.numericOrdering === true;
  const key = `${given.locale}/${strength}/${numeric}`;
  const known = cache.get(key);
  if (known) return known;
  const made = make(key, given.locale, strength, numeric);
  cache.set(key, made);
  return made;
}

function make(key: string, locale: string, strength: 1 | 2 | 3, numeric: boolean): Collation {
  let collator: Intl.Collator;
  try {
    collator = new Intl.Collator(locale.replaceAll('_', '-'), {
      sensitivity: SENSITIVITY[strength],
      numeric,
      caseFirst: 'false',
    });
  } catch {
    throw badValue(`Collation has the unknown locale "${locale}"`);
  }
  const spec = { locale, ...PLAIN, strength, numericOrdering: numeric, maxVariable: 'punct', version: '57.1' };
  return { key, spec, order: (a, b) => (a === b ? 0 : collator.compare(a, b)), fold: folding(strength, numeric) };
}

/** Strings that the collation calls equal fold to the same text. */
function folding(strength: 1 | 2 | 3, numeric: boolean): Fold {
  return (text) => {
    let folded = text.normalize(strength === 3 ? 'NFD' : 'NFKD').replace(/\p{Cf}|(?![\t\n\v\f\r\x85])\p{Cc}/gu, '');
    if (strength < 3) folded = folded.toLowerCase();
    if (strength === 1) folded = folded.replace(/\p{M}/gu, '');
    return numeric ? folded.replace(/0+(?=\d)/g, '') : folded;
  };
}
