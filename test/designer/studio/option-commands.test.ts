import { describe, expect, it } from 'vitest';
import {
  apply,
  type Command,
  type Document,
  definition,
  documentOf,
  listAt,
  mentionsOfOption,
} from '../../../designer/studio/document/index.ts';
import type { JsonObject } from '../../../engine/index.ts';

const kinds: JsonObject = {
  kind: 'options',
  key: 'kinds',
  title: 'Kinds',
  items: [
    { key: 'a', title: { en: 'A', 'zh-CN': '甲' } },
    { key: 'a1', title: 'A1', parent: 'a' },
    { key: 'a11', title: 'A11', parent: 'a1' },
    { key: 'b', title: 'B', retired: true },
  ],
};
const claim: JsonObject = {
  kind: 'form',
  key: 'claim',
  fields: {
    kind: { type: 'choice', options: 'kinds', default: 'a' },
    kinds: { type: 'multi-choice', options: 'kinds', default: ['b', 'a'] },
    other: { type: 'choice', options: 'others', default: 'a' },
    lines: { type: 'line-items', fields: { sort: { type: 'choice', options: 'kinds' } } },
    text: { type: 'text', default: 'a' },
  },
  rules: {
    one: { when: { '==': [{ var: 'kind' }, 'a'] }, then: { kind: { options: ['a', 'b'] }, text: { required: true } } },
    two: { when: { in: [{ var: 'kind' }, ['b', 'a']] }, then: { text: { visible: false } } },
    three: { when: { '==': [{ var: 'other' }, 'a'] }, then: { text: { visible: false } } },
    four: { when: { some: [{ var: 'lines' }, { '==': [{ var: 'sort' }, 'a'] }] }, then: { text: { visible: false } } },
  },
};
const owner: JsonObject = {
  kind: 'form',
  key: 'owner',
  fields: {
    claim: { type: 'reference', form: 'claim', display: 'kind', filter: { '!=': [{ var: 'kind' }, 'a'] } },
  },
  rules: { only: { when: { '==': [{ var: 'claim.kind' }, 'a'] }, then: { claim: { readonly: true } } } },
};
const approval: JsonObject = {
  kind: 'workflow',
  key: 'approval',
  form: 'claim',
  chart: {
    states: {
      check: {
        entry: [{ type: 'set', params: { kind: 'a', text: 'a' } }],
        on: { approve: { target: 'done', guard: { params: { if: { '!=': ['a', { var: 'kind' }] } } } } },
      },
    },
  },
};
const claims: JsonObject = {
  kind: 'dataset',
  key: 'claims',
  from: { form: 'claim' },
  fields: { sort: { path: 'data.kind' }, text: { path: 'data.text' } },
  filter: { '!=': [{ var: 'sort' }, 'a'] },
};
const board: JsonObject = {
  kind: 'dashboard',
  key: 'board',
  filters: { kind: { type: 'choice', options: 'kinds', default: ['a'] } },
  widgets: {
    one: {
      dataset: 'claims',
      dimensions: [
        { field: 'sort', order: ['b', 'a'] },
        { field: 'text', order: ['a'] },
      ],
      measures: [{ op: 'ratio', of: { '==': [{ var: 'sort' }, 'a'] } }],
    },
  },
};
const story: JsonObject = {
  kind: 'scenario',
  key: 'story',
  workflow: 'approval',
  data: { kind: 'a', kinds: ['a'], text: 'a' },
  decisions: [{ step: 'check', data: { kind: 'a' } }],
};

const start = documentOf(
  [kinds, claim, owner, approval, claims, board, story].map((json) => ({
    kind: json.kind as 'form',
    key: String(json.key),
    json,
  })),
);
const draftAfter = (...commands: Command[]): Document =>
  commands.reduce((document, command) => {
    const result = apply(document, command);
    if (!result.ok) throw new Error(JSON.stringify(result.issues));
    return result.value;
  }, start);
const refusal = (command: Command) => {
  const result = apply(start, command);
  return result.ok ? [] : result.issues.map(({ code }) => code);
};
const items = (document: Document) => listAt(definition(document, { kind: 'options', key: 'kinds' }) ?? {}, '/items');
const keys = (document: Document) => items(document).map((item) => (item as JsonObject).key);

