import type { Text } from '../text.ts';

/** Records, cases, reports and what goes wrong beside requests. `{param}` is filled in. */
export const operationMessages = {
  'record/in-case': {
    en: 'This record is in an approval ({no}) and changes only through its tasks',
    'zh-CN': '该记录正在审批中（{no}），只能通过审批任务修改',
  },
  'record/approved': {
    en: 'This record was approved ({no}) and can no longer be changed',
    'zh-CN': '该记录已审批通过（{no}），不能再修改',
  },
  'record/had-case': {
    en: 'A case was about this record: it stays for the record',
    'zh-CN': '该记录已有审批流程，需留存，不能删除',
  },
  'record/referenced': {
    en: '{count} records of "{form}" refer to this one: it cannot be deleted',
    'zh-CN': '“{form}”中有 {count} 条记录引用了该记录，不能删除',
  },
  'record/looks-alike': {
    en: '{count} records of "{form}" look like others that must be unique. They stay as they are; when one of them is edited, it has to be made different',
    'zh-CN': '“{form}”中有 {count} 条记录与其他记录看起来相同，而该内容不可重复。现有记录保留，编辑时须修改为不同内容',
  },
  'record/duplicate': {
    en: 'There is already a record with the same {fields}',
    'zh-CN': '已存在{fields}相同的记录',
  },
  'record/linked-missing': {
    en: 'The {form} chosen here does not exist or is not open to you',
    'zh-CN': '此处选择的{form}不存在或您无权查看',
  },
  'record/linked-not-offered': {
    en: 'This choice is not among those that {title} offers now',
    'zh-CN': '所选内容不在{title}当前的可选范围内',
  },
  'record/person-missing': { en: 'This person does not exist or has left', 'zh-CN': '该人员不存在或已停用' },
  'record/person-unfit': { en: 'This person cannot be chosen here', 'zh-CN': '此处不能选择该人员' },
  'record/unit-missing': { en: 'This unit does not exist', 'zh-CN': '该机构不存在' },
  'record/file-missing': {
    en: 'The file "{name}" does not exist, is not yours or belongs to another record',
    'zh-CN': '文件“{name}”不存在、不属于您或已用于其他记录',
  },
  'record/filter-field': { en: 'You may not filter or sort by "{field}"', 'zh-CN': '您无权按“{field}”筛选或排序' },
  'record/encrypted': {
    en: '"{field}" is encrypted: records are found by it when it is equal to a value, and in no other way',
    'zh-CN': '“{field}”已加密，只能按“等于”查找',
  },
  'personal/none': { en: '{form} has no personal data', 'zh-CN': '{form}不含个人信息' },
  'personal/not-seen': {
    en: 'You may erase only what you may read, and you may not read {fields}',
    'zh-CN': '只能删除您有权查看的个人信息，您无权查看：{fields}',
  },
  'personal/second-person': {
    en: 'You have asked for this already: a second administrator has to confirm it',
    'zh-CN': '您已提出删除申请，须由另一位管理员复核',
  },
  'personal/hashes-stay': {
    en: 'The histories of these cases keep hashes of the data as it was decided about: {cases}',
    'zh-CN': '以下流程的历史中仍保留审批时数据的哈希值：{cases}',
  },
  'personal/in-case': {
    en: 'The case {no} about it is not finished: its personal data is needed until then',
    'zh-CN': '相关流程 {no} 尚未结束，暂不能删除个人信息',
  },
  'record/bad-sort': { en: 'Nothing is sorted by "{field}"', 'zh-CN': '不能按“{field}”排序' },
  'record/not-a-reference': { en: '"{field}" is not a reference to another form', 'zh-CN': '“{field}”不是引用字段' },
  'case/sign-wrong': { en: 'The password is not correct', 'zh-CN': '密码不正确' },
  'case/sign-locked': {
    en: 'Too many wrong passwords: sign again in {seconds} seconds',
    'zh-CN': '密码错误次数过多，请在 {seconds} 秒后重试',
  },
  'case/already-running': { en: 'A case ({no}) about this record is running', 'zh-CN': '该记录已有流程在办理（{no}）' },
  'case/not-to-remind': {
    en: 'Only the initiator can remind, while the case waits for another person',
    'zh-CN': '仅发起人可在流程等待处理时催办',
  },
  'case/not-to-comment': { en: 'Only who takes part in the case can comment', 'zh-CN': '仅流程参与人可以评论' },
  'case/remind-too-soon': {
    en: 'A reminder was sent a short while ago: try again in {minutes} minutes',
    'zh-CN': '刚刚已催办，请在 {minutes} 分钟后重试',
  },
  'case/unsupported-effect': {
    en: 'The action "{type}" is not carried out by this server',
    'zh-CN': '此服务器不支持动作“{type}”',
  },
  'report/hidden-field': {
    en: 'This figure reads a field that is not open to you',
    'zh-CN': '该指标使用了您无权查看的字段',
  },
  'report/too-many-groups': {
    en: 'More than {max} groups: choose a coarser grouping or a shorter period',
    'zh-CN': '分组超过 {max} 个，请缩短期间或选择更粗的分组',
  },
  'report/unknown-widget': { en: 'The dashboard has no widget "{widget}"', 'zh-CN': '看板没有组件“{widget}”' },
  'incident/delivery': {
    en: '"{type}" could not be delivered after {attempts} attempts',
    'zh-CN': '“{type}”投递失败，已尝试 {attempts} 次',
  },
  'incident/timer': {
    en: 'The timer "{event}" could not be carried out after {attempts} attempts',
    'zh-CN': '定时事件“{event}”执行失败，已尝试 {attempts} 次',
  },
  'incident/template': { en: 'The notice "{template}" could not be written', 'zh-CN': '通知模板“{template}”无法生成' },
  'incident/no-retry': { en: 'Nothing can be repeated for this incident', 'zh-CN': '该异常没有可重试的操作' },
  'incident/still-stuck': {
    en: 'Case {no} still stands here. Reassign or move it, or end it: the incident closes by itself',
    'zh-CN': '流程 {no} 仍停留在此处，请改派、跳转节点或终止流程，异常将自动关闭',
  },
  'incident/closed': { en: 'This incident is closed already', 'zh-CN': '该异常已关闭' },
  'demo/production': {
    en: 'Demo data is for demo mode only, not for "{mode}"',
    'zh-CN': '演示数据只能用于演示模式，当前为“{mode}”',
  },
} as const satisfies Record<string, Text>;
