import { type Issue, issue } from '../core/issue.ts';
import { isJsonObject, type Json, type JsonObject } from '../core/json.ts';
import { matchSchema } from '../core/json-schema.ts';
import { didYouMean, KEY_PATTERN } from '../core/names.ts';
import { pointer } from '../core/pointer.ts';
import { type Result, unlessIssues } from '../core/result.ts';
import type { Text } from '../core/text.ts';
import { textSchema } from './declaration-schema.ts';

/** One value to choose. A retired one stays readable where it was chosen before and cannot be chosen again. */
export type Option = { key: string; title: Text; retired?: boolean; parent?: string };

/** A list (or, by `parent`, a tree) of values to choose from: definition of kind `options`. */
export type OptionSet = {
  key: string;
  title: Text;
  items: Option[];
  /** What earlier releases offered and this one does not: readable like retired items, listed nowhere. */
  former?: Option[];
};

/** Keys of options: codes of standards (`A01`, `310000`) as well as words. */
export const OPTION_PATTERN = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/;

/** The published JSON Schema of option sets. */
export const optionsSchema: JsonObject = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Options',
  type: 'object',
  required: ['kind', 'key', 'title', 'items'],
  additionalProperties: false,
  properties: {
    $schema: { type: 'string' },
    kind: { const: 'options' },
    key: { type: 'string', pattern: KEY_PATTERN.source },
    title: textSchema,
    description: textSchema,
    items: {
      type: 'array',
      minItems: 1,
      maxItems: 5000,
      items: {
        type: 'object',
        required: ['key', 'title'],
        additionalProperties: false,
        properties: {
          key: { type: 'string', pattern: OPTION_PATTERN.source },
          title: textSchema,
          retired: { type: 'boolean', description: 'Readable in old records, not to be chosen any more.' },
          parent: {
            type: 'string',
            pattern: OPTION_PATTERN.source,
            description: 'Key of the item above it, in a tree.',
          },
        },
      },
    },
  },
};

/** A definition of kind `options`. All issues: structure, keys that occur twice, parents that do not exist or go in a circle. */
export function parseOptions(json: unknown): Result<OptionSet> {
  const issues = matchSchema(optionsSchema, json);
  if (!isJsonObject(json) || !Array.isArray(json.items))
    return unlessIssues(issues, () => json as unknown as OptionSet);
  issues.push(...itemIssues(json.items));
  return unlessIssues(issues, () => {
    const { key, title, items } = json as unknown as OptionSet;
    return { key, title, items };
  });
}

/** Faults between items that are each well formed; paths below `/items`. */
export function itemIssues(items: Json[], at = '/items'): Issue[] {
  const issues: Issue[] = [];
  const parents = new Map<string, string | undefined>();
  items.forEach((item, index) => {
    if (!isJsonObject(item) || typeof item.key !== 'string') return;
    if (parents.has(item.key))
      issues.push(issue('field/duplicate-option', at + pointer(index, 'key'), { key: item.key }));
    parents.set(item.key, typeof item.parent === 'string' ? item.parent : undefined);
  });
  items.forEach((item, index) => {
    if (!isJsonObject(item) || typeof item.parent !== 'string') return;
    const path = at + pointer(index, 'parent');
    if (!parents.has(item.parent)) {
      issues.push(
        issue('field/unknown-option', path, { key: item.parent, hint: didYouMean(item.parent, parents.keys()) }),
      );
    } else if (inCircle(item.parent, parents)) issues.push(issue('field/option-circle', path, { key: item.parent }));
  });
  return issues;
}

function inCircle(start: string, parents: Map<string, string | undefined>): boolean {
  const seen = new Set<string>();
  for (let here: string | undefined = start; here !== undefined; here = parents.get(here)) {
    if (seen.has(here)) return true;
    seen.add(here);
  }
  return false;
}

/** The option of a key; a retired or former one is `retired`. Option sets never change, so the look-up is made once for each. */
export function optionOf(set: OptionSet, key: string): Option | undefined {
  let known = byKey.get(set);
  if (!known) {
    known = new Map(everOffered(set).map((item) => [item.key, item]));
    byKey.set(set, known);
  }
  return known.get(key);
}

/** The items of a set, then the former ones as retired. */
export function everOffered({ items, former = [] }: Pick<OptionSet, 'items' | 'former'>): Option[] {
  return [...items, ...without(former, items).map((item) => ({ ...item, retired: true }))];
}

/** The set with options that it no longer has. */
export function withFormer(set: OptionSet, former: readonly Option[] | undefined): OptionSet {
  const gone = without([...(set.former ?? []), ...(former ?? [])], set.items);
  return gone.length === 0 ? set : { ...set, former: gone };
}

// The first of each key counts: the newest, where the newest release comes first.
function without(options: readonly Option[], items: readonly Option[]): Option[] {
  if (options.length === 0) return [];
  const known = new Set(items.map(({ key }) => key));
  return options.filter(({ key }) => !known.has(key) && known.add(key));
}

const byKey = new WeakMap<OptionSet, Map<string, Option>>();
