// The attacks of the threat list as changes of a definition that is sound, each with the code and the place that it is refused with.
import type { Json, JsonObject } from '../../../engine/index.ts';
import { both } from './attack-pack.ts';

type Change = (definition: JsonObject) => void;
export type Attack = {
  what: string;
  kind: 'form' | 'workflow' | 'template';
  change: Change;
  code: string;
  path: string;
};
type Row = [what: string, change: Change, code: string, path: string];

const at = (json: JsonObject, path: string): JsonObject =>
  path.split('/').reduce<JsonObject>((part, name) => part[name] as JsonObject, json);
const inForm =
  (path: string, value: Json): Change =>
  (form) => {
    const [name = '', ...way] = path.split('/').reverse();
    const holder = way.length === 0 ? form : at(form, way.reverse().join('/'));
    holder[name] = value;
  };
const formula = (rule: Json): Change => inForm('fields/size/compute', rule);
const rule = (when: Json): Change => inForm('rules', { hides: { when, then: { body: { visible: false } } } });
const guard = (value: Json): Change => inForm('chart/states/review/on/approve', { target: 'kept', guard: value });
const body = (text: Json): Change => inForm('body', text);
const numbers = (count: number) => Array.from({ length: count }, (_, n) => n);

const inForms: Row[] = [
  [
    'A1 a path to the constructor',
    formula({ var: 'constructor.constructor' }),
    'rule/unknown-variable',
    '/fields/size/compute/var',
  ],
  [
    'A1 a path to the prototype',
    rule({ '==': [{ var: '__proto__' }, 1] }),
    'rule/unknown-variable',
    '/rules/hides/when/==/0/var',
  ],
  [
    'A1 a member of every object',
    rule({ '==': [{ var: 'subject.toString' }, 'x'] }),
    'rule/unknown-variable',
    '/rules/hides/when/==/0/var',
  ],
  [
    'A2 data run as a rule',
    rule({ '!': { missing: { var: 'subject' } } }),
    'rule/unknown-operator',
    '/rules/hides/when/!/missing',
  ],
  [
    'A3 a text compared as a number',
    rule({ '>': [{ var: 'subject' }, 100000] }),
    'rule/operand-type',
    '/rules/hides/when/>/1',
  ],
  [
    'A3 a part of a text taken for membership',
    rule({ in: [{ var: 'subject' }, 'admin,manager'] }),
    'rule/operand-type',
    '/rules/hides/when/in/1',
  ],
  [
    'A5 a list of a million',
    rule({ in: [{ var: 'size' }, numbers(2_000)] }),
    'rule/too-long-list',
    '/rules/hides/when/in/1',
  ],
  [
    'A6 a text that doubles',
    formula({ reduce: [numbers(30), { cat: [{ var: 'accumulator' }, { var: 'accumulator' }] }, 'x'] }),
    'rule/unknown-operator',
    '/fields/size/compute/reduce',
  ],
  [
    'A7 a list that doubles',
    formula({ reduce: [numbers(40), { merge: [{ var: 'accumulator' }, { var: 'accumulator' }] }, [1]] }),
    'rule/unknown-operator',
    '/fields/size/compute/reduce',
  ],
  [
    'A8 the operator that writes to the log',
    rule({ '!': { log: { var: '' } } }),
    'rule/unknown-operator',
    '/rules/hides/when/!/log',
  ],
  ['A8 a method as an operator', rule({ 'cat.name': [1] }), 'rule/unknown-operator', '/rules/hides/when/cat.name'],
  [
    'A8 an operator of JavaScript',
    rule({ method: [{ var: 'subject' }, 'constructor'] }),
    'rule/unknown-operator',
    '/rules/hides/when/method',
  ],
  [
    'C1 an asynchronous schema',
    inForm('fields/subject/$async', true),
    'definition/unknown-key',
    '/fields/subject/$async',
  ],
  [
    'C3 a pattern that looks ahead',
    inForm('fields/subject/pattern', '(?=a)b'),
    'field/bad-pattern',
    '/fields/subject/pattern',
  ],
  [
    'C3 a pattern too long to try',
    inForm('fields/subject/pattern', 'a?'.repeat(400)),
    'definition/range',
    '/fields/subject/pattern',
  ],
  [
    'C3 a pattern of repeats of repeats',
    inForm('fields/subject/pattern', '((a{100}){100}){100}'),
    'field/bad-pattern',
    '/fields/subject/pattern',
  ],
  [
    'C4 a pattern from the data',
    inForm('fields/subject/$data', '1/pattern'),
    'definition/unknown-key',
    '/fields/subject/$data',
  ],
  [
    'C5 a schema that refers to itself',
    inForm('fields/subject/$ref', '#'),
    'definition/unknown-key',
    '/fields/subject/$ref',
  ],
  [
    'C6 five hundred and one fields',
    (json) => {
      for (const n of numbers(501)) (json.fields as JsonObject)[`f${n}`] = { type: 'text', title: 'x' };
    },
    'definition/range',
    '/fields',
  ],
  ['C7 a name for all tenants', inForm('$id', 'https://example.org/note'), 'definition/unknown-key', '/$id'],
  [
    'C8 a misspelt declaration',
    inForm('fields/subject/requried', true),
    'definition/unknown-key',
    '/fields/subject/requried',
  ],
  [
    'E5 SQL as the name of a field',
    inForm(`fields/x') is null or 1=1 or ('`, { type: 'text', title: 'x' }),
    'definition/name',
    "/fields/x') is null or 1=1 or ('",
  ],
  ['E5 SQL in an index', inForm('record/index', [["subject') --"]]), 'definition/pattern', '/record/index/0/0'],
];

