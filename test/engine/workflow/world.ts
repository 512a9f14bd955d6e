import { type Organisation, organisationOf, type Person, type Unit } from '../../../engine/access/index.ts';
import { type CalendarData, workCalendar } from '../../../engine/core/calendar.ts';
import { hashOf, type Issue, type Json, type JsonObject, type Result } from '../../../engine/core/index.ts';
import { type Form, parseForm } from '../../../engine/forms/index.ts';
import {
  type Advance,
  type CaseState,
  type DecideInput,
  decide,
  type Effect,
  type HistoryDraft,
  parseWorkflow,
  replay,
  start,
  type TaskState,
  type Workflow,
  type WorkflowContext,
  type WorkflowLinks,
} from '../../../engine/workflow/index.ts';

/** A small company in which the tests of workflows take place. */

export const units: Unit[] = [
  { id: 'u-group', title: 'Group', kind: 'group', head: 'p-president' },
  { id: 'u-east', title: 'East', kind: 'branch', parent: 'u-group', head: 'p-dora' },
  { id: 'u-west', title: 'West', kind: 'branch', parent: 'u-group', head: 'p-wang' },
];

function person(id: string, unit: string, roles: string[], more: Partial<Person> = {}): Person {
  const name = id.slice(2);
  return {
    id,
    name,
    title: { en: name[0]?.toUpperCase() + name.slice(1), 'zh-CN': name },
    unit,
    roles,
    active: true,
    ...more,
  };
}

export const people: Person[] = [
  person('p-ann', 'u-east', ['maker'], { manager: 'p-dora' }),
  person('p-max', 'u-east', ['maker', 'finance'], { manager: 'p-dora' }),
  person('p-fay', 'u-east', ['finance'], { manager: 'p-dora' }),
  person('p-fred', 'u-west', ['finance'], { manager: 'p-wang' }),
  person('p-gone', 'u-east', ['finance', 'archivist'], { active: false }),
  person('p-dora', 'u-east', ['director'], { manager: 'p-president' }),
  person('p-wang', 'u-west', ['director'], { manager: 'p-president' }),
  person('p-dave', 'u-east', ['deputy'], { manager: 'p-dora' }),
  person('p-president', 'u-group', ['president']),
  person('p-otto', 'u-group', ['admin']),
];
export const organisation = organisationOf({ people, units });
export const roles = ['maker', 'finance', 'director', 'deputy', 'president', 'admin', 'archivist'];

const calendarData: CalendarData = {
  years: [2026, 2027],
  holidays: ['2026-10-01', '2026-10-02'],
  workdays: ['2026-10-10'],
};
export const calendar = workCalendar(calendarData);
export const zone = 'Asia/Shanghai';

const formJson: JsonObject = {
  kind: 'form',
  key: 'request',
  title: { en: 'Request', 'zh-CN': '申请' },
  fields: {
    amount: { type: 'money', currency: 'CNY', title: { en: 'Amount', 'zh-CN': '金额' }, required: true },
    reason: { type: 'text', title: { en: 'Reason', 'zh-CN': '事由' } },
    category: {
      type: 'choice',
      title: { en: 'Category', 'zh-CN': '类别' },
      options: [
        { key: 'travel', title: 'Travel' },
        { key: 'goods', title: 'Goods' },
      ],
    },
    ticket: { type: 'text', title: { en: 'Ticket', 'zh-CN': '凭据' } },
    deadline: { type: 'date', title: { en: 'Deadline', 'zh-CN': '截止日' } },
    reviewer: { type: 'person', title: { en: 'Reviewer', 'zh-CN': '评审人' } },
    office: { type: 'unit', title: { en: 'Office', 'zh-CN': '办事处' } },
    rows: {
      type: 'line-items',
      title: { en: 'Rows', 'zh-CN': '明细' },
      fields: { cost: { type: 'money', currency: 'CNY', title: { en: 'Cost', 'zh-CN': '费用' } } },
    },
    total: {
      type: 'money',
      currency: 'CNY',
      title: { en: 'Total', 'zh-CN': '合计' },
      compute: { sum: [{ var: 'rows' }, 'cost'] },
    },
    closedOn: { type: 'date', readonly: true, title: { en: 'Closed on', 'zh-CN': '办结日' } },
  },
};

export function expectOk<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.issues, null, 1));
  return result.value;
}

export const form: Form = expectOk(parseForm(formJson, { options: () => undefined, form: () => undefined }));
export const links: WorkflowLinks = {
  form: (key) => (key === 'request' ? form : undefined),
  roles,
  template: (key) => key !== 'missing',
};

/** The definition around a chart. */
export function definition(chart: object, more: object = {}): JsonObject {
  return {
    kind: 'workflow',
    key: 'test',
    title: 'Test',
    form: 'request',
    start: { on: 'create', roles: ['maker'] },
    chart: chart as JsonObject,
    ...(more as JsonObject),
  };
}

export function workflowOf(chart: object, more: object = {}): Workflow {
  return expectOk(parseWorkflow(definition(chart, more), links));
}

/** A chart whose first state is the first written; `end`, `refused` and `dropped` are there unless written. */
export function chartOf(states: object): JsonObject {
  const ends: JsonObject = {
    end: { type: 'final', meta: { outcome: 'approved' } },
    refused: { type: 'final', meta: { outcome: 'rejected' } },
    dropped: { type: 'final', meta: { outcome: 'cancelled' } },
  };
  return { initial: Object.keys(states)[0] ?? '', states: { ...ends, ...states } };
}

