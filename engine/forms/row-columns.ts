import type { Text } from '../core/text.ts';

/** Columns of a stored row beside its data: what views show, lists sort by and indexes hold. */
export const rowColumns: { [name: string]: { title: Text; type: 'text' | 'person' | 'unit' | 'date-time' } } = {
  status: { title: { en: 'Status', 'zh-CN': '状态' }, type: 'text' },
  owner: { title: { en: 'Owner', 'zh-CN': '负责人' }, type: 'person' },
  unit: { title: { en: 'Unit', 'zh-CN': '机构' }, type: 'unit' },
  createdAt: { title: { en: 'Created at', 'zh-CN': '创建时间' }, type: 'date-time' },
  createdBy: { title: { en: 'Created by', 'zh-CN': '创建人' }, type: 'person' },
  updatedAt: { title: { en: 'Changed at', 'zh-CN': '修改时间' }, type: 'date-time' },
  updatedBy: { title: { en: 'Changed by', 'zh-CN': '修改人' }, type: 'person' },
};
