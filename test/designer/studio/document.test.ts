import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  apply,
  type Command,
  changedSince,
  type Document,
  definition,
  documentOf,
  execute,
  historyOf,
  listAt,
  objectAt,
  redo,
  undo,
} from '../../../designer/studio/document/index.ts';
import type { JsonObject } from '../../../engine/index.ts';

const form: JsonObject = {
  kind: 'form',
  key: 'claim',
  fields: {
    no: { type: 'serial', pattern: 'C{seq:4}' },
    total: { type: 'money', currency: 'CNY', compute: { sum: [{ var: 'lines' }, 'cost'] } },
    lines: { type: 'line-items', fields: { cost: { type: 'money', currency: 'CNY' }, what: { type: 'text' } } },
    reason: { type: 'text' },
  },
  rules: { large: { when: { '>': [{ var: 'total' }, 5000] }, then: { reason: { required: true } } } },
  checks: {
    odd: {
      fail: { some: [{ var: 'lines' }, { '>': [{ var: 'cost' }, 10] }] },
      path: '/lines',
      message: 'The reason {{reason}}',
    },
  },
  layout: [
    { section: { title: 'One', columns: 2 }, fields: ['no', 'reason'] },
    { section: { title: 'Two', columns: 1 }, fields: ['lines', 'total'] },
  ],
  record: { display: '{{no}} {{reason}}', unique: [['no']], search: ['reason'] },
  views: { all: { type: 'table', columns: ['no', 'total', 'reason'], sort: ['-total'] } },
  access: { clerk: { create: true, fields: { reason: 'edit' } } },
};
const workflow: JsonObject = {
  kind: 'workflow',
  key: 'claim-approval',
  form: 'claim',
  summary: ['total'],
  chart: {
    initial: 'check',
    states: {
      check: {
        meta: { step: { type: 'approval', fields: { reason: 'edit' } } },
        on: {
          approve: [
            { target: 'head', guard: { type: 'rule', params: { if: { '>': [{ var: 'total' }, 100] } } } },
            { target: 'done' },
          ],
          reject: 'refused',
        },
      },
      head: {
        meta: { step: { type: 'approval', separate: ['initiator', 'check'] } },
        on: { approve: 'done', reject: 'refused' },
      },
      done: { type: 'final' },
      refused: { type: 'final' },
    },
  },
};
const dataset: JsonObject = {
  kind: 'dataset',
  key: 'claims',
  from: { form: 'claim' },
  fields: { total: { path: 'data.total', type: 'money' } },
};
const dashboard: JsonObject = {
  kind: 'dashboard',
  key: 'board',
  widgets: { sum: { type: 'kpi' } },
  layout: [{ widget: 'sum', x: 0, y: 0, w: 3, h: 2 }],
};

const start: Document = documentOf([
  { kind: 'form', key: 'claim', json: form },
  { kind: 'workflow', key: 'claim-approval', json: workflow },
  { kind: 'dataset', key: 'claims', json: dataset },
  { kind: 'dashboard', key: 'board', json: dashboard },
]);

function draftAfter(...commands: Command[]): Document {
  return commands.reduce((document, command) => {
    const result = apply(document, command);
    if (!result.ok) throw new Error(JSON.stringify(result.issues));
    return result.value;
  }, start);
}

const claim = (document: Document) => definition(document, { kind: 'form', key: 'claim' }) as JsonObject;
const approval = (document: Document) =>
  definition(document, { kind: 'workflow', key: 'claim-approval' }) as JsonObject;
const sections = (document: Document) =>
  listAt(claim(document), '/layout').map((section) => listAt(section, '/fields'));

