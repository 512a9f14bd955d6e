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
import { claimsPack } from './claims-draft.ts';

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

const claims = documentOf(claimsPack.definitions);
const packs = [
  { pack: read('pack.json'), draft: shipped },
  { pack: claimsPack.pack, draft: claims },
];

/** Every problem of a draft, its scenarios run; without the paths, which name what is renamed. */
function problemsOf(pack: JsonObject, document: Document): string[] {
  const definitions = Object.values(document.definitions).map((json) => ({
    kind: json.kind as DefinitionKind,
    key: String(json.key),
    json,
  }));
  const parsed = parsePack({ pack, definitions }, []);
  return [...parsed.problems, ...(parsed.pack ? checkPack(parsed.pack, []) : [])]
    .map(({ kind, key, issue }) => `${issue.severity} ${kind}/${key} ${issue.code}`)
    .sort();
}

type Renaming = { about: string; from: string; to: string; there: Command; back: Command };
const fieldRenamings = (draft: Document) =>
  Object.values(draft.definitions).flatMap((form) =>
    Object.entries(form.kind === 'form' ? objectAt(form, '/fields') : {}).flatMap(([name, field]) =>
      [name, ...Object.keys(objectAt(field, '/fields')).map((column) => `${name}.${column}`)].map((path) => {
        return { form: String(form.key), field: path };
      }),
    ),
  );
const stateRenamings = (draft: Document) =>
  Object.values(draft.definitions).flatMap((workflow) =>
    workflow.kind === 'workflow'
      ? statesIn(objectAt(workflow, '/chart'), '').map((state) => ({ workflow: String(workflow.key), state }))
      : [],
  );

function statesIn(node: JsonObject, path: string): string[] {
  return Object.entries(objectAt(node, '/states')).flatMap(([key, inner]) => {
    const at = path === '' ? key : `${path}.${key}`;
    return [at, ...statesIn(inner as JsonObject, at)];
  });
}

const inPlace = (path: string, name: string) => [...path.split('.').slice(0, -1), name].join('.');
const renamings = (draft: Document, to: string): Renaming[] => [
  ...fieldRenamings(draft).map(({ form, field }) => ({
    about: form,
    from: field,
    to,
    there: { type: 'field.rename' as const, form, field, to },
    back: { type: 'field.rename' as const, form, field: inPlace(field, to), to: field.split('.').at(-1) ?? '' },
  })),
  ...stateRenamings(draft).map(({ workflow, state }) => ({
    about: workflow,
    from: state,
    to,
    there: { type: 'state.rename' as const, workflow, state, to },
    back: { type: 'state.rename' as const, workflow, state: inPlace(state, to), to: state.split('.').at(-1) ?? '' },
  })),
];

const hostile = [
  ...['title', 'type', 'no', 'form', 'path', 'key', 'on', 'data', 'label', 'help', 'start', 'kind', 'fields', 'states'],
  ...['meta', 'step', 'entry', 'guard', 'after', 'to', 'rule', 'status', 'decision', 'cost', 'initial', 'if', 'var'],
];

describe('renaming', () => {
  const drafts = packs.map(({ pack, draft }) => ({ pack, draft, problems: problemsOf(pack, draft) }));

  const draftAt = (at: number) => drafts[at] ?? { pack: {}, draft: claims, problems: [] };

  it('begins from drafts without errors', () => {
    expect(drafts.flatMap(({ problems }) => problems.filter((one) => one.startsWith('error')))).toEqual([]);
  });

  it('D1, D2: any field or state, to any name, leaves the problems of the draft as they were, and back again its bytes', () => {
    const which = fc
      .tuple(fc.nat(drafts.length - 1), fc.constantFrom(...hostile, 'fresh'))
      .chain(([at, to]) => fc.tuple(fc.constant(at), fc.constantFrom(...renamings(draftAt(at).draft, to))));
    fc.assert(
      fc.property(which, ([at, { there, back }]) => {
        const { pack, draft, problems } = draftAt(at);
        const renamed = apply(draft, there);
        // A name that is taken, or means something else, is refused.
        if (!renamed.ok) {
          expect(['studio/name-taken', 'studio/key-name']).toContain(renamed.issues[0]?.code);
          return;
        }
        expect(renamed.value).not.toEqual(draft);
        expect(problemsOf(pack, renamed.value)).toEqual(problems);
        expect(JSON.stringify(draftAfter(renamed.value, back))).toBe(JSON.stringify(draft));
      }),
      { numRuns: 60 },
    );
  });

  const alone = ['amount', 'note', 'place', 'region', 'items.cost', 'items.dear', 'parts.part', 'parts.price'];
  const states = ['desk', 'review', 'review.one', 'review.one.finance', 'review.two.law', 'settled', 'refused'];
  it.each([...alone, ...states])(
    'D2: leaves the old name of %s nowhere, in whatever kind of definition it stood',
    (path) => {
      const { there } = renamings(claims, 'fresh').find(({ from }) => from === path) ?? {};
      const name = path.split('.').at(-1);
      const written = JSON.stringify(draftAfter(claims, there as Command).definitions);
      expect(written.match(new RegExp(`(?<![\\w-])${name}(?![\\w-])`, 'g'))).toBeNull();
    },
  );
});

describe('renaming a field of the shipped pack', () => {
  it('D1: changes nothing that only is called like the field', () => {
    const renamed = draftAfter(shipped, { type: 'field.rename', form: 'transfer', field: 'no', to: 'number' });
    const workflow = definition(renamed, { kind: 'workflow', key: 'transfer-approval' });
    expect(Object.keys(workflow ?? {})).toEqual(
      Object.keys(definition(shipped, { kind: 'workflow', key: 'transfer-approval' }) ?? {}),
    );
    expect(problemsOf(read('pack.json'), renamed).filter((one) => one.startsWith('error'))).toEqual([]);
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
    expect(problemsOf(read('pack.json'), renamed).filter((one) => one.startsWith('error'))).toEqual([]);
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
