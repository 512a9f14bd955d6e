import type { Text } from '../text.ts';

/** What was done, as the audit tells it. `{param}` is filled in. */
export const auditMessages = {
  'server/audit-signed-in': { en: 'Signed in', 'zh-CN': '登录' },
  'server/audit-session-ended': { en: 'Ended one of their own sessions', 'zh-CN': '结束了自己的一个登录会话' },
  'server/audit-signed-out': { en: 'Signed out', 'zh-CN': '退出登录' },
  'server/audit-sign-in-failed': { en: 'Sign-in as "{name}" failed', 'zh-CN': '以“{name}”登录失败' },
  'server/audit-sign-in-unknown': {
    en: 'Sign-in with a name that does not exist failed',
    'zh-CN': '以不存在的用户名登录失败',
  },
  'server/audit-signature-failed': {
    en: 'Gave a wrong password to sign a decision (task {task})',
    'zh-CN': '签署审批意见时密码错误（任务 {task}）',
  },
  'server/audit-password-changed': { en: 'Changed the own password', 'zh-CN': '修改了自己的密码' },
  'server/audit-second-factor-on': { en: 'Set up the second step of the own sign-in', 'zh-CN': '启用了本人的两步验证' },
  'server/audit-second-factor-off': {
    en: 'Switched off the second step of the own sign-in',
    'zh-CN': '关闭了本人的两步验证',
  },
  'server/audit-second-factor-reset': {
    en: 'Removed the second step of the sign-in of {title} ({name})',
    'zh-CN': '重置 {title}（{name}）的两步验证',
  },
  'server/audit-recovery-code-used': {
    en: 'Signed in with a recovery code; {left} are left',
    'zh-CN': '使用恢复码登录，剩余 {left} 个',
  },
  'server/audit-person-created': { en: 'Added {title} ({name})', 'zh-CN': '新增人员 {title}（{name}）' },
  'server/audit-person-changed': {
    en: 'Changed {title} ({name}): {fields}',
    'zh-CN': '修改人员 {title}（{name}）：{fields}',
  },
  'server/audit-person-confirmed': {
    en: 'Confirmed the changed account of {title} ({name})',
    'zh-CN': '复核账户变更：{title}（{name}）',
  },
  'server/audit-person-deactivated': { en: 'Deactivated {title} ({name})', 'zh-CN': '停用人员 {title}（{name}）' },
  'server/audit-person-activated': { en: 'Activated {title} ({name})', 'zh-CN': '启用人员 {title}（{name}）' },
  'server/audit-password-issued': {
    en: 'Issued a new password to {title} ({name})',
    'zh-CN': '为 {title}（{name}）重置密码',
  },
  'server/audit-settings-asked': {
    en: 'Asked that administrators of people act alone; a second person must agree',
    'zh-CN': '申请关闭人员账户双人复核，待另一人同意',
  },
  'server/audit-settings-changed': { en: 'Changed the settings of the tenant', 'zh-CN': '修改租户设置' },
  'server/audit-pack-proposed': {
    en: 'Proposed the draft of {pack} for publication',
    'zh-CN': '提交 {pack} 草稿待复核发布',
  },
  'server/audit-unit-created': { en: 'Added the unit {title}', 'zh-CN': '新增机构 {title}' },
  'server/audit-unit-changed': { en: 'Changed the unit {title}', 'zh-CN': '修改机构 {title}' },
  'server/audit-unit-removed': { en: 'Removed the unit {title}', 'zh-CN': '删除机构 {title}' },
  'server/audit-definition-saved': {
    en: 'Changed {kind} "{key}" in the draft of {pack}',
    'zh-CN': '修改了 {pack} 草稿中的 {kind}“{key}”',
  },
  'server/audit-definition-removed': {
    en: 'Removed {kind} "{key}" from the draft of {pack}',
    'zh-CN': '从 {pack} 草稿中删除 {kind}“{key}”',
  },
  'server/audit-pack-published': {
    en: 'Published {pack} as release {release}',
    'zh-CN': '发布 {pack} 第 {release} 版',
  },
  'server/audit-pack-rolled-back': {
    en: 'Published the content of release {to} of {pack} again, as release {release}',
    'zh-CN': '将 {pack} 第 {to} 版的内容重新发布为第 {release} 版',
  },
  'server/audit-pack-imported': { en: 'Imported the pack {pack} into its draft', 'zh-CN': '导入应用包 {pack} 到草稿' },
  'server/audit-pack-exported': { en: 'Exported the pack {pack}', 'zh-CN': '导出应用包 {pack}' },
  'server/audit-personal-exported': {
    en: 'Exported the personal data of a record of "{form}" ({record})',
    'zh-CN': '导出“{form}”记录的个人信息（{record}）',
  },
  'server/audit-personal-erased': {
    en: 'Erased the personal data of a record of "{form}" ({record}): {reason}',
    'zh-CN': '删除“{form}”记录的个人信息（{record}）：{reason}',
  },
  'server/audit-personal-erasing': {
    en: 'Asked to erase the personal data of a record of "{form}" ({record}), to be confirmed by a second administrator: {reason}',
    'zh-CN': '申请删除“{form}”记录的个人信息（{record}），待第二位管理员复核：{reason}',
  },
  'server/audit-account-exported': {
    en: 'Exported the account data of {title} ({name})',
    'zh-CN': '导出 {title}（{name}）的账户信息',
  },
  'server/audit-case-reassign': {
    en: 'Reassigned a task of the case {no}: {reason}',
    'zh-CN': '改派流程 {no} 的任务：{reason}',
  },
  'server/audit-case-move': {
    en: 'Moved the case {no}: {reason}',
    'zh-CN': '跳转流程 {no} 的节点：{reason}',
  },
  'server/audit-case-suspend': {
    en: 'Suspended the case {no}: {reason}',
    'zh-CN': '挂起流程 {no}：{reason}',
  },
  'server/audit-case-resume': {
    en: 'Resumed the case {no}: {reason}',
    'zh-CN': '恢复流程 {no}：{reason}',
  },
  'server/audit-case-cancel': {
    en: 'Cancelled the case {no}: {reason}',
    'zh-CN': '终止流程 {no}：{reason}',
  },
  'server/audit-case-retry': {
    en: 'Tried again what was stuck in the case {no}: {reason}',
    'zh-CN': '重试流程 {no}：{reason}',
  },
  'server/audit-case-propose': {
    en: 'Proposed an exception in the case {no}: {reason}',
    'zh-CN': '提请流程 {no} 的例外处理：{reason}',
  },
  'server/audit-case-confirm': {
    en: 'Confirmed an exception in the case {no}: {reason}',
    'zh-CN': '确认流程 {no} 的例外处理：{reason}',
  },
  'server/audit-case-dismiss': {
    en: 'Refused an exception in the case {no}: {reason}',
    'zh-CN': '拒绝流程 {no} 的例外处理：{reason}',
  },
  'server/audit-incident-closed': {
    en: 'Closed an incident: {reason}',
    'zh-CN': '关闭异常：{reason}',
  },
  'server/audit-incident-retried': {
    en: 'Tried again what an incident was about',
    'zh-CN': '重试异常事项',
  },
  'server/audit-own-settings-changed': {
    en: 'Changed the own settings: {fields}',
    'zh-CN': '修改了个人设置：{fields}',
  },
  'server/audit-draft-saved': {
    en: 'Kept a draft of the form {form} ({scope})',
    'zh-CN': '保存了表单 {form} 的草稿（{scope}）',
  },
  'server/audit-draft-removed': {
    en: 'Gave up a draft of the form {form} ({scope})',
    'zh-CN': '放弃了表单 {form} 的草稿（{scope}）',
  },
  'server/audit-personal-read': {
    en: 'Read personal data of the record {record} of the form {form}',
    'zh-CN': '查看了表单 {form} 中记录 {record} 的个人信息',
  },
  'server/audit-personal-listed': {
    en: 'Read personal data in a list or figure of the form {form} ({records} records within the hour)',
    'zh-CN': '在表单 {form} 的列表或报表中查看了个人信息（一小时内共 {records} 条记录）',
  },
  'server/audit-tenant-set-up': { en: 'Set up the organisation', 'zh-CN': '初始化组织' },
} as const satisfies Record<string, Text>;
