import type { inbox as en } from '../en/inbox.ts';

export const inbox: Record<keyof typeof en, string> = {
  title: '待办中心',
  todo: '待办',
  done: '已办',
  started: '发起',
  copied: '抄送',
  search: '搜索编号、标题、发起人',
  chooseAll: '全选',
  choose: '选择 {{what}}',
  approveChosen: '批量同意（{{count}}）',
  approvedSome_one: '已同意 {{count}} 项。',
  approvedSome_other: '已同意 {{count}} 项。',
  nothingTodo: '暂无待办事项。',
  nothing: '暂无内容。',
  nothingFound: '没有符合条件的任务。',
  'pool-claim': '待签收',
  'pool-release': '已签收',
  due: '截止',
  overdue: '已超时',
  goneMeanwhile: '以下任务已由他人处理，不再包含：{{what}}',
};
