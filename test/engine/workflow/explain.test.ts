import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../engine/core/index.ts';
import { chartGraph, preview, previewText, whyOf } from '../../../engine/workflow/index.ts';
import { approval, chartOf, Desk, definition, guard, role, workflowOf } from './world.ts';

const over = (minor: number) => ({ '>': [{ var: 'amount' }, minor] });
const workflow = workflowOf(
  chartOf({
    finance: approval(
      { title: { en: 'Finance', 'zh-CN': '财务' }, assign: role('finance'), decide: 'any', separate: ['initiator'] },
      { approve: [guard(over(5000000), 'director'), 'end'] },
    ),
    director: approval(
      {
        title: { en: 'Director', 'zh-CN': '总监' },
        assign: [{ by: 'role', role: 'director', within: 'initiator.unit' }],
        sign: 'password',
      },
      { approve: [guard(over(100000000), 'president'), 'end'] },
    ),
    president: approval({ title: { en: 'President', 'zh-CN': '总裁' }, assign: role('president') }),
    end: { type: 'final', meta: { title: { en: 'Paid', 'zh-CN': '已付款' }, outcome: 'approved' } },
  }),
);

function route(data: JsonObject, initiator = 'p-ann', of = workflow) {
  const desk = new Desk(workflow);
  const ctx = { ...desk.ctx(), data, initiator, at: desk.at };
  const steps = preview(of, data, ctx);
  return { steps, en: previewText(of, steps, ctx, 'en'), zh: previewText(of, steps, ctx, 'zh-CN') };
}

describe('the route preview', () => {
  it('says who is next and why', () => {
    const { steps, en, zh } = route({ amount: 6000000 });
    expect(steps.map(({ step, people, decide }) => `${step} ${decide}: ${people.join(' ')}`)).toEqual([
      'finance any: p-fay p-fred p-max',
      'director all: p-dora',
    ]);
    expect(en).toBe(
      'Finance, then Director, because Amount CNY 60,000.00 > CNY 50,000.00, then Paid, because Amount CNY 60,000.00 ≤ CNY 1,000,000.00',
    );
    expect(zh).toBe(
      '财务，然后总监（因为金额 60,000.00 元 > 50,000.00 元），然后已付款（因为金额 60,000.00 元 ≤ 1,000,000.00 元）',
    );
  });

  it('stops where the data does', () => {
    expect(route({ amount: 5000000 }).steps.map(({ step }) => step)).toEqual(['finance']);
    expect(route({ amount: 100000001 }).steps.map(({ step }) => step)).toEqual(['finance', 'director', 'president']);
  });

  it('leaves out who may not', () => {
    expect(route({ amount: 1 }, 'p-max').steps[0]?.people).toEqual(['p-fay', 'p-fred']);
  });

  it('tells of steps with nobody, of choices to come, and of ways that cannot be told', () => {
    const odd = workflowOf(
      chartOf({
        first: approval({ assign: role('archivist'), empty: 'skip' }, { approve: 'second' }),
        second: approval({ assign: role('archivist') }, { approve: 'third' }),
        third: approval(
          { assign: [{ by: 'choice', of: 'previous' }] },
          { approve: [guard({ '>': [{ '/': [{ var: 'amount' }, { var: 'total' }] }, 1] }, 'end')] },
        ),
      }),
    );
    expect(route({ amount: 1, total: 0 }, 'p-ann', odd).steps.map(({ step, note }) => [step, note])).toEqual([
      ['first', 'skipped'],
      ['second', 'nobody'],
      ['third', 'stuck'],
    ]);
  });

  it('goes through waits and regions, and round a circle once', () => {
    const part = (step: string) => ({
      initial: step,
      states: {
        [step]: { meta: { step: { type: 'approval', assign: role('finance') } }, on: { approve: `${step}-ok` } },
        [`${step}-ok`]: { type: 'final' },
      },
    });
    const wide = workflowOf(
      chartOf({
        hold: { meta: { step: { type: 'wait' } }, on: { paid: 'both' } },
        both: { type: 'parallel', states: { a: part('one'), b: part('two') }, onDone: 'again' },
        again: approval({ assign: role('director') }, { approve: 'hold' }),
      }),
      { events: { paid: {} } },
    );
    expect(route({ amount: 1 }, 'p-ann', wide).steps.map(({ step }) => step)).toEqual(['hold', 'one', 'two', 'again']);
  });

  it('stores and sends nothing', () => {
    const data = { amount: 6000000 };
    route(data);
    expect(data).toEqual({ amount: 6000000 });
  });
});

