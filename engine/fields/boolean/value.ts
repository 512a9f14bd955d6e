import type { Issue } from '../../core/issue.ts';
import { type Json, own } from '../../core/json.ts';
import type { FormatContext } from '../field-type.ts';
import { halfWidth, isBlank, plainly } from '../plain-text.ts';
import { wrongType } from '../value-issues.ts';

const words: { [word: string]: boolean } = { true: true, yes: true, 是: true, false: false, no: false, 否: false };

/** The words that sheets have for it, in both languages. */
export function normalise(value: Json): Json | undefined {
  if (isBlank(value)) return undefined;
  return typeof value === 'string' ? (own(words, halfWidth(value).toLowerCase()) ?? value) : value;
}

export function check(value: Json): Issue[] {
  return typeof value === 'boolean' ? [] : wrongType({ en: 'yes or no', 'zh-CN': '是或否' });
}

export function format(value: Json, _d: unknown, { locale }: Pick<FormatContext, 'locale'>): string {
  if (typeof value !== 'boolean') return plainly(value);
  if (locale === 'zh-CN') return value ? '是' : '否';
  return value ? 'Yes' : 'No';
}
