import { allOf, anyOf, type Filter } from '../../../engine/index.ts';
import type { FormUse, Scene } from './form-use.ts';
import { openRows } from './open-rows.ts';
import { rowsIn } from './rows-in.ts';
import { searchPattern, wordsAsked } from './search-words.ts';

/** Records in which every word of the text stands, each in a field that the caller reads there. */
export async function searchFilter(scene: Scene, use: FormUse, q: string): Promise<Filter> {
  const words = wordsAsked(q);
  if (words.length === 0) return NOTHING;
  // For each word the rows in which it stands, in any of the fields.
  const found: Filter[][] = words.map(() => []);
  for (const path of use.form.record.search) {
    const open = await openRows(scene, rowsIn(scene), use, [path]);
    if (open.closed !== undefined) continue;
    for (const [index, word] of words.entries()) {
      const stands: Filter = { search: { $regex: searchPattern(path, word) } };
      found[index]?.push(open.partly ? allOf([open.filter, stands]) : stands);
    }
  }
  return allOf(found.map((each) => (each.length === 0 ? NOTHING : anyOf(each))));
}

const NOTHING: Filter = { $nor: [{}] };
