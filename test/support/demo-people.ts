import type { Unit } from '../../engine/index.ts';

/** A small organisation: a group with a company, whose branches have the makers. */
export const demoUnits: Unit[] = [
  { id: 'group', kind: 'group', title: { en: 'Group', 'zh-CN': '集团' }, head: 'president' },
  { id: 'company', kind: 'company', parent: 'group', title: { en: 'Company', 'zh-CN': '公司' }, head: 'director' },
  { id: 'shanghai', kind: 'branch', parent: 'company', title: { en: 'Shanghai', 'zh-CN': '上海' } },
  { id: 'beijing', kind: 'branch', parent: 'company', title: { en: 'Beijing', 'zh-CN': '北京' } },
];

const person = (name: string, title: string, unit: string, role: string, manager?: string) => ({
  name,
  title: { en: name, 'zh-CN': title },
  unit,
  roles: [role],
  ...(manager !== undefined && { manager }),
});

/** Those whom the demo has, under ids that are their names. */
export const demoPeople = [
  person('maker', '王敏', 'shanghai', 'maker', 'manager'),
  person('maker2', '周强', 'beijing', 'maker', 'manager'),
  person('finance', '李静', 'company', 'finance', 'director'),
  person('finance2', '赵磊', 'company', 'finance', 'director'),
  person('director', '陈刚', 'company', 'director', 'president'),
  person('deputy', '刘洋', 'company', 'deputy', 'president'),
  person('president', '孙国栋', 'group', 'president'),
  person('manager', '吴芳', 'company', 'manager', 'director'),
  person('analyst', '郑凯', 'company', 'analyst', 'manager'),
  person('auditor', '何静', 'group', 'auditor'),
  person('admin', '高飞', 'company', 'admin'),
];