describe('commands on option sets', () => {
  it('take new values at a place, and the titles of those that are there, without touching what else they say', () => {
    const document = draftAfter({
      type: 'option.take',
      options: 'kinds',
      items: [
        { key: 'c', title: 'C' },
        { key: 'b', title: 'New B' },
      ],
      index: 1,
    });
    expect(keys(document)).toEqual(['a', 'c', 'a1', 'a11', 'b']);
    expect(items(document)[4]).toEqual({ key: 'b', title: 'New B', retired: true });
  });

  it('refuse more values than there may be', () => {
    const many = Array.from({ length: 4_997 }, (_, index) => ({ key: `k${index}`, title: 'K' }));
    expect(refusal({ type: 'option.take', options: 'kinds', items: many })).toEqual(['studio/too-many']);
    expect(items(draftAfter({ type: 'option.take', options: 'kinds', items: many.slice(1) }))).toHaveLength(5_000);
  });

  it('move a value', () => {
    expect(keys(draftAfter({ type: 'option.move', options: 'kinds', from: 3, to: 0 }))).toEqual([
      'b',
      'a',
      'a1',
      'a11',
    ]);
  });

  it('remove a value; what stood below it stands below its parent', () => {
    const middle = draftAfter({ type: 'option.remove', options: 'kinds', index: 1 });
    expect(items(middle)[1]).toEqual({ key: 'a11', title: 'A11', parent: 'a' });
    const top = draftAfter({ type: 'option.remove', options: 'kinds', index: 0 });
    expect(items(top)[0]).toEqual({ key: 'a1', title: 'A1' });
  });

  it.each([
    ['b', ['studio/name-taken']],
    ['甲', ['studio/option-key']],
    ['', ['studio/option-key']],
    ['A-01.2', []],
  ])('call a value %s', (to, codes) => {
    expect(refusal({ type: 'option.rename', options: 'kinds', index: 0, to })).toEqual(codes);
  });

  it('rename a value everywhere that means it, in one step, and nowhere else', () => {
    const document = draftAfter({ type: 'option.rename', options: 'kinds', index: 0, to: 'z' });
    const where = (kind: 'form', key: string) => JSON.stringify(definition(document, { kind, key }));
    const renamed = (json: JsonObject, ...pairs: [string, string][]) =>
      pairs.reduce((text, [from, to]) => text.split(from).join(to), JSON.stringify(json));
    expect(items(document)[0]).toMatchObject({ key: 'z', title: { en: 'A', 'zh-CN': '甲' } });
    expect(items(document)[1]).toMatchObject({ parent: 'z' });
    expect(where('form', 'claim')).toBe(
      renamed(
        claim,
        ['"options":"kinds","default":"a"', '"options":"kinds","default":"z"'],
        ['["b","a"]', '["b","z"]'],
        ['["a","b"]', '["z","b"]'],
        ['{"var":"kind"},"a"', '{"var":"kind"},"z"'],
        ['{"var":"sort"},"a"', '{"var":"sort"},"z"'],
      ),
    );
    expect(where('form', 'owner')).toBe(renamed(owner, ['"a"', '"z"']));
    expect(where('workflow' as 'form', 'approval')).toBe(
      renamed(approval, ['"kind":"a"', '"kind":"z"'], ['["a",{"var"', '["z",{"var"']),
    );
    expect(where('dataset' as 'form', 'claims')).toBe(renamed(claims, ['"a"', '"z"']));
    expect(where('dashboard' as 'form', 'board')).toBe(
      renamed(
        board,
        ['"default":["a"]', '"default":["z"]'],
        ['["b","a"]', '["b","z"]'],
        ['{"var":"sort"},"a"', '{"var":"sort"},"z"'],
      ),
    );
    expect(where('scenario' as 'form', 'story')).toBe(renamed(story, ['"kind":"a"', '"kind":"z"'], ['["a"]', '["z"]']));
  });

  it('find no mention of a value that nothing names', () => {
    expect(mentionsOfOption(start, 'kinds', 'a11')).toEqual([]);
    expect(mentionsOfOption(start, 'kinds', 'a').length).toBeGreaterThan(12);
  });

  it('leave what is said elsewhere to the other one of two values with the same key', () => {
    const doubled = draftAfter({
      type: 'property.set',
      ref: { kind: 'options', key: 'kinds' },
      path: '/items/3/key',
      value: 'a',
    });
    const result = apply(doubled, { type: 'option.rename', options: 'kinds', index: 3, to: 'd' });
    expect(result.ok && keys(result.value)).toEqual(['a', 'a1', 'a11', 'd']);
    expect(result.ok && definition(result.value, { kind: 'form', key: 'claim' })).toEqual(claim);
  });
});