describe('why', () => {
  const desk = new Desk(workflow, { initiator: 'p-max', data: { amount: 6000000 } })
    .decides('fay', 'approve')
    .decides('dora', 'reject', { signed: { factor: 'password' } });
  const entries = desk.entries.map((entry, seq) => ({ ...entry, seq }));
  const roleTitle = (role: string) => ({ en: role.toUpperCase(), 'zh-CN': `${role}岗` });
  const told = whyOf(entries, workflow, 'en', { ...desk.ctx(), roleTitle });

  it('names the transition and the values that decided', () => {
    expect(told.map(({ text }) => text)).toEqual([
      'Started: Finance',
      'Approved: Finance → Director, because Amount CNY 60,000.00 > CNY 50,000.00',
      'Rejected: Director → refused',
    ]);
    expect(told[1]?.guards).toMatchObject([
      { held: true, text: 'Amount CNY 60,000.00 > CNY 50,000.00', trace: { operator: '>', value: true } },
    ]);
    expect(whyOf(entries, workflow, 'zh-CN', { ...desk.ctx(), roleTitle })[1]?.text).toBe(
      '同意：财务 → 总监，因为金额 60,000.00 元 > 50,000.00 元',
    );
  });

  it('names whom the assignment found and left out', () => {
    expect(told[0]?.assignments).toEqual([
      {
        step: 'finance',
        text: 'role FINANCE: Fay, Fred, Max; left out: Max made the request',
        people: ['p-fay', 'p-fred'],
      },
    ]);
    expect(told[1]?.assignments).toEqual([{ step: 'director', text: 'role DIRECTOR: Dora', people: ['p-dora'] }]);
  });
});

describe('the graph of a chart', () => {
  it('has every state and every transition, with the place of each in the definition', () => {
    const { nodes, edges } = chartGraph(workflow);
    expect(nodes.map(({ id, kind }) => `${id}:${kind}`)).toEqual([
      ':start',
      'end:final',
      'refused:final',
      'dropped:final',
      'finance:step',
      'director:step',
      'president:step',
    ]);
    expect(edges.filter(({ from }) => from === 'finance')).toEqual([
      {
        id: '/chart/states/finance/on/approve/0',
        from: 'finance',
        to: 'director',
        kind: 'event',
        event: 'approve',
        guard: over(5000000),
        path: '/chart/states/finance/on/approve/0',
      },
      {
        id: '/chart/states/finance/on/approve/1',
        from: 'finance',
        to: 'end',
        kind: 'event',
        event: 'approve',
        otherwise: true,
        path: '/chart/states/finance/on/approve/1',
      },
      {
        id: '/chart/states/finance/on/reject',
        from: 'finance',
        to: 'refused',
        kind: 'event',
        event: 'reject',
        path: '/chart/states/finance/on/reject',
      },
    ]);
  });

  it('is the same for the definition as for what was parsed of it', () => {
    expect(chartGraph(workflow.json)).toEqual(chartGraph(workflow));
  });

  it('shows the state that returning adds', () => {
    const json = definition(
      chartOf({ review: approval({ assign: role('finance'), decisions: ['approve', 'return'] }) }),
    );
    expect(chartGraph(json).nodes.at(-1)).toMatchObject({ id: 'returned', kind: 'step' });
  });

  it.each<[string, JsonObject]>([
    ['nothing', {}],
    ['a list for a chart', { chart: [] }],
    ['a state that is a number', { chart: { states: { a: 5, b: { on: { go: 'a' } } } } }],
    ['targets that are missing', { chart: { initial: 'x', states: { a: { on: { go: ['nowhere', 7, null] } } } } }],
    ['steps of no known kind', { chart: { states: { a: { meta: { step: { type: 1, assign: 'x', fields: [] } } } } } }],
  ])('is drawn of a draft with %s', (_, json) => {
    expect(() => chartGraph(json)).not.toThrow();
  });
});
