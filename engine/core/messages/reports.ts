import type { Text } from '../text.ts';

/** Datasets and dashboards. `{param}` is filled in. */
export const reportMessages = {
  'reports/unknown-form': { en: 'The form "{form}" does not exist{hint}', 'zh-CN': '表单“{form}”不存在{hint}' },
  'reports/unknown-options': {
    en: 'The option set "{key}" does not exist{hint}',
    'zh-CN': '选项集“{key}”不存在{hint}',
  },
  'reports/unknown-workflow': { en: 'The workflow "{key}" does not exist{hint}', 'zh-CN': '流程“{key}”不存在{hint}' },
  'reports/unknown-path': { en: '"{path}" is not in these rows{hint}', 'zh-CN': '数据中没有“{path}”{hint}' },
  'reports/history-data': {
    en: '"{path}" may hold the data of a record: a history is counted by who did what and when, not by what was written',
    'zh-CN': '“{path}”可能包含记录数据：历史只能按人员、时间和操作统计，不能按写入的内容统计',
  },
  'reports/no-single-value': {
    en: '"{path}" holds no single value ({type}): it cannot be grouped or measured',
    'zh-CN': '“{path}”（{type}）不是单一值，不能用于分组或统计',
  },
  'reports/encrypted': {
    en: '"{path}" is encrypted: it cannot be grouped or measured',
    'zh-CN': '“{path}”已加密，不能用于分组或统计',
  },
  'reports/field-type': {
    en: '"{path}" holds {expected}, which is not {found}',
    'zh-CN': '“{path}”的类型是 {expected}，不能作为 {found}',
  },
  'reports/unknown-dataset': {
    en: 'The dataset "{dataset}" does not exist{hint}',
    'zh-CN': '数据集“{dataset}”不存在{hint}',
  },
  'reports/unknown-field': {
    en: 'The dataset has no field "{field}"{hint}',
    'zh-CN': '数据集中没有字段“{field}”{hint}',
  },
  'reports/unknown-role': { en: 'The role "{role}" does not exist{hint}', 'zh-CN': '角色“{role}”不存在{hint}' },
  'reports/unknown-filter': {
    en: 'The dashboard has no filter "{filter}"{hint}',
    'zh-CN': '看板没有筛选项“{filter}”{hint}',
  },
  'reports/unknown-widget': {
    en: 'The dashboard has no widget "{widget}"{hint}',
    'zh-CN': '看板没有组件“{widget}”{hint}',
  },
  'reports/unknown-widget-type': {
    en: '"{type}" is no type of widget{hint}; there are {allowed}',
    'zh-CN': '没有“{type}”这种组件{hint}；可用的有 {allowed}',
  },
  'reports/unknown-sort': {
    en: '"{key}" is not a measure or dimension of this widget{hint}; there are {allowed}',
    'zh-CN': '“{key}”不是此组件的度量或维度{hint}；可用的有 {allowed}',
  },
  'reports/needs-field': { en: '"{op}" needs a field', 'zh-CN': '“{op}”需要指定字段' },
  'reports/needs-number': {
    en: '"{op}" needs a field with single numbers; {field} is none',
    'zh-CN': '“{op}”只能用于数值字段，{field}不是',
  },
  'reports/needs-date': { en: '{field} is no date', 'zh-CN': '{field}不是日期' },
  'reports/needs-bucket': {
    en: '{field} is a point in time: say by day, week, month, quarter or year',
    'zh-CN': '{field}是时间点，请指定按日、周、月、季度或年',
  },
  'reports/needs-additive': {
    en: 'Parts must add up to a whole: use "count" or "sum" instead of "{op}"',
    'zh-CN': '各部分之和须等于整体，请用 count 或 sum 代替“{op}”',
  },
  'reports/does-not-add-up': {
    en: 'Stacked bars of {measure} do not add up to anything',
    'zh-CN': '{measure}堆叠后的高度没有意义',
  },
  'reports/no-course': {
    en: 'A line between values of {field} says nothing: use bars',
    'zh-CN': '{field}的各值之间没有走势，建议用柱状图',
  },
  'reports/share-of-one': { en: 'A single figure has no share', 'zh-CN': '单个指标没有占比' },
  'reports/one-measure': {
    en: 'With two dimensions there can be one measure only',
    'zh-CN': '使用两个维度时只能有一个度量',
  },
  'reports/not-here': { en: '"{key}" has no meaning with "{op}"', 'zh-CN': '“{key}”不能与“{op}”一起使用' },
  'reports/dimension-count': {
    en: '{widget} takes {min} to {max} dimensions',
    'zh-CN': '{widget}需要 {min} 至 {max} 个维度',
  },
  'reports/measure-count': {
    en: '{widget} takes {min} to {max} measures',
    'zh-CN': '{widget}需要 {min} 至 {max} 个度量',
  },
  'reports/repeated-key': {
    en: 'Two parts of the widget are called "{key}": give one a "key" of its own',
    'zh-CN': '组件中有两个“{key}”，请为其中一个指定 key',
  },
  'reports/range-order': {
    en: 'The range must begin below its end: {from} to {to}',
    'zh-CN': '区间起点须小于终点：{from} 至 {to}',
  },
  'reports/range-overlap': { en: 'The range overlaps the one before it', 'zh-CN': '区间与前一区间重叠' },
  'reports/others-of-list': {
    en: 'A record may have several values of {field}, so "others" cannot be counted: set "others" to false',
    'zh-CN': '一条记录可能有多个{field}，无法合并“其他”，请将 others 设为 false',
  },
  'reports/others-of-distinct': {
    en: '{measure} counts different values, which do not add up to "others": set "others" to false',
    'zh-CN': '{measure}是去重计数，无法合并“其他”，请将 others 设为 false',
  },
  'reports/funnel-order': {
    en: 'A funnel needs the steps of {field} in their order ("order") and nothing else',
    'zh-CN': '漏斗图需要用 order 列出{field}的步骤顺序，且不能分段',
  },
  'reports/funnel-list': {
    en: 'A record may have several values of {field}, so steps cannot be added up',
    'zh-CN': '一条记录可能有多个{field}，不能累计',
  },
  'reports/compare-needs-period': {
    en: 'To compare with the period before, bind a period filter to a date',
    'zh-CN': '要与上一期间对比，请将期间筛选绑定到日期字段',
  },
  'reports/cannot-bind': {
    en: 'A {filter} filter cannot narrow {field} ({type})',
    'zh-CN': '{filter} 筛选不能用于{field}（{type}）',
  },
  'reports/other-currency': {
    en: 'The amounts of {field} are in {currency}, not in {found}',
    'zh-CN': '{field}的币种为 {currency}，不是 {found}',
  },
  'reports/several-defaults': {
    en: '{filter} takes one value: name one default, or say "multiple"',
    'zh-CN': '{filter}为单选：请只设一个默认值，或设置 multiple',
  },
  'reports/default-unknown': {
    en: '"{found}" is none of the values to choose from{hint}',
    'zh-CN': '默认值“{found}”不在可选值中{hint}',
  },
  'reports/order-unknown': {
    en: 'There is no value "{found}" to put in order{hint}',
    'zh-CN': '排序中的“{found}”不在可选值中{hint}',
  },
  'reports/filter-default': {
    en: '{found} cannot be the default of a {filter} filter',
    'zh-CN': '{found} 不能作为 {filter} 筛选的默认值',
  },
  'reports/filter-value': { en: '{filter} cannot be {found}', 'zh-CN': '{filter}不能取值 {found}' },
  'reports/mark': { en: 'This is no place of the widget', 'zh-CN': '不是此组件中的位置' },
  'reports/outside-grid': {
    en: '"{widget}" reaches beyond the {columns} columns',
    'zh-CN': '“{widget}”超出了 {columns} 列',
  },
  'reports/placed-twice': { en: '"{widget}" is placed twice', 'zh-CN': '“{widget}”被放置了两次' },
  'reports/not-placed': { en: '{widget} has no place in the layout', 'zh-CN': '{widget}没有放入布局' },
  'reports/overlap': { en: '"{widget}" lies over "{other}"', 'zh-CN': '“{widget}”与“{other}”重叠' },
  'reports/seen-by-nobody': { en: 'No role may see this dashboard', 'zh-CN': '没有角色可以查看此看板' },
  'reports/filter-of-nothing': {
    en: 'The filter {filter} is bound to no widget',
    'zh-CN': '筛选项{filter}没有绑定任何组件',
  },
  'reports/unfiltered': {
    en: '{widget} does not follow the filter {filter}, while others over the same rows do',
    'zh-CN': '{widget}不随筛选项{filter}变化，而同一数据集的其他组件会',
  },
  'reports/same-path': { en: '"{field}" and "{other}" are both {path}', 'zh-CN': '“{field}”与“{other}”都是 {path}' },
  'reports/status-without-titles': {
    en: '"{field}" names no workflow, so titles of states are looked for in all of them',
    'zh-CN': '“{field}”没有指定流程，状态名称将在所有流程中查找',
  },
  'reports/choice-without-titles': {
    en: '"{field}" names no options, so keys are shown as they are',
    'zh-CN': '“{field}”没有指定选项集，将直接显示选项的键',
  },
  'reports/constant-filter': {
    en: 'The filter reads nothing, so it takes all rows or none',
    'zh-CN': '过滤条件不读取任何字段，结果恒定',
  },
  'reports/failed': { en: 'This widget cannot be shown', 'zh-CN': '此组件无法显示' },
} as const satisfies Record<string, Text>;
