import { type Issue, issue } from '../core/issue.ts';
import type { Json, JsonObject } from '../core/json.ts';
import type { Text } from '../core/text.ts';
import type { PropertySpec } from '../fields/index.ts';

/** What becomes of a record that a workflow has approved: frozen, or open to people who may change records of the form. */
export type AfterApproval = 'frozen' | 'editable';

export const afterApprovals: { [A in AfterApproval]: Text } = {
  frozen: { en: 'cannot be changed', 'zh-CN': '不可修改' },
  editable: { en: 'can be changed by people who may change records', 'zh-CN': '有修改权限的人可以修改' },
};

export const afterApprovalSchema: JsonObject = {
  enum: Object.keys(afterApprovals),
  description: 'Whether an approved record can still be changed; frozen where nothing is said.',
};

/** The same for the studio. */
export const afterApprovalSpec: PropertySpec = {
  path: '/afterApproval',
  editor: 'choice',
  label: { en: 'An approved record', 'zh-CN': '审批通过后' },
  otherwise: 'frozen',
  choices: Object.entries(afterApprovals).map(([value, label]) => ({ value, label })),
};

export function afterApprovalOf(json: Json | undefined): AfterApproval {
  return json === 'editable' ? 'editable' : 'frozen';
}

/** Changes that a case proposes and applies are not there yet: a form that asks for them is told so by name. */
export function afterApprovalIssues(json: Json | undefined): Issue[] {
  return json === 'case' ? [issue('form/after-approval-case', '/afterApproval')] : [];
}
