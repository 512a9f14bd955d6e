import type { Text } from '../text.ts';

/** Requests, sign-in and operations. `{param}` is filled in. */
export const serverMessages = {
  'server/not-found': { en: '{what} "{id}" does not exist', 'zh-CN': '{what}“{id}”不存在' },
  'server/no-such-address': { en: 'Nothing is found at {address}', 'zh-CN': '地址 {address} 不存在' },
  'server/forbidden': { en: 'You may not {verb} {what}', 'zh-CN': '您无权{verb}{what}' },
  'server/needs-permission': {
    en: 'This needs the permission "{permission}"',
    'zh-CN': '此操作需要“{permission}”权限',
  },
  'server/conflict': {
    en: '{what} has been changed meanwhile: revision {found} is stored, the change was made on {expected}',
    'zh-CN': '{what}已被他人修改：当前版本为 {found}，您的修改基于版本 {expected}',
  },
  'server/draft-sent': {
    en: 'This draft was submitted already, on another page or device',
    'zh-CN': '该草稿已在其他页面或设备上提交',
  },
  'server/duplicate': { en: 'There is already {what} with the same {fields}', 'zh-CN': '已存在{fields}相同的{what}' },
  'server/invalid': { en: 'The request has {count} faults', 'zh-CN': '请求中有 {count} 处错误' },
  'server/not-a-time': {
    en: '"{found}" is no point in time such as 2026-01-31T00:00:00.000Z',
    'zh-CN': '“{found}”不是有效的时间，应如 2026-01-31T00:00:00.000Z',
  },
  'server/bad-request': { en: 'The request cannot be read: {reason}', 'zh-CN': '无法读取请求：{reason}' },
  'server/unauthenticated': { en: 'Please sign in', 'zh-CN': '请先登录' },
  'server/sign-in-failed': {
    en: 'Organisation, name and password do not go together',
    'zh-CN': '组织、登录名或密码不正确',
  },
  'server/sign-in-locked': {
    en: 'Too many failed attempts: try again in {seconds} seconds',
    'zh-CN': '失败次数过多，请在 {seconds} 秒后重试',
  },
  'server/password-change-required': { en: 'Please change your password first', 'zh-CN': '请先修改密码' },
  'server/second-factor-needed': {
    en: 'Enter the one-time password of your authenticator app',
    'zh-CN': '请输入身份验证器中的动态口令',
  },
  'server/otp-wrong': {
    en: 'The one-time password is not correct or has been used: wait for the next one',
    'zh-CN': '动态口令不正确或已使用，请等待下一个口令',
  },
  'server/proof-needed': {
    en: 'Please confirm with your password that it is you',
    'zh-CN': '此操作较为敏感，请输入密码确认本人操作',
  },
  'server/second-factor-required': {
    en: 'Your role asks for a second step at sign-in: please set it up first',
    'zh-CN': '您的角色要求两步验证，请先完成设置',
  },
  'server/second-factor-begin-again': {
    en: 'The time for setting it up has run out: please begin again',
    'zh-CN': '设置已超时，请重新开始',
  },
  'server/second-factor-kept': {
    en: 'Your role asks for a second step at sign-in: it cannot be switched off',
    'zh-CN': '您的角色要求两步验证，不能关闭',
  },
  'server/password-wrong': { en: 'The password is not correct', 'zh-CN': '密码不正确' },
  'server/password-too-short': { en: 'A password has at least {min} characters', 'zh-CN': '密码至少需要 {min} 个字符' },
  'server/password-too-long': { en: 'A password has at most {max} characters', 'zh-CN': '密码最多 {max} 个字符' },
  'server/password-has-name': { en: 'The password must not contain your name', 'zh-CN': '密码不能包含用户名' },
  'server/password-common': {
    en: 'This password is easily guessed: take several words that do not belong together, without names, dates and rows of keys',
    'zh-CN': '密码容易被猜到：请使用几个互不相关的词，避免姓名、日期和键盘连续字符',
  },
  'server/password-used': {
    en: 'The new password must differ from the last {count}',
    'zh-CN': '新密码不能与最近 {count} 次使用过的密码相同',
  },
  'server/password-same': { en: 'The new password must differ from the old one', 'zh-CN': '新密码不能与原密码相同' },
  'server/draft-scope': {
    en: 'A draft belongs to "new", a record or a task',
    'zh-CN': '草稿只能属于“new”、一条记录或一项任务',
  },
  'server/csrf': {
    en: 'The request does not come from this application: reload the page and try again',
    'zh-CN': '请求来源不可信：请刷新页面后重试',
  },
  'server/misdirected': {
    en: 'This server does not answer for the address "{host}": open it at its own (DOUGONG_BASE_URL)',
    'zh-CN': '本服务器不响应地址“{host}”：请使用系统自己的地址（DOUGONG_BASE_URL）访问',
  },
  'server/too-many': {
    en: 'Too many requests: try again in {seconds} seconds',
    'zh-CN': '请求过多，请在 {seconds} 秒后重试',
  },
  'server/query-too-long': {
    en: 'This takes too long to find: narrow the filter or the period',
    'zh-CN': '查询耗时过长，请缩小筛选条件或时间范围',
  },
  'server/page-too-far': {
    en: 'A list goes no further than row {max}: narrow it by a filter',
    'zh-CN': '列表最多翻到第 {max} 行，请用筛选条件缩小范围',
  },
  'server/too-many-streams': {
    en: 'Too many windows are open at once: close some of them',
    'zh-CN': '同时打开的窗口过多，请关闭一些后重试',
  },
  'server/too-large': { en: 'Too large: at most {max} bytes are accepted', 'zh-CN': '内容过大：最多 {max} 字节' },
  'server/unsupported-media': { en: 'Send {expected}, not {found}', 'zh-CN': '应发送 {expected}，而不是 {found}' },
  'server/precondition-required': {
    en: 'Say with "If-Match" which revision you are changing',
    'zh-CN': '请通过“If-Match”说明修改所基于的版本',
  },
  'server/idempotency-required': {
    en: 'Send an "Idempotency-Key" with this request',
    'zh-CN': '此请求必须带有“Idempotency-Key”',
  },
  'server/idempotency-in-flight': {
    en: 'The same request is being carried out',
    'zh-CN': '相同的请求正在处理',
  },
  'server/idempotency-done': {
    en: 'This request has been carried out already; its answer was lost. Look at what is stored now',
    'zh-CN': '该请求已执行，但应答已丢失，请查看当前数据',
  },
  'server/idempotency-other-body': {
    en: 'This "Idempotency-Key" was used for another request',
    'zh-CN': '该“Idempotency-Key”已用于其他请求',
  },
  'server/unavailable': { en: 'The store cannot be reached at the moment', 'zh-CN': '暂时无法访问存储，请稍后重试' },
  'server/store-busy': {
    en: 'Others are keeping the store busy: nothing was stored, try again in a moment',
    'zh-CN': '存储正忙，本次未保存任何内容，请稍后重试',
  },
  'server/store-full': {
    en: 'No space is left on the disk of the server: nothing was stored. The operator has to make room',
    'zh-CN': '服务器磁盘空间不足，本次未保存任何内容，请管理员清理磁盘空间',
  },
  'server/store-read-only': {
    en: 'The data file of the server cannot be written: the operator has to check its owner and rights',
    'zh-CN': '服务器数据文件不可写，请管理员检查该文件的属主和权限',
  },
  'server/store-locked': {
    en: 'Another process is using the data file of the server: the operator has to stop one of the two',
    'zh-CN': '服务器数据文件正被另一进程使用，请管理员停止其中一个进程',
  },
  'server/store-damaged': {
    en: 'The data file of the server is damaged: the operator has to restore it from a backup',
    'zh-CN': '服务器数据文件已损坏，请管理员从备份恢复',
  },
  'server/store-failed': {
    en: 'The disk of the server failed: nothing was confirmed. The operator has to check the disk and its quota',
    'zh-CN': '服务器磁盘发生故障，本次保存未获确认，请管理员检查磁盘及其配额',
  },
  'server/store-unreachable': {
    en: 'The data file of the server cannot be opened: the operator has to check its folder',
    'zh-CN': '无法打开服务器数据文件，请管理员检查其所在目录',
  },
  'server/store-too-new': {
    en: 'The data file of the server was written by a newer version: the operator has to update the program',
    'zh-CN': '服务器数据文件由更新版本的程序写入，请管理员升级程序',
  },
  'server/internal': {
    en: 'Something went wrong; it was logged as {correlationId}',
    'zh-CN': '系统出错，记录编号 {correlationId}',
  },
  'server/person-name': {
    en: 'A sign-in name has 2 to 48 letters, digits, dots, hyphens or underscores',
    'zh-CN': '登录名须为 2 至 48 个字母、数字、点、连字符或下划线',
  },
  'server/email': { en: 'This is not an e-mail address', 'zh-CN': '邮箱地址格式不正确' },
  'server/role-beyond-own': {
    en: 'The role "{role}" has permissions that you do not have ({permissions}): a person who has them must give it',
    'zh-CN': '角色“{role}”具有您没有的权限（{permissions}），须由拥有这些权限的人员授予',
  },
  'server/account-beyond-own': {
    en: '{title} has permissions that you do not have ({permissions}): a person who has them must do this',
    'zh-CN': '{title}具有您没有的权限（{permissions}），须由拥有这些权限的人员操作',
  },
  'server/publish-four-eyes': {
    en: 'You changed this draft: propose it, and another person who may publish publishes it',
    'zh-CN': '您修改过此草稿，不能自行发布：请提交复核，由另一位有发布权限的人员发布',
  },
  'server/permission-beyond-own': {
    en: 'The role "{role}" would get the permission "{permission}", which you do not have yourself: a person who has it must publish this',
    'zh-CN': '角色“{role}”将获得您自己没有的“{permission}”权限，须由拥有该权限的人员发布',
  },
  'server/permission-to-holders': {
    en: 'People hold the role "{role}" and would get the permission "{permission}": an administrator of people must publish this, or give them another role that has it',
    'zh-CN':
      '已有人员拥有角色“{role}”，将随之获得“{permission}”权限：须由人员管理员发布，或由其另行分配带有该权限的角色',
  },
  'server/permission-four-eyes': {
    en: 'People hold the role "{role}" and would get the permission "{permission}": an administrator of people who did not write this alone must publish it',
    'zh-CN':
      '已有人员拥有角色“{role}”，将随之获得“{permission}”权限：不能由唯一的编写人自行发布，须由另一位人员管理员发布',
  },
  'server/nobody-publishes': {
    en: 'No other person may publish: an administrator must give a second person the permission to publish',
    'zh-CN': '没有其他有发布权限的人员，请管理员为另一人授予发布权限',
  },
  'server/own-four-eyes': {
    en: 'You build or publish releases: another administrator must change this setting',
    'zh-CN': '您参与设计或发布，须由其他管理员修改此设置',
  },
  'server/nothing-asked': { en: 'Nothing was asked that waits for a second person', 'zh-CN': '没有待同意的设置申请' },
  'server/second-for-setting': {
    en: 'You asked for this yourself: another administrator of people must agree',
    'zh-CN': '该设置由您申请，须由另一位人员管理员同意',
  },
  'server/account-awaits': {
    en: 'Your account was changed and waits for a second administrator to confirm it',
    'zh-CN': '您的账户有变更，须经第二位管理员复核后方可登录',
  },
  'server/nothing-awaits': { en: 'Nothing of this account waits to be confirmed', 'zh-CN': '该账户没有待复核的变更' },
  'server/second-person': {
    en: 'A second administrator must confirm what you have given this account. Where there is none any more, the operator of the server confirms it (npm run store -- confirm-account)',
    'zh-CN':
      '您经办的账户变更须由另一位管理员复核。如已没有其他管理员，请由服务器运维人员执行 npm run store -- confirm-account 确认',
  },
  'server/own-rights': {
    en: 'You cannot change your own roles, unit or manager, deactivate yourself, or make yourself a manager or head: ask another administrator',
    'zh-CN': '不能修改自己的角色、机构、上级或停用自己，也不能将自己设为他人上级或机构负责人，请由其他管理员操作',
  },
  'server/own-reach': {
    en: 'You cannot bring people or units into your own part of the organisation, or into a unit that you head: ask another administrator',
    'zh-CN': '不能将人员或机构调入您所在的机构范围或您负责的机构，请由其他管理员操作',
  },
  'server/own-password': {
    en: 'Nobody issues a password for themselves: change yours on your own page, which asks for the present one',
    'zh-CN': '不能为自己重置密码，请在“个人设置”中验证原密码后修改',
  },
  'server/own-second-factor': {
    en: 'Nobody removes their own second step here: set it up anew on your own page, which asks for the password and a code. Who has lost both telephone and recovery codes asks another administrator',
    'zh-CN':
      '不能在此重置自己的两步验证，请在“个人设置”中验证密码和动态口令后重新设置；手机和恢复码均丢失的，请由其他管理员操作',
  },
  'server/manager-cycle': { en: 'The line of managers would come back to this person', 'zh-CN': '上级关系会形成循环' },
  'server/unit-cycle': { en: 'A unit cannot lie below itself', 'zh-CN': '机构不能隶属于自身' },
  'server/unit-in-use': {
    en: 'People, units, records or cases still belong to this unit',
    'zh-CN': '仍有人员、下级机构、记录或流程属于该机构',
  },
  'server/file-type': {
    en: '"{name}" is not what it seems or not accepted here: {accepted}',
    'zh-CN': '文件“{name}”的内容与类型不符，或不在可接受的类型之内：{accepted}',
  },
  'server/key-taken': {
    en: 'The key "{key}" is used by the pack "{pack}" already',
    'zh-CN': '标识“{key}”已被应用包“{pack}”使用',
  },
  'server/structure': {
    en: "The form's structure cannot be compiled: {reason}",
    'zh-CN': '表单结构无法编译：{reason}',
  },
  'server/draft-changed': {
    en: 'The draft has changes that were never published: say whether they stay or go',
    'zh-CN': '草稿中有尚未发布的修改，请选择保留或放弃',
  },
  'server/pack-unchanged': {
    en: 'Nothing differs from the current release {release}',
    'zh-CN': '与当前第 {release} 版没有差异',
  },
  'server/incident-definition': {
    en: 'The definition {file} cannot be used: {cause}',
    'zh-CN': '定义文件 {file} 无法使用：{cause}',
  },
} as const satisfies Record<string, Text>;
