import type { list as en } from '../en/list.ts';

export const list: Record<keyof typeof en, string> = {
  total: '共 {{count}} 条',
  whole: '查看完整列表',
  new: '新建',
  view: '视图',
  search: '搜索',
  filter: '筛选',
  columns: '显示列',
  status: '状态',
  any: '不限',
  equals: '等于',
  from: '从',
  to: '到',
  apply: '应用',
  clear: '清空',
  removeCondition: '移除条件：{{what}}',
  nothingFound: '没有符合条件的记录。',
  nothingYet: '暂无记录。',
  open: '打开 {{what}}',
};
