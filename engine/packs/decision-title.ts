import { own } from '../core/json.ts';
import type { Text } from '../core/text.ts';

const titles: { [decision: string]: Text } = {
  approve: { en: 'approve', 'zh-CN': '同意' },
  reject: { en: 'reject', 'zh-CN': '驳回' },
  return: { en: 'return', 'zh-CN': '退回' },
  transfer: { en: 'transfer', 'zh-CN': '转办' },
  'add-signer': { en: 'add a signer', 'zh-CN': '加签' },
  submit: { en: 'submit', 'zh-CN': '提交' },
  cancel: { en: 'cancel', 'zh-CN': '取消' },
  done: { en: 'completion', 'zh-CN': '完成' },
  always: { en: 'what follows at once', 'zh-CN': '自动流转' },
};

/** What people call a decision or event; its own name where there is no other. */
export function decisionTitle(decision: string): Text {
  return own(titles, decision) ?? decision;
}
