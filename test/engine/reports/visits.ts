// A small domain for reports: visits to customers, with a field of every type that a dataset knows.
import { organisationOf } from '../../../engine/access/index.ts';
import type { JsonObject } from '../../../engine/core/json.ts';
import {
  type Dashboard,
  type Dataset,
  parseDashboard,
  parseDataset,
  type ReportContext,
} from '../../../engine/reports/index.ts';

export const visitForm: JsonObject = {
  kind: 'form',
  key: 'visit',
  title: { en: 'Visit', 'zh-CN': '拜访' },
  fields: {
    day: { type: 'date', title: { en: 'Day', 'zh-CN': '日期' } },
    topic: { type: 'choice', options: 'topics', title: { en: 'Topic', 'zh-CN': '主题' } },
    tags: {
      type: 'multi-choice',
      options: [
        { key: 'new', title: 'New' },
        { key: 'key', title: 'Key' },
        { key: 'lost', title: 'Lost' },
      ],
      title: 'Tags',
    },
    value: { type: 'money', currency: 'CNY', title: { en: 'Value', 'zh-CN': '金额' } },
    minutes: { type: 'number', title: { en: 'Minutes', 'zh-CN': '分钟' } },
    client: {
      type: 'reference',
      form: 'client',
      display: 'name',
      carry: ['grade'],
      title: { en: 'Client', 'zh-CN': '客户' },
    },
    host: { type: 'person', title: { en: 'Host', 'zh-CN': '接待人' } },
    done: { type: 'boolean', title: { en: 'Done', 'zh-CN': '已完成' } },
    secret: { type: 'text', encrypted: true, title: 'Secret' },
    lines: { type: 'line-items', title: 'Lines', fields: { what: { type: 'text', title: 'What' } } },
    note: { type: 'long-text', title: 'Note' },
  },
};

export const clientForm: JsonObject = {
  kind: 'form',
  key: 'client',
  title: 'Client',
  fields: {
    name: { type: 'text', title: 'Name' },
    grade: { type: 'choice', options: 'grades', title: { en: 'Grade', 'zh-CN': '级别' } },
    size: { type: 'number', title: 'Size' },
  },
};

export const forms: { [key: string]: { json: JsonObject } } = {
  visit: { json: visitForm },
  client: { json: clientForm },
};

export const visitsJson: JsonObject = {
  kind: 'dataset',
  key: 'visits',
  title: { en: 'Visits', 'zh-CN': '拜访' },
  from: { form: 'visit' },
  fields: {
    day: { path: 'data.day' },
    topic: { path: 'data.topic' },
    tags: { path: 'data.tags' },
    value: { path: 'data.value' },
    minutes: { path: 'data.minutes' },
    client: { path: 'data.client' },
    grade: { path: 'data.client.grade' },
    host: { path: 'data.host' },
    done: { path: 'data.done' },
    status: { path: 'status', workflow: 'visiting' },
    unit: { path: 'unit' },
    owner: { path: 'owner' },
    createdAt: { path: 'createdAt' },
  },
};

export const organisation = organisationOf({
  people: [
    { id: 'p1', name: 'li', title: { en: 'Li Lei', 'zh-CN': '李雷' }, unit: 'bj', roles: ['maker'], active: true },
    {
      id: 'p2',
      name: 'han',
      title: { en: 'Han Meimei', 'zh-CN': '韩梅梅' },
      unit: 'sh',
      roles: ['manager'],
      active: true,
    },
  ],
  units: [
    { id: 'hq', title: { en: 'Head office', 'zh-CN': '总部' }, kind: 'company' },
    { id: 'bj', title: { en: 'Beijing', 'zh-CN': '北京' }, kind: 'branch', parent: 'hq' },
    { id: 'sh', title: { en: 'Shanghai', 'zh-CN': '上海' }, kind: 'branch', parent: 'hq' },
  ],
});

const states: { [state: string]: { en: string; 'zh-CN': string } } = {
  planned: { en: 'Planned', 'zh-CN': '已计划' },
  visited: { en: 'Visited', 'zh-CN': '已拜访' },
  billed: { en: 'Billed', 'zh-CN': '已开票' },
};

export function context(over: Partial<ReportContext> & { now?: string } = {}): ReportContext {
  const { now = '2026-11-24T07:00:00.000Z', ...rest } = over;
  return {
    locale: 'en',
    actor: {
      id: 'p1',
      tenant: 't',
      name: 'li',
      title: { en: 'Li Lei', 'zh-CN': '李雷' },
      unit: 'bj',
      roles: ['maker'],
    },
    env: {
      data: {},
      now,
      zone: 'Asia/Shanghai',
      organisation,
      calendar: { isWorkday: () => true, hours: { from: 540, to: 1_080 } },
    },
    organisation,
    options: (key) =>
      key === 'topics'
        ? {
            key,
            title: 'Topics',
            items: [
              { key: 'loan', title: { en: 'Loan', 'zh-CN': '贷款' } },
              { key: 'card', title: { en: 'Card', 'zh-CN': '信用卡' } },
              { key: 'old', title: { en: 'Old', 'zh-CN': '旧' }, retired: true },
            ],
          }
        : undefined,
    stateTitle: (state) => states[state],
    ...rest,
  };
}

export function visits(json: JsonObject = visitsJson): Dataset {
  const parsed = parseDataset(json, { form: (key) => forms[key], forms: Object.keys(forms) });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
  return parsed.value;
}

export const filtersJson: JsonObject = {
  period: { type: 'period', title: { en: 'Period', 'zh-CN': '期间' }, default: 'all', field: 'day' },
  unit: { type: 'unit', title: { en: 'Unit', 'zh-CN': '机构' }, field: 'unit' },
  topic: { type: 'choice', title: { en: 'Topic', 'zh-CN': '主题' }, field: 'topic', multiple: true },
  host: { type: 'person', title: { en: 'Host', 'zh-CN': '接待人' }, field: 'host' },
};

export function dashboardJson(widgets: JsonObject, filters: JsonObject = filtersJson): JsonObject {
  return {
    kind: 'dashboard',
    key: 'overview',
    title: { en: 'Overview', 'zh-CN': '总览' },
    access: { roles: ['manager'] },
    filters,
    widgets: Object.fromEntries(
      Object.entries(widgets).map(([key, widget]) => [
        key,
        { title: key, dataset: 'visits', ...(widget as JsonObject) },
      ]),
    ),
    layout: Object.keys(widgets).map((widget, index) => ({ widget, x: 0, y: index * 4, w: 12, h: 4 })),
  };
}

export function dashboard(widgets: JsonObject, filters: JsonObject = filtersJson): Dashboard {
  const dataset = visits();
  const parsed = parseDashboard(dashboardJson(widgets, filters), {
    dataset: (key) => (key === 'visits' ? dataset : undefined),
    datasets: ['visits'],
    roles: ['maker', 'manager'],
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
  return parsed.value;
}
