import type { home as en } from '../en/home.ts';

export const home: Record<keyof typeof en, string> = {
  greeting: '您好，{{name}}',
  todo: '待办事项',
  allTodo: '全部（{{count}}）',
  noTodo: '暂无待办事项。',
  recent: '最近使用',
  noRecent: '您打开和处理过的内容会显示在这里。',
  quickActions: '快速发起',
  profileTitle: '个人设置',
  person: '个人信息',
  signInName: '用户名',
  unit: '所属机构',
  roles: '角色',
  organisation: '机构',
  settings: '偏好设置',
  password: '密码',
};