describe('form commands', () => {
  it('add a field where it was dropped', () => {
    const document = draftAfter({
      type: 'field.add',
      form: 'claim',
      field: 'place',
      declaration: { type: 'text' },
      at: { section: 0, index: 1 },
    });
    expect(objectAt(claim(document), '/fields/place')).toEqual({ type: 'text' });
    expect(sections(document)).toEqual([
      ['no', 'place', 'reason'],
      ['lines', 'total'],
    ]);
  });

  it('add a column to line-items, which the layout does not list', () => {
    const document = draftAfter({
      type: 'field.add',
      form: 'claim',
      field: 'lines.day',
      declaration: { type: 'date' },
    });
    expect(Object.keys(objectAt(claim(document), '/fields/lines/fields'))).toEqual(['cost', 'what', 'day']);
    expect(sections(document)).toEqual(sections(start));
  });

  it.each([
    [{ section: 1, index: 0 }, [['no'], ['reason', 'lines', 'total']]],
    [
      { section: 0, index: 0 },
      [
        ['reason', 'no'],
        ['lines', 'total'],
      ],
    ],
    [{ section: 1, index: 2 }, [['no'], ['lines', 'total', 'reason']]],
  ])('move a field to %j', (to, expected) => {
    expect(sections(draftAfter({ type: 'field.move', form: 'claim', field: 'reason', to }))).toEqual(expected);
  });

  it('move a field down inside its section to before the one it was dropped on', () => {
    const document = draftAfter(
      { type: 'field.add', form: 'claim', field: 'third', declaration: { type: 'text' }, at: { section: 0, index: 2 } },
      { type: 'field.move', form: 'claim', field: 'no', to: { section: 0, index: 2 } },
    );
    expect(sections(document)[0]).toEqual(['reason', 'no', 'third']);
  });

  it('rename a field in everything that mentions it, in one step', () => {
    const document = draftAfter({ type: 'field.rename', form: 'claim', field: 'total', to: 'sumOfAll' });
    const text = JSON.stringify(document);
    // The dataset's own name of it is another: dashboards read that.
    expect(text.match(/"total"/g)).toHaveLength(1);
    expect(text).not.toMatch(/data\.total|-total/);
    expect(Object.keys(objectAt(claim(document), '/fields'))).toEqual(['no', 'sumOfAll', 'lines', 'reason']);
    expect(JSON.stringify(approval(document))).toContain('{"var":"sumOfAll"}');
    expect(text).toContain('"-sumOfAll"');
    expect(text).toContain('data.sumOfAll');
  });

  it('rename what displays and messages mention', () => {
    const text = JSON.stringify(draftAfter({ type: 'field.rename', form: 'claim', field: 'reason', to: 'why' }));
    expect(text).toContain('{{no}} {{why}}');
    expect(text).toContain('The reason {{why}}');
    expect(text).not.toMatch(/"reason"/);
  });

  it('rename a column also inside the bodies of list operators', () => {
    const json = claim(draftAfter({ type: 'field.rename', form: 'claim', field: 'lines.cost', to: 'price' }));
    expect(objectAt(json, '/fields/total').compute).toEqual({ sum: [{ var: 'lines' }, 'price'] });
    expect(objectAt(json, '/checks/odd').fail).toEqual({ some: [{ var: 'lines' }, { '>': [{ var: 'price' }, 10] }] });
  });

  it('keep the fields of a removed section', () => {
    expect(sections(draftAfter({ type: 'section.remove', form: 'claim', index: 0 }))).toEqual([
      ['no', 'reason', 'lines', 'total'],
    ]);
  });

  it.each<[Command, string]>([
    [{ type: 'field.add', form: 'claim', field: 'no', declaration: { type: 'text' } }, 'studio/name-taken'],
    [{ type: 'field.add', form: 'claim', field: 'constructor', declaration: { type: 'text' } }, 'studio/field-name'],
    [{ type: 'field.add', form: 'claim', field: '9lives', declaration: { type: 'text' } }, 'studio/field-name'],
    [{ type: 'field.rename', form: 'claim', field: 'nobody', to: 'x' }, 'studio/not-found'],
    [{ type: 'field.rename', form: 'claim', field: 'no', to: 'reason' }, 'studio/name-taken'],
    [{ type: 'field.remove', form: 'nowhere', field: 'no' }, 'studio/not-found'],
  ])('refuse %j with %s', (command, code) => {
    const result = apply(start, command);
    expect(result.ok ? [] : result.issues.map((found) => found.code)).toEqual([code]);
  });
});