const inWorkflows: Row[] = [
  [
    'A4 a guard of two operators',
    guard({ type: 'rule', params: { if: { '==': [1, 2], x: 1 } } }),
    'rule/one-operator',
    '/chart/states/review/on/approve/guard/params/if',
  ],
  [
    'A4 an empty object as a guard',
    guard({ type: 'rule', params: { if: {} } }),
    'rule/one-operator',
    '/chart/states/review/on/approve/guard/params/if',
  ],
  [
    'A4 a list as a guard',
    guard({ type: 'rule', params: { if: [{ '==': [1, 2] }] } }),
    'rule/result-type',
    '/chart/states/review/on/approve/guard/params/if',
  ],
  [
    'A4 a number as a guard',
    guard({ type: 'rule', params: { if: { '+': [1, 2] } } }),
    'rule/result-type',
    '/chart/states/review/on/approve/guard/params/if',
  ],
  [
    'D1 a guard by a member of every object',
    guard('toString'),
    'workflow/not-supported',
    '/chart/states/review/on/approve/guard',
  ],
  [
    'D1 a guard of a kind of every object',
    guard({ type: 'constructor', params: { if: true } }),
    'definition/value',
    '/chart/states/review/on/approve/guard/type',
  ],
  [
    'D1 an action that nobody knows',
    inForm('chart/states/review/entry', [{ type: 'markApproved' }]),
    'definition/value',
    '/chart/states/review/entry/0/type',
  ],
  [
    'D2 an event of XState’s own',
    inForm('chart/states/review/on/xstate.done.actor.review', 'kept'),
    'workflow/event-name',
    '/chart/states/review/on/xstate.done.actor.review',
  ],
  [
    'D3 a delay in milliseconds',
    inForm('chart/states/review/after', { 2592000000: 'refused' }),
    'workflow/delay',
    '/chart/states/review/after/2592000000',
  ],
  [
    'D3 a delay that nobody knows',
    inForm('chart/states/review/after', { bogus: 'refused' }),
    'workflow/delay',
    '/chart/states/review/after/bogus',
  ],
  [
    'D3 a delay of no time',
    inForm('chart/states/review/after', { PT0S: 'refused' }),
    'workflow/delay-range',
    '/chart/states/review/after/PT0S',
  ],
  [
    'D5 states that pass on to each other',
    (json) => {
      const states = at(json, 'chart/states');
      states.ping = { always: 'pong' };
      states.pong = { always: 'ping' };
      at(json, 'chart/states/review/on').approve = 'ping';
    },
    'workflow/eventless-cycle',
    '/chart/states/ping/always',
  ],
  [
    'D6 a first state that is not there',
    inForm('chart/initial', 'nowhere'),
    'workflow/unknown-state',
    '/chart/initial',
  ],
  [
    'D8 a state with a dot',
    inForm('chart/states/a.b', { type: 'final', meta: { outcome: 'approved' } }),
    'definition/name',
    '/chart/states/a.b',
  ],
  [
    'D8 a transition on any event',
    inForm('chart/states/review/on/*', 'kept'),
    'workflow/not-supported',
    '/chart/states/review/on/*',
  ],
  [
    'D9 code to run',
    inForm('chart/states/review/invoke', { src: 'anything' }),
    'workflow/not-supported',
    '/chart/states/review/invoke',
  ],
  [
    'D10 makers who review themselves',
    (json) => {
      const it = at(json, 'chart/states/review/meta/step');
      it.assign = [{ by: 'initiator' }];
    },
    'workflow/separate-impossible',
    '/chart/states/review/meta/step/separate',
  ],
];

const inTemplates: Row[] = [
  [
    'B1 the constructor in a template',
    body(both('{{constructor.constructor}}')),
    'template/forbidden-name',
    '/body/en',
  ],
  ['B1 the helper that looks up', body(both('{{lookup this "constructor"}}')), 'template/helper', '/body/en'],
  ['B2 a syntax tree in place of a text', body({ type: 'Program', body: [] }), 'definition/unknown-key', '/body/type'],
  [
    'B2 a syntax tree in one language',
    body({ en: 'x', 'zh-CN': { type: 'Program', body: [] } }),
    'definition/type',
    '/body/zh-CN',
  ],
  ['B3 the root of everything', body(both('{{@root.secret}}')), 'template/path', '/body/en'],
  ['B4 a partial that data choose', body(both('{{> (lookup . "p")}}')), 'template/not-allowed', '/body/en'],
  [
    'B5 a partial that calls itself',
    body(both('{{#*inline "a"}}{{> a}}{{/inline}}{{> a}}')),
    'template/not-allowed',
    '/body/en',
  ],
  [
    'B5 lists in lists in lists',
    body(both('{{#each a}}{{#each b}}{{#each c}}x{{/each}}{{/each}}{{/each}}')),
    'template/each-depth',
    '/body/en',
  ],
  ['B6 raw output', body(both('{{{record.title}}}')), 'template/raw', '/body/en'],
  ['B6 raw output by &', body(both('{{&record.title}}')), 'template/raw', '/body/en'],
  ['B6 the helper that logs', body(both('{{log this}}')), 'template/helper', '/body/en'],
];

const rows = (kind: Attack['kind'], list: Row[]): Attack[] =>
  list.map(([what, change, code, path]) => ({ what, kind, change, code, path }));

export const attacks: Attack[] = [
  ...rows('form', inForms),
  ...rows('workflow', inWorkflows),
  ...rows('template', inTemplates),
];
