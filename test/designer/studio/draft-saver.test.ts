import { describe, expect, it } from 'vitest';
import { type Command, type DefinitionRef, execute, historyOf } from '../../../designer/studio/document/index.ts';
import {
  DraftSaver,
  type DraftStore,
  draftDocument,
  type SaveState,
} from '../../../designer/studio/workspace/draft-saver.ts';
import type { JsonObject, PackDraft } from '../../../engine/index.ts';

const draft: PackDraft = {
  key: 'p',
  revision: 1,
  pack: {},
  packRevision: 1,
  definitions: [
    { kind: 'form', key: 'a', json: { kind: 'form', key: 'a', title: 'A' }, revision: 3 },
    { kind: 'form', key: 'b', json: { kind: 'form', key: 'b', title: 'B' }, revision: 1 },
  ],
};

/** A store by revision, as the server is: refuses what is not based on the newest. */
function memoryStore() {
  const rows = new Map(
    draft.definitions.map((one) => [`${one.kind}/${one.key}`, { json: one.json, revision: one.revision }]),
  );
  const refuse = (ref: DefinitionRef, revision: number) => {
    if ((rows.get(`${ref.kind}/${ref.key}`)?.revision ?? 0) !== revision) throw new Error('conflict');
  };
  const store: DraftStore = {
    async save(ref, json, revision) {
      refuse(ref, revision);
      rows.set(`${ref.kind}/${ref.key}`, { json, revision: revision + 1 });
      return { ...ref, revision: revision + 1, problems: [] };
    },
    async remove(ref, revision) {
      refuse(ref, revision);
      rows.delete(`${ref.kind}/${ref.key}`);
    },
  };
  return { rows, store };
}

function setUp(store: DraftStore) {
  const states: SaveState[] = [];
  const saver = new DraftSaver(draft, {
    store,
    rest: 60_000,
    onState: (state) => states.push(state),
    isConflict: (failure) => failure instanceof Error && failure.message === 'conflict',
  });
  let history = historyOf(draftDocument(draft));
  const edit = (command: Command) => {
    const result = execute(history, command);
    if (!result.ok) throw new Error(JSON.stringify(result.issues));
    history = result.value;
    saver.change(history.present);
  };
  const retitle = (key: string, value: string) =>
    edit({ type: 'property.set', ref: { kind: 'form', key }, path: '/title', value });
  return { saver, states, edit, retitle };
}

describe('the draft saver', () => {
  it('saves only what changed, each over its own revision', async () => {
    const { rows, store } = memoryStore();
    const { saver, retitle, states } = setUp(store);
    retitle('a', 'A2');
    expect(await saver.flush()).toBe(true);
    retitle('a', 'A3');
    expect(await saver.flush()).toBe(true);
    expect(rows.get('form/a')).toEqual({ json: { kind: 'form', key: 'a', title: 'A3' }, revision: 5 });
    expect(rows.get('form/b')?.revision).toBe(1);
    expect(states.at(-1)).toEqual({ status: 'saved' });
  });

  it('adds and removes definitions', async () => {
    const { rows, store } = memoryStore();
    const { saver, edit } = setUp(store);
    edit({ type: 'definition.add', ref: { kind: 'options', key: 'colours' }, json: {} });
    edit({ type: 'definition.remove', ref: { kind: 'form', key: 'b' } });
    expect(await saver.flush()).toBe(true);
    expect([...rows.keys()].sort()).toEqual(['form/a', 'options/colours']);
  });

  it('takes what is typed while a save is under way along', async () => {
    const { rows, store } = memoryStore();
    const { saver, retitle } = setUp({
      ...store,
      async save(ref, json: JsonObject, revision) {
        const answer = await store.save(ref, json, revision);
        if (json.title === 'first') retitle('a', 'second');
        return answer;
      },
    });
    retitle('a', 'first');
    expect(await saver.flush()).toBe(true);
    expect(rows.get('form/a')?.json.title).toBe('second');
  });

  it('tells of a conflict, and saves ours over theirs only when told to', async () => {
    const { rows, store } = memoryStore();
    const { saver, retitle, states } = setUp(store);
    rows.set('form/a', { json: { title: 'theirs' }, revision: 4 });
    retitle('a', 'ours');
    expect(await saver.flush()).toBe(false);
    expect(states.at(-1)).toEqual({ status: 'conflict', ref: { kind: 'form', key: 'a' } });
    expect(rows.get('form/a')?.json.title).toBe('theirs');
    expect(await saver.overwrite({ kind: 'form', key: 'a' }, 4)).toBe(true);
    expect(rows.get('form/a')?.json.title).toBe('ours');
  });

  it('has nothing left to save once theirs is taken', async () => {
    const { rows, store } = memoryStore();
    const { saver, edit, retitle, states } = setUp(store);
    const theirs = { kind: 'form', key: 'a', title: 'theirs' };
    rows.set('form/a', { json: theirs, revision: 4 });
    retitle('a', 'ours');
    await saver.flush();
    const ref = { kind: 'form', key: 'a' } as const;
    saver.adopt(ref, theirs, 4);
    edit({ type: 'definition.replace', ref, json: theirs });
    expect(states.at(-1)).toEqual({ status: 'saved' });
    expect(saver.hasUnsaved()).toBe(false);
    retitle('a', 'mine again');
    expect(await saver.flush()).toBe(true);
    expect(rows.get('form/a')).toEqual({ json: { ...theirs, title: 'mine again' }, revision: 5 });
  });

  it('keeps what could not be saved, and says so', async () => {
    const { saver, retitle, states } = setUp({
      save: () => Promise.reject(new Error('offline')),
      remove: () => Promise.reject(new Error('offline')),
    });
    retitle('b', 'B2');
    expect(await saver.flush()).toBe(false);
    expect(states.at(-1)?.status).toBe('failed');
    expect(saver.hasUnsaved()).toBe(true);
  });
});
