import type { Text } from '../text.ts';

/** Who may decide, and what takes a second administrator. */
export const fourEyesMessages = {
  'workflow/self-approval': {
    en: 'Nobody approves their own request, and at "{step}" the initiator can be found: {example}. Add "initiator" to "separate"',
    'zh-CN': '任何人不得审批自己的申请，而“{step}”可能找到发起人：{example}。请在“separate”中加入“initiator”',
  },
  'workflow/event-of-maker': {
    en: 'At "{step}" the event "{event}" leads to "{end}" without the approval. It is refused when {example} sends it',
    'zh-CN': '在“{step}”触发“{event}”会不经审批到达“{end}”；{example}触发时将被拒绝',
  },
  'workflow/auto-initiator': {
    en: 'Nobody approves their own request, so it cannot be approved automatically for the initiator. Remove "initiator" from "auto"',
    'zh-CN': '任何人不得审批自己的申请，因此不能因发起人即审批人而自动同意。请从“auto”中删除“initiator”',
  },
  'workflow/separate-from-itself': {
    en: '"{step}" is separate from itself: after a return nobody could decide it again',
    'zh-CN': '“{step}”要求与自身职责分离：退回后将无人可再次办理',
  },
  'workflow/vote-of-a-pool': {
    en: 'A vote counts people, and a pool of "{step}" is one task for one of them. Assign it by "role"',
    'zh-CN': '表决按人数计票，而“{step}”的任务池只由其中一人办理。请改为按“role”分配',
  },
  'workflow/approvals-skipped': {
    en: 'The case can come to "{state}" although no person approves it: {steps} can be skipped or run out of time',
    'zh-CN': '流程可能在无人审批的情况下到达“{state}”：{steps} 可被跳过或超时通过',
  },
  'workflow/set-after-approval': {
    en: 'The chart sets "{field}" after "{step}" has approved it, and does not ask for a new approval. Name "{name}" in `ignore` of "{step}", hide it there, or set it before',
    'zh-CN':
      '“{step}”审批通过后流程会改写“{field}”，且不再重新审批。请将“{name}”列入“{step}”的忽略字段（ignore）、在该步骤隐藏，或改在审批之前赋值',
  },
  'workflow/guard-reads-changing': {
    en: '"{field}" decides the way after "{step}", and "{other}" can still change it. The case then goes back to "{step}"',
    'zh-CN': '“{field}”决定“{step}”之后的流向，而“{other}”仍可修改它。修改后流程将回到“{step}”重新审批',
  },
  'workflow/guard-reads-ignored': {
    en: '"{field}" decides the way after "{step}", and "{other}" can still change it. "{step}" ignores that: the way is not decided again',
    'zh-CN': '“{field}”决定“{step}”之后的流向，而“{other}”仍可修改它。“{step}”忽略该修改，因此流向不会重新判断',
  },
  'workflow/counts-twice': {
    en: '{who} already acts in another place of "{step}": each person counts once',
    'zh-CN': '{who}已在“{step}”的其他席位办理：同一步骤中每人只计一次',
  },
  'workflow/sees-nothing': {
    en: '{who} may not see what "{step}" is about, and so cannot decide it',
    'zh-CN': '{who}无权查看“{step}”的申请内容，因此不能办理',
  },
  'workflow/unattended': {
    en: 'The task of {who} at "{step}" has nobody left who may decide it. Give it to another person',
    'zh-CN': '“{step}”中{who}的任务已无人可办理，请改派他人',
  },
  'workflow/approved-by-nobody': {
    en: 'The case would end as approved, but no person has approved it. Move it back to a step that decides it',
    'zh-CN': '流程即将以“通过”结束，但没有任何人审批过。请将其退回到需要审批的步骤',
  },
  'workflow/second-administrator': {
    en: 'The step could not have come to {what} by itself. Propose it: a second administrator must confirm',
    'zh-CN': '按流程规则不会到达{what}。请提请例外处理，由另一名管理员确认后生效',
  },
  'workflow/exception-proposed': {
    en: 'An administrator asks for an exception: {what}. A second administrator must confirm or dismiss it',
    'zh-CN': '管理员提请例外处理：{what}。须由另一名管理员确认或拒绝',
  },
  'workflow/unknown-proposal': {
    en: 'The case has no proposal {proposal}',
    'zh-CN': '该流程没有待确认的例外处理 {proposal}',
  },
  'workflow/proposal-outdated': {
    en: 'The request has changed since this was proposed. Dismiss the proposal and make it again',
    'zh-CN': '提请例外处理之后，申请已有变化。请拒绝该例外处理并重新提请',
  },
  'workflow/same-administrator': {
    en: 'Another administrator than the one who proposed it must confirm it',
    'zh-CN': '须由提出申请之外的另一名管理员确认',
  },
  'workflow/administers-oneself': {
    en: 'Administrators cannot give a task to themselves',
    'zh-CN': '管理员不能将任务改派给自己',
  },
  'workflow/separation': {
    en: '{who} may not act at "{step}": {because}',
    'zh-CN': '{who}不能办理“{step}”：{because}',
  },
  'workflow/nobody': {
    en: 'Nobody can be found for the step "{step}"',
    'zh-CN': '步骤“{step}”找不到办理人',
  },
  'workflow/to-oneself': { en: 'You cannot name yourself', 'zh-CN': '不能指定自己' },
  'workflow/out-of-scope': {
    en: '{who} is not among the people who may be named here',
    'zh-CN': '{who}不在可选人员范围内',
  },
  'workflow/already-holder': {
    en: '{who} already has a task in this step',
    'zh-CN': '{who}在此步骤中已有任务',
  },
  'workflow/own-case': {
    en: 'Who made the request may not move it or its tasks',
    'zh-CN': '申请人不能移动自己的流程或改派其任务',
  },
  'workflow/separate-impossible': {
    en: 'The step "{step}" is assigned to the initiator and may not be acted on by the initiator',
    'zh-CN': '步骤“{step}”分配给发起人，却又禁止发起人办理',
  },
} as const satisfies Record<string, Text>;
