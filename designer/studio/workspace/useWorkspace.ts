import { App } from 'antd';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { PackDraft } from '../../../engine/index.ts';
import { messageOf } from '../../../engine/index.ts';
import { ProblemError } from '../../api/problem.ts';
import { removeDefinition, saveDefinition } from '../../api/studio.ts';
import { useLocale } from '../../ui/useLocale.ts';
import { type Command, type Document, execute, type History, historyOf, redo, undo } from '../document/index.ts';
import { DraftSaver, draftDocument, type SaveState } from './draft-saver.ts';

export type Workspace = {
  pack: string;
  draft: PackDraft;
  document: Document;
  history: History;
  saveState: SaveState;
  saver: DraftSaver;
  /** Applies a command; a refusal is told to the person and answered false. */
  dispatch(command: Command): boolean;
  undo(): void;
  redo(): void;
};

/** Milliseconds of rest before a change is saved. */
const REST = 700;

/** A draft under edit: commands, undo, and saving by itself. */
export function useWorkspace(pack: string, draft: PackDraft): Workspace {
  const { message } = App.useApp();
  const locale = useLocale();
  const [history, setHistory] = useState<History>(() => historyOf(draftDocument(draft)));
  const [saveState, setSaveState] = useState<SaveState>({ status: 'saved' });
  // Commands of one event handler follow each other before React draws again, so the newest history is kept beside the state.
  const newest = useRef(history);
  const saver = useMemo(
    () =>
      new DraftSaver(draft, {
        rest: REST,
        onState: setSaveState,
        isConflict: (failure) => failure instanceof ProblemError && (failure.status === 409 || failure.status === 412),
        store: {
          save: (ref, json, revision) => saveDefinition(pack, ref, json, revision),
          remove: (ref, revision) => removeDefinition(pack, ref, revision),
        },
      }),
    [pack, draft],
  );

  const show = useCallback(
    (next: History) => {
      newest.current = next;
      setHistory(next);
      saver.change(next.present);
    },
    [saver],
  );

  const dispatch = useCallback(
    (command: Command) => {
      const result = execute(newest.current, command);
      if (result.ok) show(result.value);
      else void message.error(result.issues.map((found) => messageOf(found, locale)).join(' '));
      return result.ok;
    },
    [show, message, locale],
  );

  // What is typed in the last moment is saved on the way out; the browser asks before it throws anything away.
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => {
      if (saver.hasUnsaved()) event.preventDefault();
    };
    window.addEventListener('beforeunload', ask);
    return () => {
      window.removeEventListener('beforeunload', ask);
      void saver.flush();
    };
  }, [saver]);

  return {
    pack,
    draft,
    document: history.present,
    history,
    saveState,
    saver,
    dispatch,
    undo: useCallback(() => show(undo(newest.current)), [show]),
    redo: useCallback(() => show(redo(newest.current)), [show]),
  };
}
