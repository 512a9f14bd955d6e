import type { Field, Locale } from '../../../engine/index.ts';
import { sortsByKey } from './derived.ts';
import type { FormUse, Scene } from './form-use.ts';
import { openRows } from './open-rows.ts';
import { rowsIn } from './rows-in.ts';

/** Whether the caller reads the field on every record that a list shows. */
export async function isOpenToAll(scene: Scene, use: FormUse, path: string): Promise<boolean> {
  const open = await openRows(scene, rowsIn(scene), use, [path]);
  return open.closed === undefined && !open.partly;
}

/** Where a row keeps what a field sorts by: texts as in a dictionary, a reference by what it shows, a person or unit by the title. */
export function sortedPart(path: string, field: Field, locale: Locale): string {
  if (path.includes('.') || !sortsByKey(field)) return `data.${path}`;
  const isTitled = field.kind.ruleType(field.declaration).kind !== 'text' && field.link === undefined;
  return isTitled && locale === 'en' ? `data.${path}.title.en` : `order.${path}`;
}
