import type { Issue } from '../../core/issue.ts';
import type { Json } from '../../core/json.ts';
import { checkTitled } from '../titled-link.ts';

export function check(value: Json): Issue[] {
  return checkTitled(value, { en: 'a unit', 'zh-CN': '机构' });
}
