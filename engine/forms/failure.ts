import { type Issue, messageOf } from '../core/issue.ts';
import type { JsonObject } from '../core/json.ts';

/** Parameters of an issue that a failed rule causes: the failure's code, and why in both languages. */
export function causeOf(failure: Issue): JsonObject {
  return { cause: failure.code, reason: { en: messageOf(failure, 'en'), 'zh-CN': messageOf(failure, 'zh-CN') } };
}
