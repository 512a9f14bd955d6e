import { describe, expect, it } from 'vitest';
import { freshColumn, nameFor, pathsOf, resolve } from '../../../designer/studio/dataset-designer/source-paths.ts';
import { documentOf, mentionsOfTemplate } from '../../../designer/studio/document/index.ts';
import { exampleData } from '../../../designer/studio/template-designer/example-data.ts';
import type { JsonObject } from '../../../engine/index.ts';

const definitions: JsonObject[] = [
  {
    kind: 'form',
    key: 'claim',
    title: { en: 'Claim', 'zh-CN': '理赔' },
    fields: {
      total: { type: 'money', currency: 'USD', title: 'Total' },
      owner: { type: 'reference', form: 'owner', display: 'name', carry: ['level'] },
      chief: { type: 'person' },
      lines: { type: 'line-items', fields: { cost: { type: 'money' } } },
      secret: { type: 'text', encrypted: true },
      kind: { type: 'choice', options: [{ key: 'a', title: { en: 'First', 'zh-CN': '第一' } }] },
      due: { type: 'date' },
      sure: { type: 'boolean' },
    },
  },
  {
    kind: 'form',
    key: 'owner',
    fields: { name: { type: 'text', title: 'Name' }, level: { type: 'number', title: 'Level' } },
  },
  {
    kind: 'workflow',
    key: 'approval',
    form: 'claim',
    chart: {
      states: {
        check: {
          entry: [{ type: 'notify', params: { template: 'came', to: 'assignees' } }],
          after: { P1D: { actions: [{ type: 'notify', params: { template: 'late' } }] } },
          on: { approve: { target: 'done', actions: { type: 'notify', params: { template: 'came' } } } },
        },
      },
    },
  },
];
const document = documentOf(definitions.map((json) => ({ kind: json.kind as 'form', key: String(json.key), json })));
const from = { form: 'claim' };

describe('what a dataset may be taken from', () => {
  it('is what the engine can read of the form, what its references carry, and the columns of every record', () => {
    const paths = pathsOf(document, from).map(({ path, field }) => [path, field.type]);
    expect(paths.slice(0, 8)).toEqual([
      ['data.total', 'money'],
      ['data.owner.id', 'reference'],
      ['data.owner.name', 'text'],
      ['data.owner.level', 'number'],
      ['data.chief.id', 'person'],
      ['data.kind', 'choice'],
      ['data.due', 'date'],
      ['data.sure', 'boolean'],
    ]);
    expect(paths.map(([path]) => path)).toContain('createdAt');
    expect(pathsOf(document, 'tasks').map(({ path }) => path)).toContain('assignee');
  });

  it('brings along what the form says of it', () => {
    expect(resolve(document, from, { path: 'data.total' })).toMatchObject({ title: 'Total', currency: 'USD' });
    expect(resolve(document, from, { path: 'data.owner.id' })).toMatchObject({ label: 'data.owner.name' });
    expect(resolve(document, from, { path: 'data.secret' })).toBeUndefined();
  });

  it.each([
    ['data.total', [], 'total'],
    ['data.owner.id', [], 'owner'],
    ['data.owner.name', [], 'ownerName'],
    ['createdAt', ['createdAt'], 'createdAt2'],
    ['id', [], 'field'],
  ])('%s gets a name of its own beside %j', (path, taken, name) => {
    expect(nameFor(path, taken)).toBe(name);
  });

  it('names the workflow whose states it shows', () => {
    const status = pathsOf(document, from).find(({ path }) => path === 'status');
    expect(status && freshColumn(document, from, status)).toEqual({ path: 'status', workflow: 'approval' });
  });
});

describe('a message', () => {
  it('is sent by every action that names it', () => {
    expect(mentionsOfTemplate(document, 'came').map(({ path }) => path)).toEqual([
      '/chart/states/check/entry/0/params/template',
      '/chart/states/check/on/approve/actions/params/template',
    ]);
    expect(mentionsOfTemplate(document, 'gone')).toEqual([]);
  });

  it('is shown with values as the form has them, in its own language', () => {
    const words = { text: '示例', opinion: '意见', person: '张伟', step: '审核', state: '审核中', yes: '是' };
    const { record, data } = exampleData(document, 'claim', words, 'zh-CN') as { record: JsonObject; data: JsonObject };
    expect(record.title).toBe('理赔 202601-000001');
    expect(data).toMatchObject({ total: 'USD 12,345.00', kind: '第一', chief: '张伟', due: '2026-01-15', sure: '是' });
    expect(Object.keys(data)).toEqual(Object.keys((definitions[0]?.fields ?? {}) as JsonObject));
  });
});
