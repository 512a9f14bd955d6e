import type { Text } from '../core/text.ts';
import type { DatasetFieldType, DatasetSource } from './dataset.ts';

/** A column that the engine keeps of every row of a source, beside a record's own data. */
export type SourceColumn = { type: DatasetFieldType; title: Text };

const created: { [path: string]: SourceColumn } = {
  createdAt: { type: 'date-time', title: { en: 'Created at', 'zh-CN': '创建时间' } },
  createdBy: { type: 'person', title: { en: 'Created by', 'zh-CN': '创建人' } },
};
const unit: SourceColumn = { type: 'unit', title: { en: 'Unit', 'zh-CN': '机构' } };
const status: SourceColumn = { type: 'status', title: { en: 'Status', 'zh-CN': '状态' } };
const initiator: SourceColumn = { type: 'person', title: { en: 'Initiator', 'zh-CN': '发起人' } };
const step: SourceColumn = { type: 'status', title: { en: 'Step', 'zh-CN': '环节' } };
const about: { [path: string]: SourceColumn } = {
  no: { type: 'text', title: { en: 'Case no.', 'zh-CN': '流程编号' } },
  workflow: { type: 'text', title: { en: 'Workflow', 'zh-CN': '流程' } },
  form: { type: 'text', title: { en: 'Form', 'zh-CN': '表单' } },
};

const columns = {
  form: {
    status,
    owner: { type: 'person', title: { en: 'Owner', 'zh-CN': '负责人' } },
    unit,
    ...created,
    updatedAt: { type: 'date-time', title: { en: 'Changed at', 'zh-CN': '修改时间' } },
    updatedBy: { type: 'person', title: { en: 'Changed by', 'zh-CN': '修改人' } },
    release: { type: 'number', title: { en: 'Release', 'zh-CN': '版本' } },
  },
  cases: {
    ...about,
    status,
    states: { type: 'multi-choice', title: { en: 'States', 'zh-CN': '所处环节' } },
    initiator,
    unit,
    startedAt: { type: 'date-time', title: { en: 'Started at', 'zh-CN': '发起时间' } },
    endedAt: { type: 'date-time', title: { en: 'Ended at', 'zh-CN': '结束时间' } },
  },
  tasks: {
    ...about,
    step,
    status,
    kind: { type: 'text', title: { en: 'Kind', 'zh-CN': '类别' } },
    decision: { type: 'text', title: { en: 'Decision', 'zh-CN': '处理结果' } },
    assignee: { type: 'person', title: { en: 'Assignee', 'zh-CN': '处理人' } },
    pool: { type: 'text', title: { en: 'Pool', 'zh-CN': '任务池' } },
    initiator,
    unit,
    dueAt: { type: 'date-time', title: { en: 'Due at', 'zh-CN': '截止时间' } },
    createdAt: { type: 'date-time', title: { en: 'Arrived at', 'zh-CN': '到达时间' } },
    endedAt: { type: 'date-time', title: { en: 'Ended at', 'zh-CN': '完成时间' } },
  },
  history: {
    about: { type: 'text', title: { en: 'About', 'zh-CN': '对象' } },
    at: { type: 'date-time', title: { en: 'Time', 'zh-CN': '时间' } },
    actor: { type: 'person', title: { en: 'Person', 'zh-CN': '操作人' } },
    onBehalfOf: { type: 'person', title: { en: 'On behalf of', 'zh-CN': '被代理人' } },
    kind: { type: 'text', title: { en: 'Kind', 'zh-CN': '类别' } },
  },
} satisfies { [source: string]: { [path: string]: SourceColumn } };

/** What a link of a history holds beside these that is no one's data: what was decided. */
const openBody = ['body.command.decision'];

/** Whether a history's path tells nothing of what a record holds. */
export function isOpenInHistory(path: string): boolean {
  return !path.startsWith('body') || openBody.includes(path);
}

/** The columns of a source by path. A form's rows have its fields besides, under `data.`. */
export function columnsOf(from: DatasetSource): { [path: string]: SourceColumn } {
  return columns[typeof from === 'string' ? from : 'form'];
}
