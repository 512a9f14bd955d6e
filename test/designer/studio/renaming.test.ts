import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  apply,
  type Command,
  type Document,
  definition,
  documentOf,
  objectAt,
} from '../../../designer/studio/document/index.ts';
import { checkPack, type DefinitionKind, type JsonObject, parsePack } from '../../../engine/index.ts';

const folder = 'definitions/transfer-control';
const read = (path: string) => JSON.parse(readFileSync(`${folder}/${path}`, 'utf8')) as JsonObject;
const folders = ['forms', 'workflows', 'dashboards', 'datasets', 'templates', 'options', 'pages', 'roles', 'scenarios'];
const shipped = documentOf(
  folders.flatMap((each) =>
    readdirSync(`${folder}/${each}`).map((file) => {
      const json = read(`${each}/${file}`);
      return { kind: json.kind as DefinitionKind, key: String(json.key), json };
    }),
  ),
);

function draftAfter(document: Document, ...commands: Command[]): Document {
  return commands.reduce((result, command) => {
    const applied = apply(result, command);
    if (!applied.ok) throw new Error(`${JSON.stringify(command)}: ${applied.issues.map(({ code }) => code).join()}`);
    return applied.value;
  }, document);
}

/** What parsing finds; the scenarios are run where they matter. */
function errorsOf(document: Document, scenarios = false): string[] {
  const definitions = Object.values(document.definitions).map((json) => ({
    kind: json.kind as DefinitionKind,
    key: String(json.key),
    json,
  }));
  const parsed = parsePack({ pack: read('pack.json'), definitions }, []);
  const found = parsed.pack && scenarios ? [...parsed.problems, ...checkPack(parsed.pack, [])] : parsed.problems;
  return found
    .filter(({ issue }) => issue.severity === 'error')
    .map(({ kind, key, issue }) => `${kind}/${key} ${issue.code} ${issue.path}`);
}

const fields = (form: string) =>
  Object.keys(objectAt(definition(shipped, { kind: 'form', key: form }) ?? {}, '/fields'));
const hostile = [
  'title',
  'type',
  'no',
  'form',
  'path',
  'key',
  'on',
  'data',
  'label',
  'help',
  'start',
  'kind',
  'fields',
  'states',
];

describe('renaming a field of the shipped pack', () => {
  it('D1: changes nothing that only is called like the field', () => {
    const renamed = draftAfter(shipped, { type: 'field.rename', form: 'transfer', field: 'no', to: 'number' });
    const workflow = definition(renamed, { kind: 'workflow', key: 'transfer-approval' });
    expect(Object.keys(workflow ?? {})).toEqual(
      Object.keys(definition(shipped, { kind: 'workflow', key: 'transfer-approval' }) ?? {}),
    );
    expect(errorsOf(renamed)).toEqual([]);
  });

  it('D1, D2: under any name, leaves the pack without errors, and back again as it was', () => {
    const which = fc
      .constantFrom('transfer', 'customer')
      .chain((form) =>
        fc.tuple(fc.constant(form), fc.constantFrom(...fields(form)), fc.constantFrom(...hostile, 'fresh')),
      );
    fc.assert(
      fc.property(which, ([form, field, to]) => {
        fc.pre(!fields(form).includes(to));
        const renamed = draftAfter(shipped, { type: 'field.rename', form, field, to });
        expect(errorsOf(renamed)).toEqual([]);
        expect(draftAfter(renamed, { type: 'field.rename', form, field: to, to: field })).toEqual(shipped);
      }),
      { numRuns: 25 },
    );
  });

  it('D2: is followed by scenarios, messages and the forms that refer to it', () => {
    const amount = draftAfter(shipped, { type: 'field.rename', form: 'transfer', field: 'amount', to: 'sum' });
    const scenario = definition(amount, { kind: 'scenario', key: 'small-is-paid-after-finance' });
    expect(scenario?.data).toEqual({ sum: 5000000 });
    const messages = Object.values(amount.definitions).filter(({ kind }) => kind === 'template');
    expect(JSON.stringify(messages)).not.toContain('data.amount');
    const name = draftAfter(shipped, { type: 'field.rename', form: 'customer', field: 'name', to: 'title' });
    const transfer = definition(name, { kind: 'form', key: 'transfer' }) ?? {};
    expect(objectAt(transfer, '/fields/customer').display).toBe('title');
    expect(JSON.stringify(transfer)).toContain('{{customer.title}}');
    expect(JSON.stringify(definition(name, { kind: 'dataset', key: 'transfers' }))).toContain('data.customer.title');
  });
});

describe('renaming a state', () => {
  it('D2: is followed by the scenarios of its workflow', () => {
    const workflow = 'transfer-approval';
    const renamed = draftAfter(shipped, { type: 'state.rename', workflow, state: 'finance', to: 'accounts' });
    expect(errorsOf(renamed, true)).toEqual([]);
    const back = draftAfter(renamed, { type: 'state.rename', workflow, state: 'accounts', to: 'finance' });
    expect(back).toEqual(shipped);
  });

  const chart = {
    id: 'whole',
    initial: 'a',
    states: {
      a: {
        initial: 'x',
        on: { go: 'b' },
        states: { x: { on: { next: 'y', out: '#whole.b.x', to: '#there' } }, y: {} },
      },
      b: { id: 'there', initial: 'x', states: { x: { on: { back: '#whole.a.x', on: 'z' } }, z: {} }, on: { in: '.x' } },
      x: { on: { a: 'a.x', b: { target: ['a.x'] } } },
    },
  } as unknown as JsonObject;
  const nested = documentOf([{ kind: 'workflow', key: 'nested', json: { kind: 'workflow', key: 'nested', chart } }]);
  const statesAfter = (command: Command) =>
    objectAt(definition(draftAfter(nested, command), { kind: 'workflow', key: 'nested' }) ?? {}, '/chart/states');

  it('D3: changes the targets that lead to it, and no other of that name', () => {
    const states = statesAfter({ type: 'state.rename', workflow: 'nested', state: 'a.x', to: 'first' });
    expect(objectAt(states, '/a/states/first/on')).toEqual({ next: 'y', out: '#whole.b.x', to: '#there' });
    expect(objectAt(states, '/b/states/x/on')).toEqual({ back: '#whole.a.first', on: 'z' });
    expect(objectAt(states, '/b/on')).toEqual({ in: '.x' });
    expect(objectAt(states, '/x/on')).toEqual({ a: 'a.first', b: { target: ['a.first'] } });
  });

  it('D3: follows a state that is above what a target names', () => {
    const states = statesAfter({ type: 'state.rename', workflow: 'nested', state: 'b', to: 'second' });
    expect(objectAt(states, '/a/on')).toEqual({ go: 'second' });
    expect(objectAt(states, '/a/states/x/on')).toEqual({ next: 'y', out: '#whole.second.x', to: '#there' });
    expect(objectAt(states, '/second/states/x/on')).toEqual({ back: '#whole.a.x', on: 'z' });
  });

  it('D3: removing a state takes the transitions into it, by whatever way they name it, and no other', () => {
    const states = statesAfter({ type: 'state.remove', workflow: 'nested', state: 'b' });
    expect(objectAt(states, '/a').on).toEqual({});
    expect(objectAt(states, '/a/states/x/on')).toEqual({ next: 'y' });
    expect(objectAt(states, '/x/on')).toEqual({ a: 'a.x', b: { target: ['a.x'] } });
  });
});
