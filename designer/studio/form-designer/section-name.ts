import { isText, type Json, valueAt } from '../../../engine/index.ts';
import type { useLocalise } from '../../ui/useLocale.ts';
import type { useTexts } from '../../ui/useTexts.ts';

/** What a section is called: its title, else its number. */
export function sectionName(
  section: Json,
  index: number,
  say: ReturnType<typeof useLocalise>,
  t: ReturnType<typeof useTexts<'studio'>>,
): string {
  const title = valueAt(section, '/section/title');
  return (isText(title) && say(title)) || t('sectionNumber', { number: index + 1 });
}