describe('workflow commands', () => {
  it('connect a guarded transition before the one without a guard', () => {
    const guard = { type: 'rule', params: { if: { '>': [{ var: 'total' }, 9] } } };
    const document = draftAfter({
      type: 'transition.connect',
      workflow: 'claim-approval',
      from: 'check',
      event: 'approve',
      to: 'refused',
      guard,
    });
    const targets = listAt(approval(document), '/chart/states/check/on/approve').map(
      (one) => (one as JsonObject).target,
    );
    expect(targets).toEqual(['head', 'refused', 'done']);
  });

  it('rename a state in transitions, in separate and in initial', () => {
    const document = draftAfter({ type: 'state.rename', workflow: 'claim-approval', state: 'check', to: 'first-look' });
    expect(objectAt(approval(document), '/chart').initial).toBe('first-look');
    expect(objectAt(approval(document), '/chart/states/head/meta/step').separate).toEqual(['initiator', 'first-look']);
    expect(JSON.stringify(approval(document))).not.toContain('"check"');
  });

  it('remove a state with the transitions into it', () => {
    const states = objectAt(
      approval(draftAfter({ type: 'state.remove', workflow: 'claim-approval', state: 'head' })),
      '/chart/states',
    );
    expect(Object.keys(states)).toEqual(['check', 'done', 'refused']);
    expect(objectAt(states, '/check/on').approve).toEqual([{ target: 'done' }]);
  });

  it.each<[Command, string]>([
    [{ type: 'state.remove', workflow: 'claim-approval', state: 'check' }, 'studio/initial-state'],
    [{ type: 'state.add', workflow: 'claim-approval', state: 'head', json: {} }, 'studio/name-taken'],
    [{ type: 'state.add', workflow: 'claim-approval', state: 'Head', json: {} }, 'studio/key-name'],
    [
      { type: 'transition.connect', workflow: 'claim-approval', from: 'check', event: 'approve', to: 'mars' },
      'studio/not-found',
    ],
  ])('refuse %j with %s', (command, code) => {
    const result = apply(start, command);
    expect(result.ok ? [] : result.issues.map((found) => found.code)).toEqual([code]);
  });
});

describe('dashboard commands', () => {
  it('add a widget below what is there', () => {
    const document = draftAfter({ type: 'widget.add', dashboard: 'board', widget: 'trend', json: { type: 'line' } });
    const json = definition(document, { kind: 'dashboard', key: 'board' }) as JsonObject;
    expect(listAt(json, '/layout').at(-1)).toEqual({ widget: 'trend', x: 0, y: 2, w: 6, h: 4 });
  });

  it('keep tiles on the twelve columns', () => {
    const document = draftAfter({
      type: 'widget.place',
      dashboard: 'board',
      tiles: [{ widget: 'sum', x: 11, y: -3, w: 20, h: 0 }],
    });
    const json = definition(document, { kind: 'dashboard', key: 'board' }) as JsonObject;
    expect(listAt(json, '/layout')).toEqual([{ widget: 'sum', x: 0, y: 0, w: 12, h: 1 }]);
  });
});

const name = fc.constantFrom('no', 'total', 'reason', 'lines', 'lines.cost', 'fresh', 'other', 'Bad');
const state = fc.constantFrom('check', 'head', 'done', 'fresh', 'nowhere');
const command: fc.Arbitrary<Command> = fc.oneof(
  fc.record({
    type: fc.constant('field.add' as const),
    form: fc.constant('claim'),
    field: name,
    declaration: fc.constant({ type: 'text' }),
  }),
  fc.record({ type: fc.constant('field.remove' as const), form: fc.constant('claim'), field: name }),
  fc.record({ type: fc.constant('field.rename' as const), form: fc.constant('claim'), field: name, to: name }),
  fc.record({
    type: fc.constant('field.move' as const),
    form: fc.constant('claim'),
    field: name,
    to: fc.record({ section: fc.nat(3), index: fc.nat(5) }),
  }),
  fc.record({ type: fc.constant('section.remove' as const), form: fc.constant('claim'), index: fc.nat(3) }),
  fc.record({ type: fc.constant('state.remove' as const), workflow: fc.constant('claim-approval'), state }),
  fc.record({ type: fc.constant('state.rename' as const), workflow: fc.constant('claim-approval'), state, to: state }),
  fc.record({
    type: fc.constant('transition.connect' as const),
    workflow: fc.constant('claim-approval'),
    from: state,
    event: fc.constant('approve'),
    to: state,
  }),
  fc.record({
    type: fc.constant('widget.remove' as const),
    dashboard: fc.constant('board'),
    widget: fc.constant('sum'),
  }),
);

