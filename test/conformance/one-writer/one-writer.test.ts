// Every way to change a record's data × every rule that holds for data: one writer, so one answer.
import { describe, expect, it } from 'vitest';
import { hashOf, type Json, type JsonObject } from '../../../engine/core/index.ts';
import { type Context, formAccess, type LinkSource, parseForm, write } from '../../../engine/forms/index.ts';
import { walkCase } from '../../../engine/packs/walk-case.ts';
import { decide, parseWorkflow, start, type WorkflowContext } from '../../../engine/workflow/index.ts';
import { Chance } from '../../engine/rules/random-rule.ts';
import { calendar, definition, expectOk, organisation, people, zone } from '../../engine/workflow/world.ts';

const form = expectOk(
  parseForm(
    {
      kind: 'form',
      key: 'request',
      title: 'Request',
      fields: {
        amount: { type: 'money', currency: 'CNY', title: 'Amount' },
        kind: { type: 'choice', title: 'Kind', options: ['goods', 'travel'].map((key) => ({ key, title: key })) },
        place: { type: 'text', title: 'Place', maxLength: 10 },
        reviewer: { type: 'person', title: 'Reviewer' },
        rows: {
          type: 'line-items',
          title: 'Rows',
          fields: { cost: { type: 'money', currency: 'CNY', title: 'Cost' } },
        },
        total: { type: 'money', currency: 'CNY', title: 'Total', compute: { sum: [{ var: 'rows' }, 'cost'] } },
      },
      rules: { 'goods-stay': { when: { '==': [{ var: 'kind' }, 'goods'] }, then: { place: { visible: false } } } },
      access: { maker: { create: true, read: 'all', update: 'all' }, director: { read: 'all', update: 'all' } },
    },
    { options: () => undefined, form: () => undefined },
  ),
);
const stored: JsonObject = { amount: 100, kind: 'travel', place: 'Here', rows: [{ cost: 5 }], total: 5 };
const links: LinkSource = { organisation, record: () => undefined, file: () => undefined };
const at = '2026-09-29T02:00:00.000Z';
const env = { data: {}, now: at, zone, organisation, calendar };
const ann = people.find(({ id }) => id === 'p-ann');
if (!ann) throw new Error('Ann is gone');
const actor = { ...ann, tenant: 't' };
const context: Context = { env, actor, locale: 'en', options: () => undefined, access: formAccess(form, actor) };

const names = ['amount', 'kind', 'place', 'reviewer', 'rows'];
const approval = {
  type: 'approval',
  title: 'Review',
  assign: [{ by: 'person', person: 'p-dora' }],
  fields: Object.fromEntries(names.map((name) => [name, 'edit'])),
};
const ends = {
  end: { type: 'final', meta: { outcome: 'approved' } },
  no: { type: 'final', meta: { outcome: 'rejected' } },
};
function workflowThat(entry: object[]) {
  const states = {
    review: { meta: { step: approval }, on: { approve: 'next', reject: 'no' } },
    next: { entry, always: 'end' },
    ...ends,
  };
  return expectOk(
    parseWorkflow(definition({ initial: 'review', states }), {
      form: () => form,
      roles: ['maker', 'director'],
      template: () => true,
    }),
  );
}

type Answer = { data: JsonObject; codes: string[] };
const answer = (data: JsonObject, issues: { code: string; params: JsonObject }[]): Answer => ({
  data,
  codes: issues.map(({ code, params }) => (code === 'workflow/action-failed' ? String(JSON.stringify(params)) : code)),
});

function decided(entry: object[], said: JsonObject): Answer {
  const workflow = workflowThat(entry);
  const ctx: WorkflowContext = { form, data: stored, record: { id: 'r' }, env, organisation, tools: { links } };
  const begun = expectOk(start(workflow, { case: 'c', initiator: 'p-ann', at }, ctx));
  const [task] = Object.keys(begun.state.tasks);
  const input = { task: task ?? '', person: 'p-dora', decision: 'approve', seen: hashOf(stored), at, ...said };
  const result = decide(workflow, begun.state, input, ctx);
  if (!result.ok) return answer(stored, result.issues);
  return answer(
    result.value.data,
    result.value.state.stuck.map(({ issue }) => issue),
  );
}

