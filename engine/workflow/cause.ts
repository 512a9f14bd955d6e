import { type Issue, messageOf } from '../core/issue.ts';

/** What an issue says, for the params of another one. */
export function causeOf(found: Issue): { en: string; 'zh-CN': string } {
  return { en: messageOf(found, 'en'), 'zh-CN': messageOf(found, 'zh-CN') };
}
