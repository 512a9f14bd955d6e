import type { Text } from '../text.ts';

/** What is different between two releases of a pack, in sentences. `{param}` is filled in. */
export const diffMessages = {
  'diff/definition-added': { en: 'The {kind} "{title}" is new', 'zh-CN': '新增{kind}“{title}”' },
  'diff/definition-removed': { en: 'The {kind} "{title}" is gone', 'zh-CN': '删除{kind}“{title}”' },
  'diff/broken-new': {
    en: 'The {kind} "{title}" is new, and has errors: what it does cannot be told yet',
    'zh-CN': '新增{kind}“{title}”，但存在错误，暂时无法说明其内容',
  },
  'diff/broken-changed': {
    en: 'The {kind} "{title}" has changed, and has errors: what is different in it cannot be told yet',
    'zh-CN': '{kind}“{title}”有改动，但存在错误，暂时无法说明具体差异',
  },
  'diff/definition-changed': { en: '"{title}" has changed', 'zh-CN': '“{title}”有改动' },
  'diff/retitled': { en: '"{before}" is now called "{after}"', 'zh-CN': '“{before}”更名为“{after}”' },
  'diff/requires': {
    en: 'The pack now requires {after} (was {before})',
    'zh-CN': '依赖的应用包改为 {after}（原为 {before}）',
  },
  'diff/home': { en: 'Navigation or quick actions have changed', 'zh-CN': '导航或快捷入口有改动' },
  'diff/description': { en: 'The description is worded differently', 'zh-CN': '说明文字有改动' },
  'diff/field-added': { en: 'New field {field} ({type})', 'zh-CN': '新增字段“{field}”（{type}）' },
  'diff/field-added-required': {
    en: 'New required field {field} ({type})',
    'zh-CN': '新增必填字段“{field}”（{type}）',
  },
  'diff/field-removed': { en: 'The field {field} is gone', 'zh-CN': '删除字段“{field}”' },
  'diff/field-retitled': { en: 'The field {before} is now called {after}', 'zh-CN': '字段“{before}”更名为“{after}”' },
  'diff/field-type': {
    en: '{field} is now {after} (was {before})',
    'zh-CN': '“{field}”的类型改为{after}（原为{before}）',
  },
  'diff/field-required': { en: '{field} is now required', 'zh-CN': '“{field}”改为必填' },
  'diff/field-optional': { en: '{field} is no longer required', 'zh-CN': '“{field}”不再必填' },
  'diff/field-property': {
    en: '{field}: "{property}" is now {after} (was {before})',
    'zh-CN': '“{field}”的{property}改为 {after}（原为 {before}）',
  },
  'diff/field-property-set': {
    en: '{field}: "{property}" is now {after}',
    'zh-CN': '“{field}”的{property}设为 {after}',
  },
  'diff/field-property-dropped': {
    en: '{field}: "{property}" no longer applies (was {before})',
    'zh-CN': '“{field}”取消{property}（原为 {before}）',
  },
  'diff/field-wording': {
    en: '{field}: "{property}" is worded differently',
    'zh-CN': '“{field}”的{property}文字有改动',
  },
  'diff/rule-added': { en: 'New rule: when {when}, {then}', 'zh-CN': '新增规则：当{when}时，{then}' },
  'diff/rule-removed': { en: 'No longer holds: when {when}, {then}', 'zh-CN': '删除规则：当{when}时，{then}' },
  'diff/rule-changed': {
    en: 'Now: when {when}, {then}. Before: when {whenBefore}, {thenBefore}',
    'zh-CN': '规则改为：当{when}时，{then}；原为：当{whenBefore}时，{thenBefore}',
  },
  'diff/check-added': { en: 'Now refused: {when}', 'zh-CN': '新增校验：{when}时不能提交' },
  'diff/check-removed': { en: 'No longer refused: {when}', 'zh-CN': '删除校验：{when}时不能提交' },
  'diff/check-changed': {
    en: 'Now refused: {after} (was: {before})',
    'zh-CN': '校验条件改为：{after}（原为：{before}）',
  },
  'diff/warning-added': { en: 'Now warned about: {when}', 'zh-CN': '新增提示：{when}时给出警告' },
  'diff/warning-removed': { en: 'No longer warned about: {when}', 'zh-CN': '删除提示：{when}时给出警告' },
  'diff/warning-changed': {
    en: 'Now warned about: {after} (was: {before})',
    'zh-CN': '警告条件改为：{after}（原为：{before}）',
  },
  'diff/check-refuses': {
    en: 'Now refused, not only warned about: {when}',
    'zh-CN': '由警告改为不能提交：{when}',
  },
  'diff/check-warns': {
    en: 'No longer refused, only warned about: {when}',
    'zh-CN': '由不能提交改为仅警告：{when}',
  },
  'diff/message': {
    en: 'A message now says "{after}" (was "{before}")',
    'zh-CN': '提示文字改为“{after}”（原为“{before}”）',
  },
  'diff/access': {
    en: '{role} may now {verb} {after} (was {before})',
    'zh-CN': '{role}可{verb}的范围改为{after}（原为{before}）',
  },
  'diff/field-access': {
    en: '{field} is now {after} for {role} (was {before})',
    'zh-CN': '{role}对“{field}”的权限改为{after}（原为{before}）',
  },
  'diff/after-approval': {
    en: 'An approved record {after} (was: {before})',
    'zh-CN': '审批通过的数据改为{after}（原为{before}）',
  },
  'diff/unique': {
    en: 'No two records may now have the same {after} (was {before})',
    'zh-CN': '不可重复的字段改为{after}（原为{before}）',
  },
  'diff/record': {
    en: 'Title line, search or indexes of records have changed',
    'zh-CN': '记录的标题、搜索或索引设置有改动',
  },
  'diff/layout': { en: 'The fields are arranged differently', 'zh-CN': '字段布局有改动' },
  'diff/view-added': { en: 'New view {view}', 'zh-CN': '新增视图“{view}”' },
  'diff/view-removed': { en: 'The view {view} is gone', 'zh-CN': '删除视图“{view}”' },
  'diff/view-changed': { en: 'The view {view} has changed', 'zh-CN': '视图“{view}”有改动' },
  'diff/step-added': { en: 'New step {step}, done by {who}', 'zh-CN': '新增环节“{step}”，由{who}处理' },
  'diff/step-removed': { en: 'The step {step} is gone', 'zh-CN': '删除环节“{step}”' },
  'diff/step-assign': {
    en: '{step} now goes to {after} (was {before})',
    'zh-CN': '“{step}”改由{after}处理（原为{before}）',
  },
  'diff/step-property': {
    en: '{step}: {property} is now "{after}" (was "{before}")',
    'zh-CN': '“{step}”的{property}改为“{after}”（原为“{before}”）',
  },
  'diff/step-field': {
    en: '{step}: {field} is now {after} (was {before})',
    'zh-CN': '“{step}”中“{field}”改为{after}（原为{before}）',
  },
  'diff/step-guide': { en: '{step}: the guide is worded differently', 'zh-CN': '“{step}”的办理指引有改动' },
  'diff/transition': {
    en: '{state}: "{event}" now leads to {after} (was {before})',
    'zh-CN': '“{state}”选择“{event}”后改为到{after}（原为{before}）',
  },
  'diff/deadline': {
    en: '{state}: the time limit is now {after} (was {before})',
    'zh-CN': '“{state}”的时限改为{after}（原为{before}）',
  },
  'diff/actions': {
    en: '{state}: the messages or values that it sets off have changed',
    'zh-CN': '“{state}”触发的通知或赋值有改动',
  },
  'diff/workflow-setting': {
    en: 'The workflow: {property} is now "{after}" (was "{before}")',
    'zh-CN': '流程的{property}改为“{after}”（原为“{before}”）',
  },
  'diff/summary': { en: 'Tasks show other fields in lists', 'zh-CN': '任务列表显示的字段有改动' },
  'diff/route-lost-range': {
    en: '{field} {range}{also} no longer reaches {steps}',
    'zh-CN': '{field}{range}{also}不再经过{steps}',
  },
  'diff/route-lost-when': { en: 'When {when}: no longer reaches {steps}', 'zh-CN': '当{when}时不再经过{steps}' },
  'diff/route-lost-always': { en: 'Cases no longer reach {steps}', 'zh-CN': '流程不再经过{steps}' },
  'diff/route-gained-range': {
    en: '{field} {range}{also} now also reaches {steps}',
    'zh-CN': '{field}{range}{also}新增经过{steps}',
  },
  'diff/route-gained-when': { en: 'When {when}: now also reaches {steps}', 'zh-CN': '当{when}时新增经过{steps}' },
  'diff/route-gained-always': { en: 'Cases now also reach {steps}', 'zh-CN': '流程新增经过{steps}' },
  'diff/route-end-range': {
    en: '{field} {range}{also} now ends in {after} (was {before})',
    'zh-CN': '{field}{range}{also}最终结果改为{after}（原为{before}）',
  },
  'diff/route-end-when': {
    en: 'When {when}: now ends in {after} (was {before})',
    'zh-CN': '当{when}时最终结果改为{after}（原为{before}）',
  },
  'diff/route-end-always': {
    en: 'Cases now end in {after} (was {before})',
    'zh-CN': '流程最终结果改为{after}（原为{before}）',
  },
  'diff/guard-changed': {
    en: 'From {from} to {to}: the condition is now "{after}" (was "{before}")',
    'zh-CN': '从{from}到{to}的条件改为“{after}”（原为“{before}”）',
  },
  'diff/guard-rewritten': {
    en: 'From {from} to {to}: the condition is written differently and lets the same through',
    'zh-CN': '从{from}到{to}的条件写法不同，效果相同',
  },
  'diff/dashboard-roles': { en: 'Seen by {after} (was {before})', 'zh-CN': '可查看的角色改为{after}（原为{before}）' },
  'diff/dashboard-layout': { en: 'The widgets are arranged differently', 'zh-CN': '组件布局有改动' },
  'diff/widget-added': { en: 'New widget {widget}', 'zh-CN': '新增组件“{widget}”' },
  'diff/widget-removed': { en: 'The widget {widget} is gone', 'zh-CN': '删除组件“{widget}”' },
  'diff/widget-changed': {
    en: '{widget} shows other figures: {parts}',
    'zh-CN': '“{widget}”的统计口径有改动：{parts}',
  },
  'diff/widget-drawn': { en: '{widget} is drawn differently: {parts}', 'zh-CN': '“{widget}”的显示方式有改动：{parts}' },
  'diff/filter-added': { en: 'New filter {filter}', 'zh-CN': '新增筛选项“{filter}”' },
  'diff/filter-removed': { en: 'The filter {filter} is gone', 'zh-CN': '删除筛选项“{filter}”' },
  'diff/filter-changed': { en: 'The filter {filter} has changed', 'zh-CN': '筛选项“{filter}”有改动' },
  'diff/dataset-from': { en: 'The rows come from somewhere else', 'zh-CN': '数据来源有改动' },
  'diff/dataset-filter': { en: 'Other rows are counted', 'zh-CN': '统计的数据范围有改动' },
  'diff/dataset-field-added': { en: 'New field {field} for reports', 'zh-CN': '新增报表字段“{field}”' },
  'diff/dataset-field-removed': { en: 'The field {field} is gone from reports', 'zh-CN': '删除报表字段“{field}”' },
  'diff/dataset-field-changed': { en: 'The field {field} of reports has changed', 'zh-CN': '报表字段“{field}”有改动' },
  'diff/option-added': { en: 'New choice {option}', 'zh-CN': '新增选项“{option}”' },
  'diff/option-removed': { en: 'The choice {option} is gone', 'zh-CN': '删除选项“{option}”' },
  'diff/option-retired': { en: '{option} can no longer be chosen', 'zh-CN': '选项“{option}”停用' },
  'diff/option-restored': { en: '{option} can be chosen again', 'zh-CN': '选项“{option}”恢复使用' },
  'diff/option-moved': { en: '{option} stands elsewhere in the tree', 'zh-CN': '选项“{option}”的上级有改动' },
  'diff/option-order': { en: 'The choices stand in another order', 'zh-CN': '选项顺序有改动' },
  'diff/role-added': { en: 'New role {role}: {granted}', 'zh-CN': '新增角色“{role}”：{granted}' },
  'diff/role-removed': { en: 'The role {role} is gone', 'zh-CN': '删除角色“{role}”' },
  'diff/role-mfa-required': {
    en: '{role} must sign in with a second factor from now on',
    'zh-CN': '角色“{role}”今后登录须两步验证',
  },
  'diff/role-mfa-gone': { en: '{role} signs in with the password alone', 'zh-CN': '角色“{role}”只凭密码登录' },
  'diff/role-permissions': {
    en: '{role} may now use {after} (was {before})',
    'zh-CN': '角色“{role}”的权限改为{after}（原为{before}）',
  },
  'diff/template-channel': {
    en: 'The message now goes by {after} (was {before})',
    'zh-CN': '消息渠道改为 {after}（原为 {before}）',
  },
  'diff/template-wording': { en: 'The message is worded differently', 'zh-CN': '消息文字有改动' },
} as const satisfies Record<string, Text>;