function byWriter(by: 'person' | 'chart', isNew: boolean) {
  return (input: JsonObject): Answer => {
    const whole = isNew ? { ...withoutComputed(stored), ...input } : input;
    const before = isNew ? {} : stored;
    const options = { before, by, links, ...(isNew && { isNew: true as const }) };
    const { data, issues } = write(form, whole, isNew ? context : { ...context, exists: true, before }, options);
    return answer(
      data,
      issues.filter(({ severity }) => severity === 'error'),
    );
  };
}

function withoutComputed({ total: _total, ...data }: JsonObject): JsonObject {
  return data;
}

const callers: { [name: string]: (input: JsonObject) => Answer } = {
  create: byWriter('person', true),
  edit: byWriter('person', false),
  decision: (data) => decided([], { data }),
  set: (values) => decided([{ type: 'set', params: values }], {}),
  'create-record': byWriter('chart', true),
  'update-record': byWriter('chart', false),
  'walk-case': (data) => {
    const decisions = [{ step: 'review', who: () => true, decision: 'approve', data }];
    const walk = walkCase(
      workflowThat([]),
      form,
      { initiator: actor, data: stored, decisions },
      { organisation, calendar, zone, at },
    );
    return answer(walk.data, walk.issues);
  },
};
const all = Object.keys(callers);
/** A trial has no store and no links to ask. A set of a computed field is refused before it can be published. */
const withLinks = all.filter((name) => name !== 'walk-case');
/** Those that answer what the case then holds: what is refused is not in it. */
const ofCases = ['decision', 'set', 'walk-case'];
const withWrites = all.filter((name) => name !== 'set');

describe.each(all)('data written by %s', (name) => {
  const give = callers[name] as (input: JsonObject) => Answer;

  it('takes computed fields along', () => {
    expect(give({ rows: [{ cost: 30 }, { cost: 12 }] })).toMatchObject({ data: { total: 42 }, codes: [] });
  });

  it('loses what is hidden', () => {
    const { data, codes } = give({ kind: 'goods' });
    expect([data.kind, 'place' in data, codes]).toEqual(['goods', false, []]);
  });

  it.each<[string, JsonObject, string]>([
    ['a text for an amount', { amount: 'lots' }, 'amount|not-an-amount'],
    ['a choice that does not exist', { kind: 'food' }, 'option|options'],
    ['a text that is too long', { place: 'x'.repeat(11) }, 'long|characters'],
    ['a list that is none', { rows: 'none' }, 'type|rows|list'],
  ])('holds its types: %s is refused', (_, input, found) => {
    const { data, codes } = give(input);
    expect(codes).toHaveLength(1);
    expect(codes[0]).toMatch(new RegExp(found));
    const [changed = ''] = Object.keys(input);
    if (ofCases.includes(name)) expect(data[changed]).toEqual(stored[changed]);
  });

  it.runIf(withLinks.includes(name))('checks its links: a person who left is refused', () => {
    const { codes } = give({ reviewer: { id: 'p-gone' } });
    expect(codes).toHaveLength(1);
    expect(codes[0]).toMatch(/person-missing|has left/);
  });

  it.runIf(withLinks.includes(name))('reads what its links say', () => {
    expect(give({ reviewer: { id: 'p-dora', title: 'Boss' } }).data.reviewer).toEqual({
      id: 'p-dora',
      title: { en: 'Dora', 'zh-CN': 'dora' },
    });
  });

  it.runIf(withWrites.includes(name))('refuses a field that does not exist', () => {
    expect(give({ nothing: 1 }).codes).toEqual(['data/unknown-key']);
  });
});

describe('the same change', () => {
  it('gives the same data, whoever makes it: 200 random changes', () => {
    for (let seed = 0; seed < 200; seed++) {
      const input = randomChange(new Chance(seed));
      const answers = all.map((name) => (callers[name] as (change: JsonObject) => Answer)(input));
      const [first] = answers;
      for (const [index, each] of answers.entries())
        expect([seed, all[index], each.codes, each.data]).toEqual([seed, all[index], [], first?.data]);
    }
  });
});

function randomChange(chance: Chance): JsonObject {
  const change: JsonObject = {};
  const put = (name: string, make: () => Json) => {
    if (chance.below(2) === 0) change[name] = make();
  };
  put('amount', () => chance.of<Json>([1, '2.50', 700, null]));
  put('kind', () => chance.of<Json>(['goods', 'travel', null]));
  put('place', () => chance.of<Json>(['There', ' Here ', '', null]));
  put('rows', () => chance.list(3, () => ({ cost: chance.of<Json>([1, '3.00', 20]) })));
  return change;
}