describe('undo', () => {
  it('D15: takes back typing in the JSON view at once, and what was done before it by itself', () => {
    const ref = { kind: 'form', key: 'claim' } as const;
    const commands: Command[] = [
      { type: 'field.add', form: 'claim', field: 'extra', declaration: { type: 'text' } },
      ...['a', 'ab', 'abc'].map((help): Command => ({ type: 'definition.replace', ref, json: { ...form, help } })),
    ];
    let history = historyOf(start);
    for (const command of commands) {
      const next = execute(history, command);
      if (next.ok) history = next.value;
    }
    expect(history.past).toHaveLength(2);
    expect(objectAt(claim(undo(history).present), '/fields').extra).toEqual({ type: 'text' });
  });

  it('brings back every earlier draft, and redo every later one', () => {
    fc.assert(
      fc.property(fc.array(command, { maxLength: 20 }), (commands) => {
        const before = JSON.stringify(start);
        let history = historyOf(start);
        const drafts = [start];
        for (const one of commands) {
          const result = execute(history, one);
          if (!result.ok || result.value === history) continue;
          history = result.value;
          drafts.push(history.present);
        }
        for (const draft of [...drafts].reverse()) {
          expect(history.present).toBe(draft);
          history = undo(history);
        }
        for (const draft of drafts.slice(1)) {
          history = redo(history);
          expect(history.present).toBe(draft);
        }
        expect(JSON.stringify(start)).toBe(before);
      }),
    );
  });

  it('never hides a field: after any commands the layout names each field at most once, and none that is gone', () => {
    fc.assert(
      fc.property(fc.array(command, { maxLength: 20 }), (commands) => {
        const end = commands.reduce((document, one) => {
          const result = apply(document, one);
          return result.ok ? result.value : document;
        }, start);
        const listed = sections(end).flat() as string[];
        expect(new Set(listed).size).toBe(listed.length);
        expect(listed.filter((field) => !(field in objectAt(claim(end), '/fields')))).toEqual([]);
      }),
    );
  });

  it('takes typing into one property as one step', () => {
    const typing = ['N', 'No', 'Now'].map(
      (value): Command => ({ type: 'property.set', ref: { kind: 'form', key: 'claim' }, path: '/title', value }),
    );
    const history = typing.reduce((sofar, one) => {
      const result = execute(sofar, one);
      return result.ok ? result.value : sofar;
    }, historyOf(start));
    expect(claim(history.present).title).toBe('Now');
    expect(undo(history).present).toBe(start);
    expect(changedSince(start, history.present)).toEqual(['form/claim']);
  });

  it('takes typing a text in one language as one step, and going on in the other as another', () => {
    const title = (value: JsonObject): Command => ({
      type: 'property.set',
      ref: { kind: 'form', key: 'claim' },
      path: '/title',
      value,
    });
    const said: JsonObject[] = [{ en: 'N' }, { en: 'No' }, { en: 'No', 'zh-CN': '否' }, { en: 'No', 'zh-CN': '否定' }];
    const typing = said.map(title);
    const history = typing.reduce((sofar, one) => {
      const result = execute(sofar, one);
      return result.ok ? result.value : sofar;
    }, historyOf(start));
    const once = undo(history);
    expect(claim(once.present).title).toEqual({ en: 'No' });
    expect(undo(once).present).toBe(start);
  });
});
