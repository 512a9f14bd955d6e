import type { Text } from '../text.ts';

/** Workflows, cases and tasks. `{param}` is filled in. */
export const workflowMessages = {
  // Parsing
  'workflow/not-supported': { en: '{what} is not supported', 'zh-CN': '暂不支持 {what}' },
  'workflow/event-without-transition': {
    en: 'No state takes the event "{event}": name it in "on" of a state, or take it out',
    'zh-CN': '没有状态接收事件“{event}”：请在状态的 on 中使用，或删除该事件',
  },
  'workflow/event-without-sender': {
    en: 'No role may send the event "{event}": name one in "roles"',
    'zh-CN': '没有角色可发送事件“{event}”：请在 roles 中指定',
  },
  'workflow/unknown-form': { en: 'There is no form "{form}"', 'zh-CN': '表单“{form}”不存在' },
  'workflow/unknown-field': { en: 'The form has no field "{field}"{hint}', 'zh-CN': '表单中没有字段“{field}”{hint}' },
  'workflow/link-field': {
    en: '"{field}" does not link to a record of "{form}"',
    'zh-CN': '“{field}”不是关联“{form}”的字段',
  },
  'workflow/unknown-state': {
    en: 'There is no state "{state}" here; there are: {known}',
    'zh-CN': '此处没有状态“{state}”；可用的有：{known}',
  },
  'workflow/unknown-step': { en: 'There is no step "{step}"{hint}', 'zh-CN': '没有步骤“{step}”{hint}' },
  'workflow/no-initial': { en: '"{state}" does not say which state comes first', 'zh-CN': '“{state}”未指定初始状态' },
  'workflow/state-kind': {
    en: 'The state "{state}" cannot be of the kind {kind} with what is (or is not) in it',
    'zh-CN': '状态“{state}”的内容与类型 {kind} 不符',
  },
  'workflow/outcome-place': {
    en: 'Only a final state has an outcome; "{state}" is not final',
    'zh-CN': '只有结束状态才有结果；“{state}”不是结束状态',
  },
  'workflow/end-goes-on': {
    en: 'Nothing can lead away from "{state}"',
    'zh-CN': '“{state}”之后不能再有流转',
  },
  'workflow/done-place': {
    en: '"onDone" belongs to a state that holds others; "{state}" does not',
    'zh-CN': '“onDone”只能用于含有子状态的状态；“{state}”没有子状态',
  },
  'workflow/targets': {
    en: 'These targets cannot be active together: {targets}',
    'zh-CN': '这些目标不能同时处于活动状态：{targets}',
  },
  'workflow/duplicate-id': { en: 'Two states have the id "{id}"', 'zh-CN': '两个状态的 id 均为“{id}”' },
  'workflow/duplicate-step': {
    en: 'Two steps are called "{step}" (the other is "{other}"); the names of steps must differ',
    'zh-CN': '有两个步骤都叫“{step}”（另一个是“{other}”）；步骤名称不能重复',
  },
  'workflow/event-name': {
    en: '"{event}" cannot be the name of an event: small letters, digits and hyphens only',
    'zh-CN': '“{event}”不能用作事件名：只能使用小写字母、数字和连字符',
  },
  'workflow/step-state': {
    en: 'A step stands in a state that holds no other and is not final; "{state}" is another kind',
    'zh-CN': '步骤只能位于没有子状态且未结束的状态中；“{state}”不符合',
  },
  'workflow/wait-assign': {
    en: 'A step that waits for an event is assigned to nobody',
    'zh-CN': '等待事件的步骤不分配给任何人',
  },
  'workflow/assign-rule': {
    en: 'The rule must give the id of a person, or a list of ids',
    'zh-CN': '规则的结果必须是人员标识或人员标识列表',
  },
  'workflow/assign-field': {
    en: 'The field "{field}" is of type {type}; here only {allowed} can be used',
    'zh-CN': '字段“{field}”的类型为 {type}；此处只能使用 {allowed}',
  },
  'workflow/set-computed': {
    en: 'The field "{field}" is computed and cannot be set',
    'zh-CN': '字段“{field}”由公式计算，不能设置',
  },
  'workflow/delay': {
    en: '"{found}" is not a delay: write PT8H, P2D/work or field:dueDate',
    'zh-CN': '“{found}”不是有效的时限：请写成 PT8H、P2D/work 或 field:dueDate',
  },
  'workflow/delay-range': {
    en: '{found} is not between one second and ten years',
    'zh-CN': '{found} 不在 1 秒至 10 年之间',
  },
  'workflow/delay-field': {
    en: 'The field "{field}" is not a date, so no time can be counted from it',
    'zh-CN': '字段“{field}”不是日期，不能据此计时',
  },
  'workflow/return-nowhere': {
    en: 'The step "{step}" returns to the initiator, but the chart has no state for it: add a fill step assigned to the initiator',
    'zh-CN': '步骤“{step}”可退回发起人，但流程图中没有相应状态：请添加一个分配给发起人的填写步骤',
  },
  'workflow/chart': { en: 'The chart cannot be used: {reason}', 'zh-CN': '流程图无法使用：{reason}' },

  // Checking
  'workflow/unreachable': {
    en: 'Nothing leads to the state "{state}"',
    'zh-CN': '没有任何流转能到达状态“{state}”',
  },
  'workflow/dead-state': {
    en: 'A case that reaches "{state}" stays there for ever: {example}',
    'zh-CN': '流程到达“{state}”后将无法继续：{example}',
  },
  'workflow/no-end': {
    en: 'From "{state}" no way leads to an end: {example}',
    'zh-CN': '从“{state}”出发无法到达结束：{example}',
  },
  'workflow/eventless-cycle': {
    en: 'The case would go round for ever without any person acting: {cycle}',
    'zh-CN': '流程将在无人操作的情况下无限循环：{cycle}',
  },
  'workflow/guard-gap': {
    en: 'After "{event}" in "{state}" the case cannot go on when {example}: no condition holds',
    'zh-CN': '在“{state}”发生“{event}”后，当{example}时没有任何条件成立，流程无法继续',
  },
  'workflow/guard-never': {
    en: 'The condition never decides: an earlier one always holds when it does, for instance when {example}',
    'zh-CN': '该条件永远不起作用：它成立时前面的条件总是先成立，例如当{example}时',
  },
  'workflow/guard-overlap': {
    en: 'Two conditions hold at once when {example}; the first one is taken ({taken}, not {other})',
    'zh-CN': '当{example}时两个条件同时成立，将采用前一个（{taken}，而非{other}）',
  },
  'workflow/after-unguarded': {
    en: 'This transition is never taken: the one before it has no condition',
    'zh-CN': '该流转永远不会发生：它前面的流转没有条件',
  },
  'workflow/no-assignee': {
    en: 'Nobody is assigned to the step "{step}"',
    'zh-CN': '步骤“{step}”没有指定办理人',
  },
  'workflow/assignee-may-be-empty': {
    en: 'Nobody may be found for "{step}": {example}',
    'zh-CN': '步骤“{step}”可能找不到办理人：{example}',
  },
  'workflow/unknown-role': { en: 'There is no role "{role}"{hint}', 'zh-CN': '角色“{role}”不存在{hint}' },
  'workflow/no-admin': {
    en: '"to-admin" needs the workflow\'s "admin" role',
    'zh-CN': '使用“to-admin”时必须指定流程的“admin”角色',
  },
  'workflow/required-not-editable': {
    en: '"{field}" must be filled in at "{step}" but cannot be edited there: {reason}',
    'zh-CN': '“{field}”在“{step}”必填，但在该步骤无法编辑：{reason}',
  },
  'workflow/unknown-template': { en: 'There is no template "{template}"', 'zh-CN': '模板“{template}”不存在' },
  'workflow/decision-without-transition': {
    en: '"{decision}" at "{step}" leads nowhere: add on.{decision}',
    'zh-CN': '“{step}”的“{decision}”没有去向：请添加 on.{decision}',
  },
  'workflow/event-never-sent': {
    en: 'Nothing sends "{event}" in "{state}": it is no decision of a step there and no declared event',
    'zh-CN': '在“{state}”中没有任何来源会发出“{event}”：它既不是步骤的决定，也不是已声明的事件',
  },
  'workflow/no-outcome': {
    en: 'The end "{state}" does not say whether the request was approved',
    'zh-CN': '结束状态“{state}”未说明申请是否通过',
  },
  'workflow/return-without-target': {
    en: 'Return decisions of "{step}" name nothing to return to',
    'zh-CN': '“{step}”可退回，但未指定退回到哪里',
  },
  'workflow/return-beside': {
    en: '"{step}" cannot return the request to "{to}": that is the step itself, or a step of a region beside it',
    'zh-CN': '“{step}”无法退回到“{to}”：该步骤为其自身或位于并行分支中',
  },

  // Running
  'workflow/may-not-start': {
    en: 'Only {roles} may begin this workflow',
    'zh-CN': '只有 {roles} 可以发起该流程',
  },
  'workflow/unknown-person': { en: 'There is no active person "{person}"', 'zh-CN': '没有在职人员“{person}”' },
  'workflow/not-running': { en: 'The case has ended ({status})', 'zh-CN': '流程已结束（{status}）' },
  'workflow/suspended': { en: 'The case is suspended', 'zh-CN': '流程已挂起' },
  'workflow/not-suspended': { en: 'The case is not suspended', 'zh-CN': '流程未挂起' },
  'workflow/no-such-task': { en: 'There is no task {task} in this case', 'zh-CN': '该流程中没有任务 {task}' },
  'workflow/task-closed': {
    en: 'The task is no longer open: {byTitle} ended it at {at} ({decision})',
    'zh-CN': '任务已关闭：{byTitle} 于 {at} 处理（{decision}）',
  },
  'workflow/task-waiting': {
    en: 'The task waits for {forTitle}, who was asked to sign before',
    'zh-CN': '任务正在等待前加签人 {forTitle} 处理',
  },
  'workflow/not-yours': { en: 'The task belongs to {holder}', 'zh-CN': '该任务属于{holder}' },
  'workflow/not-entitled': {
    en: 'The task is for {role}; you are not (or no longer) one of them',
    'zh-CN': '该任务由{role}办理，您不在（或已不在）其中',
  },
  'workflow/decision-not-allowed': {
    en: '"{decision}" cannot be decided here; possible: {allowed}',
    'zh-CN': '此处不能作出“{decision}”的决定；可选：{allowed}',
  },
  'workflow/opinion-due': { en: 'Say why', 'zh-CN': '请填写意见' },
  'workflow/opinion-too-long': { en: 'At most {max} characters', 'zh-CN': '最多 {max} 个字符' },
  'workflow/signature-due': {
    en: 'This decision must be signed ({factor})',
    'zh-CN': '该决定需要签名确认（{factor}）',
  },
  'workflow/stale': {
    en: 'The data has changed since you opened it: {titles} ({byTitle}, {at}). Look again before you decide',
    'zh-CN': '您打开后数据已变更：{titles}（{byTitle}，{at}）。请重新查看后再作决定',
  },
  'workflow/decision-writes-nothing': {
    en: 'This decision leaves the data as it is, but these fields were changed: {titles}',
    'zh-CN': '此操作不修改数据，但以下字段有改动：{titles}',
  },
  'workflow/field-required': { en: '"{field}" must be filled in at this step', 'zh-CN': '此步骤必须填写“{field}”' },
  'workflow/to-due': { en: 'Say where to, or whom: {known}', 'zh-CN': '请指定对象：{known}' },
  'workflow/return-target': {
    en: 'The case cannot be returned to "{to}"; possible: {known}',
    'zh-CN': '不能退回到“{to}”；可选：{known}',
  },
  'workflow/resume-due': {
    en: 'Say how the case goes on after the revision: rerun or direct',
    'zh-CN': '请选择修改后如何继续：重新审批（rerun）或直接返回（direct）',
  },
  'workflow/where-due': {
    en: 'Say where the signer is added: before, after or alongside',
    'zh-CN': '请选择加签方式：之前（before）、之后（after）或并行（alongside）',
  },
  'workflow/signer-depth': {
    en: 'Who was added may not add another signer',
    'zh-CN': '被加签人不能再次加签',
  },
  'workflow/choice-due': {
    en: 'Choose who acts at "{step}"',
    'zh-CN': '请选择“{step}”的办理人',
  },
  'workflow/too-many-chosen': {
    en: 'At most {max} people can be chosen for "{step}"',
    'zh-CN': '“{step}”最多选择 {max} 人',
  },
  'workflow/event-not-accepted': {
    en: '"{event}" is not possible now (the case stands in {states})',
    'zh-CN': '当前不能执行“{event}”（流程处于 {states}）',
  },
  'workflow/event-past-approval': {
    en: 'You made this request: "{event}" would end it as approved while "{step}" has not decided',
    'zh-CN': '您是该申请的经办人：“{step}”尚未审批，不能以“{event}”办结',
  },
  'workflow/choice-not-asked': {
    en: 'This decision does not choose who acts at "{step}"',
    'zh-CN': '本次办理不能指定“{step}”的办理人',
  },
  'workflow/event-unknown': {
    en: '"{event}" is not an event that comes from outside; there are: {known}',
    'zh-CN': '“{event}”不是可由外部触发的事件；可用的有：{known}',
  },
  'workflow/event-forbidden': { en: 'You may not send "{event}"', 'zh-CN': '您无权触发“{event}”' },
  'workflow/no-transition': {
    en: 'After "{event}" no condition in "{state}" holds: the case cannot go on',
    'zh-CN': '“{event}”之后，“{state}”的所有条件均不成立，流程无法继续',
  },
  'workflow/guard-failed': {
    en: 'The condition that decides the way cannot be evaluated: {cause}',
    'zh-CN': '决定流向的条件无法计算：{cause}',
  },
  'workflow/action-failed': {
    en: 'A value of the action cannot be computed: {cause}',
    'zh-CN': '动作中的值无法计算：{cause}',
  },
  'workflow/assign-failed': {
    en: 'Who acts at "{step}" cannot be computed: {cause}',
    'zh-CN': '无法计算“{step}”的办理人：{cause}',
  },
  'workflow/timer-calendar': {
    en: 'A deadline of "{state}" was set without the working calendar: {cause}. Monday to Friday were counted',
    'zh-CN': '“{state}”的时限未能使用工作日历：{cause}。已按周一至周五计算',
  },
  'workflow/timer-failed': {
    en: 'A deadline of "{state}" cannot be set: {cause}',
    'zh-CN': '无法设置“{state}”的时限：{cause}',
  },
  'workflow/timer-unknown': { en: 'The timer {timer} is not set', 'zh-CN': '定时器 {timer} 不存在' },
  'workflow/timer-early': {
    en: 'The timer {timer} is due at {fireAt}',
    'zh-CN': '定时器 {timer} 的到期时间为 {fireAt}',
  },
  'workflow/withdraw-not-allowed': {
    en: 'The request can no longer be taken back: {because}',
    'zh-CN': '申请不能撤回：{because}',
  },
  'workflow/reason-due': { en: 'Give a reason', 'zh-CN': '请填写原因' },
  'workflow/move-target': {
    en: 'The case cannot be moved to "{to}"',
    'zh-CN': '不能将流程移动到“{to}”',
  },
  'workflow/nothing-stuck': { en: 'Nothing is waiting to be tried again', 'zh-CN': '没有需要重试的内容' },
  'workflow/too-many-turns': {
    en: 'The case has gone through {max} transitions; something is wrong with its chart',
    'zh-CN': '流程已发生 {max} 次流转，流程图可能有误',
  },
  'workflow/does-not-settle': {
    en: 'The chart does not come to rest ({max} steps): {reason}',
    'zh-CN': '流程图无法停下（{max} 步）：{reason}',
  },
  'workflow/bad-snapshot': {
    en: 'The stored state of the case does not fit its chart',
    'zh-CN': '已保存的流程状态与流程图不符',
  },
  'workflow/replay-diverged': {
    en: 'The history does not lead to its own next entry: {expected} was expected, {found} is recorded',
    'zh-CN': '历史记录前后不符：应为 {expected}，实际记录为 {found}',
  },
} as const satisfies Record<string, Text>;