/** An approval step that goes on to `end` and, when rejected, to `refused`. */
export function approval(step: object, on: object = {}, more: object = {}): JsonObject {
  return { meta: { step: { type: 'approval', ...step } }, on: { approve: 'end', reject: 'refused', ...on }, ...more };
}

export function guard(rule: Json, target: string): JsonObject {
  return { target, guard: { type: 'rule', params: { if: rule } } };
}

export const role = (name: string): Json => [{ by: 'role', role: name }];

const BEGIN = '2026-09-29T02:00:00.000Z'; // A Tuesday, 10:00 in Shanghai.

type Options = {
  initiator?: string;
  data?: JsonObject;
  at?: string;
  chosen?: { [step: string]: string[] };
  /** Who there is, where it is not the small company. */
  company?: Organisation;
};
type Said = Partial<Omit<DecideInput, 'person' | 'decision'>>;

/**
 * A case on a desk: commands are given to it as people would, and after each the history is replayed and must lead to the
 * very state that was stored.
 */
export class Desk {
  readonly workflow: Workflow;
  state: CaseState;
  data: JsonObject;
  entries: HistoryDraft[] = [];
  effects: Effect[] = [];
  at: string;
  company: Organisation;

  constructor(
    workflow: Workflow,
    { initiator = 'p-ann', data = { amount: 100 }, at = BEGIN, chosen, company = organisation }: Options = {},
  ) {
    this.workflow = workflow;
    this.data = data;
    this.at = at;
    this.company = company;
    this.state = undefined as unknown as CaseState;
    this.take(start(workflow, { case: 'c', initiator, at, ...(chosen ? { chosen } : {}) }, this.ctx()));
  }

  ctx(): WorkflowContext {
    const env = { data: {}, now: this.at, zone, organisation: this.company, calendar };
    return { form, data: this.data, record: { id: 'r', createdBy: 'p-ann' }, env, organisation: this.company };
  }

  /** Gives a command; answers the codes of its refusal (none when it was taken). */
  try(command: (state: CaseState, ctx: WorkflowContext) => Result<Advance>): string[] {
    const result = command(this.state, this.ctx());
    if (!result.ok) return result.issues.map(({ code }) => code);
    this.take(result);
    return [];
  }

  take(result: Result<Advance>): Advance {
    const advance = expectOk(result);
    const plain = JSON.parse(JSON.stringify(advance)) as Advance;
    const impure = impureAt(advance, '');
    if (impure !== undefined) throw new Error(`not pure JSON: ${impure}`);
    this.state = plain.state;
    this.data = plain.data;
    this.effects = plain.effects;
    this.entries.push(plain.entry);
    const again = expectOk(replay(this.workflow, this.entries));
    if (hashOf(again as unknown as Json) !== hashOf(this.state as unknown as Json)) {
      throw new Error(
        `replay differs: ${difference(again as unknown as JsonObject, this.state as unknown as JsonObject)}`,
      );
    }
    return advance;
  }

  /** The person's open task, or a task of a pool. */
  task(who: string): TaskState {
    const id = full(who);
    const found = Object.values(this.state.tasks).find(
      (task) => task.status === 'open' && (task.person === id || task.pool === who),
    );
    if (!found) throw new Error(`${who} has no open task: ${JSON.stringify(this.waiting())}`);
    return found;
  }

  input(who: string, decision: string, said: Said = {}): DecideInput {
    const task = said.task ?? this.task(who).id;
    return { person: full(who), decision, seen: hashOf(this.data), at: this.at, opinion: 'because', ...said, task };
  }

  decides(who: string, decision: string, said: Said = {}): this {
    this.take(decide(this.workflow, this.state, this.input(who, decision, said), this.ctx()));
    return this;
  }

  refuses(who: string, decision: string, said: Said = {}): Issue[] {
    const result = decide(this.workflow, this.state, this.input(who, decision, said), this.ctx());
    if (result.ok) throw new Error(`${decision} by ${who} was taken`);
    return result.issues;
  }

  codes(who: string, decision: string, said: Said = {}): string[] {
    return this.refuses(who, decision, said).map(({ code }) => code);
  }

  /** Who has an open task: names of people, or pools. */
  waiting(): string[] {
    return Object.values(this.state.tasks)
      .filter(({ status }) => status === 'open')
      .map((task) => task.person?.slice(2) ?? `pool ${task.pool}`);
  }

  effectsOf<T extends Effect['type']>(type: T): Extract<Effect, { type: T }>['params'][] {
    return this.effects.filter((effect) => effect.type === type).map(({ params }) => params) as never;
  }

  later(at: string): this {
    this.at = at;
    return this;
  }
}

/** Where a value holds something that JSON would drop or change. */
function impureAt(value: unknown, path: string): string | undefined {
  if (
    value === null ||
    typeof value === 'string' ||
    typeof value === 'boolean' ||
    (typeof value === 'number' && Number.isFinite(value))
  )
    return undefined;
  if (typeof value !== 'object') return path;
  for (const [key, part] of Object.entries(value)) {
    const found = impureAt(part, `${path}/${key}`);
    if (found !== undefined) return found;
  }
  return undefined;
}

function full(who: string): string {
  return who.startsWith('p-') ? who : `p-${who}`;
}

function difference(a: JsonObject, b: JsonObject): string {
  const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])].filter(
    (key) => JSON.stringify(a[key]) !== JSON.stringify(b[key]),
  );
  return keys.map((key) => `${key}: ${JSON.stringify(a[key])} / ${JSON.stringify(b[key])}`).join('\n');
}
