import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FormScreen, JsonObject, RecordView, Session, TaskItem, WidgetModel } from '../../../engine/index.ts';

type Answer = { status: number; body?: unknown; type?: string };

const pack = 'definitions/transfer-control';
const read = (path: string) => JSON.parse(readFileSync(join(pack, path), 'utf8')) as JsonObject;
const transfer = read('forms/transfer.json');
const customer = read('forms/customer.json');
const workflow = read('workflows/transfer-approval.json');
const dashboard = read('dashboards/transfer-overview.json');
let signedIn = true;
let draft: unknown;

const session: Session = {
  actor: { id: 'p1', tenant: 'demo', name: 'maker', title: { en: 'Li Wei', 'zh-CN': '李伟' }, unit: 'u2', roles: ['maker'] },
  csrf: 'x',
  locale: 'en',
  zone: 'Asia/Shanghai',
  mustChangePassword: false,
  units: [
    { id: 'u1', title: { en: 'Head office', 'zh-CN': '总部' }, kind: 'company' },
    { id: 'u2', title: { en: 'East branch', 'zh-CN': '华东分公司' }, kind: 'branch', parent: 'u1' },
  ],
  permissions: ['studio', 'people'],
};
const fieldsOf = (form: JsonObject) => Object.fromEntries(Object.keys(form.fields as JsonObject).map((name) => [name, 'edit' as const]));
const screenOf = (form: JsonObject, withWorkflow: boolean): FormScreen => ({
  key: String(form.key),
  title: form.title as never,
  pack: 'transfer-control',
  release: 1,
  definition: form,
  options: { 'transfer-purposes': read('options/transfer-purposes.json'), 'customer-levels': read('options/customer-levels.json') },
  linked: { customer },
  ...(withWorkflow && { workflow }),
  rights: { create: true, read: true, update: true, delete: false, export: false },
  fields: fieldsOf(form),
  validator: '/api/validators/x.js',
  views: Object.entries(form.views as Record<string, { title: never }>).map(([key, { title }]) => ({ key, title })),
});
const names = ['上海远洋贸易有限公司', 'Harbour Machinery Ltd', '杭州云杉科技有限公司', '中建第八工程局', 'Northwind Foods'];
const records: RecordView[] = Array.from({ length: 43 }, (_, index) => ({
  id: `r${index}`,
  form: 'transfer',
  release: 1,
  revision: 1,
  status: ['finance', 'leadership', 'paid', 'rejected', 'revise'][index % 5] ?? 'paid',
  owner: 'p1',
  unit: 'u2',
  title: `ZZ202611-${String(index + 1).padStart(6, '0')} ${names[index % 5]}`,
  data: {
    no: `ZZ202611-${String(index + 1).padStart(6, '0')}`,
    applyDate: '2026-11-20',
    customer: { id: 'c1', name: names[index % 5] ?? '', account: '6222021001112223339', level: 'a' },
    bankName: '工商银行上海分行',
    account: '6222021001112223339',
    fromAccount: '6222021001112223331',
    amount: 123456 * (index + 1),
    purpose: 'goods',
    items: [
      { what: 'Pumps', cost: 100000, note: 'two' },
      { what: '运费', cost: 23456 },
    ],
    note: 'Deliver before the end of the month.',
  },
  createdAt: '2026-11-20T02:00:00.000Z',
  createdBy: 'p1',
  updatedAt: '2026-11-23T02:00:00.000Z',
  updatedBy: 'p1',
  case: 'case1',
  allowed: ['update'],
}));
const tasks: TaskItem[] = records.slice(0, 6).map((record, index) => ({
  id: `t${index}`,
  case: 'case1',
  no: `LC202611-${index}`,
  workflow: 'transfer-approval',
  step: 'finance',
  title: { en: 'Finance review', 'zh-CN': '财务审核' },
  caseTitle: record.title,
  summary: [
    { field: 'customer', title: { en: 'Customer', 'zh-CN': '客户' }, text: names[index % 5] ?? '' },
    { field: 'amount', title: { en: 'Total amount', 'zh-CN': '合计金额' }, text: '¥1,234.56' },
  ],
  status: 'open',
  initiator: { id: 'p1', title: { en: 'Li Wei', 'zh-CN': '李伟' } },
  createdAt: '2026-11-24T02:00:00.000Z',
  caseStatus: 'running',
  states: ['finance'],
  seen: 'x',
  ...(index === 0 && { dueAt: '2026-11-23T02:00:00.000Z' }),
}));
const caseView = {
  id: 'case1',
  no: 'LC202611-000001',
  workflow: 'transfer-approval',
  release: 1,
  revision: 3,
  title: records[0]?.title,
  status: 'running',
  states: ['leadership'],
  definition: workflow,
  record: records[0],
  initiator: session.actor,
  startedAt: '2026-11-20T02:00:00.000Z',
  available: ['withdraw', 'remind', 'comment'],
  waitingFor: [
    { task: 't0', step: 'leadership', title: { en: 'Director and deputy', 'zh-CN': '总监与副总监会签' }, person: { id: 'd', title: { en: 'Zhao Min', 'zh-CN': '赵敏' } }, since: '2026-11-23T02:00:00.000Z' },
    { task: 't1', step: 'leadership', title: { en: 'Director and deputy', 'zh-CN': '总监与副总监会签' }, person: { id: 'e', title: { en: 'Qian Feng', 'zh-CN': '钱峰' } }, since: '2026-11-23T02:00:00.000Z' },
  ],
  visited: ['finance'],
  task: 't0',
};
const months = Array.from({ length: 12 }, (_, index) => `2026-${String(index + 1).padStart(2, '0')}`);
const money = { kind: 'money' as const, currency: 'CNY' };
const kpi = (title: string, value: number, format: { kind: 'money' | 'number' | 'percent'; currency?: string }): WidgetModel => ({
  widget: 'kpi',
  title,
  value,
  format,
  change: { ratio: 0.083, since: { en: 'since last year', 'zh-CN': '同比' } },
  trend: months.map((label, index) => ({ label, value: 10 + ((index * 7) % 5) })),
  mark: {},
  ...(format.kind === 'percent' && { target: 0.9 }),
});
const widgets: Record<string, WidgetModel> = {
  total: kpi('Amount', 81234567800, money),
  count: kpi('Transfers', 20123, { kind: 'number' }),
  'paid-share': kpi('Paid', 0.8734, { kind: 'percent' }),
  'by-month-purpose': {
    widget: 'bar',
    title: 'x',
    categories: months.map((label) => ({ label, value: label })),
    series: ['Goods', 'Services', 'Project payment', 'Rent', 'Deposit', 'Other'].map((title, line) => ({
      title,
      format: { kind: 'number' },
      values: months.map((_, index) => 40 + ((index * 13 + line * 29) % 60)),
      marks: months.map((month) => ({ month, title })),
    })),
  },
  'amount-by-month': {
    widget: 'line',
    title: 'x',
    categories: months.map((label) => ({ label, value: label })),
    series: [{ title: 'Amount', format: money, values: months.map((_, index) => 4_000_000_00 + ((index * 7919) % 23) * 1_000_000_0), marks: months.map((month) => ({ month })) }],
  },
  'by-purpose': {
    widget: 'share',
    title: 'x',
    format: money,
    slices: ['货款', '服务费', '工程款', '租金', '保证金', '其他'].map((label, index) => ({ label, value: (6 - index) * 100_000_00, share: (6 - index) / 21, mark: { label } })),
  },
  states: {
    widget: 'funnel',
    title: 'x',
    format: { kind: 'number' },
    slices: ['Finance', 'Director', 'President', 'Paid'].map((label, index) => ({ label, value: [20123, 8021, 912, 17644][index] ?? 0, share: [1, 0.4, 0.045, 0.87][index] ?? 0, mark: { label } })),
  },
  'top-customers': {
    widget: 'table',
    title: 'x',
    columns: [
      { key: 'customer', title: 'Customer' },
      { key: 'amount', title: 'Amount', format: money },
      { key: 'count', title: 'Transfers', format: { kind: 'number' } },
    ],
    rows: names.map((name, index) => ({ cells: [name, 1_000_000_00 * (6 - index), 200 - index * 12], mark: { name } })),
  },
};

