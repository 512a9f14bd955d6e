import type { Issue } from '../../core/issue.ts';
import type { Json } from '../../core/json.ts';
import { pointer } from '../../core/pointer.ts';
import { optionIssues, titleOf } from '../chosen-options.ts';
import type { CheckContext, FormatContext } from '../field-type.ts';
import { isBlank, plainly } from '../plain-text.ts';
import { wrongType } from '../value-issues.ts';
import { countIssues, type MultiChoiceDeclaration } from './schema.ts';

/** A single key is a list of one; blanks and repetitions go. */
export function normalise(value: Json): Json | undefined {
  if (isBlank(value)) return undefined;
  const list = typeof value === 'string' ? [value] : value;
  if (!Array.isArray(list)) return value;
  const keys = list.filter((key) => !isBlank(key)).map((key) => (typeof key === 'string' ? key.trim() : key));
  const once = keys.filter((key, index) => typeof key !== 'string' || keys.indexOf(key) === index);
  return once.length === 0 ? undefined : once;
}

export function check(value: Json, d: MultiChoiceDeclaration, context: CheckContext): Issue[] {
  if (!Array.isArray(value)) return wrongType({ en: 'a list of options', 'zh-CN': '选项列表' });
  const count = countIssues(value.length, d);
  if (count.length > 0) return count;
  return value.flatMap((key, index) =>
    optionIssues(key, d, context).map((found) => ({ ...found, path: pointer(index) })),
  );
}

export function format(value: Json, d: MultiChoiceDeclaration, context: FormatContext): string {
  if (!Array.isArray(value)) return plainly(value);
  const titles = value.map((key) => (typeof key === 'string' ? titleOf(key, d, context) : plainly(key)));
  return titles.join(context.locale === 'zh-CN' ? '、' : ', ');
}