/** What the stand-in says to a call. */
export function answer(method: string, url: URL, body: unknown, language: string): Answer {
  const path = url.pathname.slice('/api'.length);
  const zh = language.startsWith('zh');
  const ok = (value: unknown): Answer => ({ status: 200, body: value });
  const problem = (status: number, code: string, detail: string): Answer => ({ status, body: { type: 'about:blank', title: detail, status, code, detail, issues: [], correlationId: 'c' } });
  if (path === '/session') {
    if (method === 'DELETE') {
      signedIn = false;
      return { status: 204 };
    }
    if (method === 'POST') signedIn = true;
    if (method === 'PATCH') session.locale = (body as { locale: 'en' }).locale;
    return signedIn ? ok(session) : problem(401, 'unauthenticated', 'Not signed in');
  }
  if (path === '/welcome') return ok({ demo: { tenant: 'demo', password: 'Dougong-demo-1', people: ['maker', 'finance', 'director', 'manager', 'analyst', 'admin'].map((name) => ({ name, title: name })) } });
  if (!signedIn) return problem(401, 'unauthenticated', 'Not signed in');
  if (path === '/home') {
    return ok({
      packs: [],
      navigation: [
        { kind: 'form', key: 'transfer', title: transfer.title, icon: 'swap' },
        { kind: 'form', key: 'customer', title: customer.title, icon: 'team' },
        { kind: 'dashboard', key: 'transfer-overview', title: dashboard.title, icon: 'dashboard' },
      ],
      quickActions: [
        { form: 'transfer', title: { en: 'New transfer', 'zh-CN': '新建转账' }, icon: 'swap' },
        { form: 'customer', title: { en: 'New customer', 'zh-CN': '新建客户' }, icon: 'team' },
      ],
      badges: { todo: 6, notices: 2, incidents: 1 },
      recent: records.slice(0, 5).map(({ id, form, title, updatedAt }) => ({ kind: 'record', id, form, title, at: updatedAt })),
    });
  }
  if (path === '/notices') return ok({ items: [{ id: 'n', title: zh ? '有新的待办' : 'A task for you', text: records[0]?.title, at: '2026-11-24T02:00:00.000Z', read: false, link: { kind: 'task', id: 't0' } }] });
  if (path === '/tasks') return ok({ items: tasks, total: tasks.length });
  if (path.startsWith('/tasks/') && path.endsWith('/decisions')) return problem(409, 'conflict', zh ? '赵敏已于 10:02 同意' : 'Zhao Min approved it at 10:02');
  if (path.startsWith('/tasks/')) {
    return ok({ ...tasks[0], revision: 1, seen: 'x', allowed: ['approve', 'reject', 'return', 'transfer', 'add-signer'], fields: { ...Object.fromEntries(Object.keys(transfer.fields as object).map((name) => [name, 'read'])), voucherNo: 'edit' }, opinion: 'on-reject', sign: 'password', returnTo: [{ to: 'initiator', title: { en: 'Initiator', 'zh-CN': '发起人' } }], record: records[0], definition: workflow, guide: { en: 'Compare the evidence with the cost lines.', 'zh-CN': '请核对证明材料与费用明细。' } });
  }
  if (path.endsWith('/history')) {
    return ok({ items: [
      { seq: 1, at: '2026-11-20T02:00:00.000Z', kind: 'started', text: zh ? '李伟提交了申请' : 'Li Wei submitted the request', hash: 'a' },
      { seq: 2, at: '2026-11-21T02:00:00.000Z', kind: 'decided', text: zh ? '王芳（财务审核）同意' : 'Wang Fang approved (Finance review)', opinion: zh ? '凭证号已更正。' : 'Voucher number corrected.', changes: [{ path: '/voucherNo', title: { en: 'Voucher no.', 'zh-CN': '凭证号' }, before: 'AB123456', after: 'AB123457' }], hash: 'b' },
    ] });
  }
  if (path.endsWith('/why')) return ok({ entries: [{ seq: 2, at: '2026-11-21T02:00:00.000Z', from: 'finance', to: 'leadership', event: 'approve', text: zh ? '财务审核 → 总监审批，因为 合计金额 60,000 > 50,000' : 'Finance → Director, because Total amount 60,000 > 50,000', guards: [{ text: 'Total amount: 60,000 > 50,000', held: true, trace: {} }], assignments: [{ step: 'leadership', text: 'Role Director', people: [{ id: 'd', title: 'Zhao Min' }] }] }] });
  if (path.startsWith('/cases/')) return ok(caseView);
  if (path.includes('/lookup/')) return ok({ items: names.map((name, index) => ({ id: `c${index}`, title: name, description: `KH-00000${index} · A`, value: { id: `c${index}`, name, account: '6222021001112223339', level: 'a' }, fill: { bankName: '工商银行上海分行', account: '6222021001112223339' } })) });
  if (path.includes('/drafts/')) {
    if (method === 'PUT') draft = { scope: 'new', form: 'transfer', data: (body as { data: unknown }).data, revision: ((draft as { revision?: number })?.revision ?? 0) + 1, savedAt: new Date().toISOString() };
    if (method === 'DELETE') draft = undefined;
    return draft ? ok(draft) : method === 'DELETE' ? { status: 204 } : problem(404, 'not-found', 'No draft');
  }
  if (path.startsWith('/validators/')) return { status: 200, body: 'export default () => true;', type: 'text/javascript' };
  if (path.endsWith('/preview')) return ok({ steps: [{ step: 'finance', title: { en: 'Finance review', 'zh-CN': '财务审核' }, type: 'approval', people: [{ id: 'f', title: '王芳' }, { id: 'g', title: '孙丽' }], decide: 'any' }, { step: 'leadership', title: { en: 'Director and deputy', 'zh-CN': '总监与副总监会签' }, type: 'approval', people: [{ id: 'd', title: '赵敏' }, { id: 'e', title: '钱峰' }], decide: 'all' }], text: zh ? '财务审核，然后总监与副总监会签，因为 60,000 > 50,000' : 'Finance review, then Director and deputy, because 60,000 > 50,000' });
  if (/^\/forms\/[a-z]+\/records$/.test(path) && method === 'GET') {
    const page = Number(url.searchParams.get('page') ?? 1);
    const size = Number(url.searchParams.get('size') ?? 20);
    return ok({ items: records.slice((page - 1) * size, page * size), total: records.length });
  }
  if (/\/records\/r\d+$/.test(path)) return ok(records.find(({ id }) => path.endsWith(`/${id}`)) ?? records[0]);
  if (path === '/forms/transfer') return ok(screenOf(transfer, true));
  if (path === '/forms/customer') return ok(screenOf(customer, false));
  if (path === '/dashboards/transfer-overview') return ok({ key: 'transfer-overview', title: dashboard.title, pack: 'transfer-control', release: 1, definition: dashboard, filterOptions: { period: [{ value: 'this-year', title: { en: 'This year', 'zh-CN': '今年' } }, { value: 'last-12-months', title: { en: 'Last 12 months', 'zh-CN': '近 12 个月' } }, { value: 'all', title: { en: 'All time', 'zh-CN': '全部时间' } }], unit: session.units.map((unit) => ({ value: unit.id, title: unit.title })) } });
  if (path.startsWith('/dashboards/')) return ok({ widgets, at: '2026-11-24T02:00:00.000Z' });
  if (path.startsWith('/datasets/')) return ok({ form: 'transfer', columns: [{ key: 'no', title: { en: 'No.', 'zh-CN': '编号' } }, { key: 'customer', title: { en: 'Customer', 'zh-CN': '客户' } }, { key: 'amount', title: { en: 'Amount', 'zh-CN': '金额' } }], items: records.slice(0, 20).map((record, index) => ({ id: record.id, cells: [String(record.data.no), names[index % 5], '¥1,234.56'] })), total: 43, page: 1 });
  return problem(404, 'not-found', `${path} does not exist`);
}
