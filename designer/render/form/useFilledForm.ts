import { useCallback, useMemo, useState } from 'react';
import {
  type Context,
  type Form,
  type Json,
  type JsonObject,
  type JsonPointer,
  type LocalIssue,
  type LookupItem,
  type StructureValidator,
  segmentsOf,
  settle,
  toLocalIssue,
  withValueAt,
} from '../../../engine/index.ts';
import type { SceneState } from './scene.ts';

type Options = {
  form: Form;
  context: Context;
  structure?: StructureValidator;
  initial: JsonObject;
};

export type FilledForm = {
  state: SceneState;
  /** Everything that is wrong now, shown or not; warnings included. */
  issues: LocalIssue[];
  valid: boolean;
  /** Grows with every change, so that a page can tell its own. */
  version: number;
  set(pointer: JsonPointer, value: Json | undefined): void;
  choose(pointer: JsonPointer, item: LookupItem): void;
  touch(pointer: JsonPointer): void;
  /** Shows everything that is wrong, for a submission. */
  showAll(): void;
  /** What the server found; shown until the field that it names is changed. */
  tell(issues: LocalIssue[]): void;
  /** Other data in one go (another draft, the stored record), with nothing touched yet. */
  reset(data: JsonObject): void;
};

/** The state of a form that is being filled in: settled with every keystroke by the same engine as the server's. */
export function useFilledForm({ form, context, structure, initial }: Options): FilledForm {
  const [typed, setTyped] = useState(initial);
  const [version, setVersion] = useState(0);
  const [touched, setTouched] = useState<ReadonlySet<JsonPointer>>(new Set());
  const [all, setAll] = useState(false);
  const [told, setTold] = useState<LocalIssue[]>([]);

  const settled = useMemo(() => settle(form, typed, context, structure), [form, typed, context, structure]);
  const issues = useMemo(
    () => settled.issues.map((one) => toLocalIssue(one, context.locale)),
    [settled, context.locale],
  );
  const shown = useMemo(() => {
    const own = all ? issues : issues.filter(({ path }) => [...touched].some((pointer) => within(path, pointer)));
    const known = new Set(own.map(({ path, code }) => `${path} ${code}`));
    return [...own, ...told.filter(({ path, code }) => !known.has(`${path} ${code}`))];
  }, [all, issues, touched, told]);
  const state = useMemo(
    (): SceneState => ({ typed, data: settled.data, states: settled.states, issues: shown }),
    [typed, settled, shown],
  );

  const changed = useCallback((pointer: JsonPointer) => {
    setVersion((count) => count + 1);
    const field = segmentsOf(pointer)[0];
    setTold((list) => (list.length === 0 ? list : list.filter(({ path }) => segmentsOf(path)[0] !== field)));
  }, []);
  const set = useCallback(
    (pointer: JsonPointer, value: Json | undefined) => {
      setTyped((now) => withValueAt(now, pointer, value) as JsonObject);
      changed(pointer);
    },
    [changed],
  );
  const choose = useCallback(
    (pointer: JsonPointer, item: LookupItem) => {
      setTyped((now) => {
        let next = withValueAt(now, pointer, item.value);
        const row = pointer.slice(0, pointer.lastIndexOf('/'));
        // Null empties a field whose source is empty: what the earlier choice had filled in must not stay.
        for (const [target, value] of Object.entries(item.fill))
          next = withValueAt(next, `${row}/${target}`, value ?? undefined);
        return next as JsonObject;
      });
      changed(pointer);
    },
    [changed],
  );
  const touch = useCallback((pointer: JsonPointer) => {
    setTouched((now) => (now.has(pointer) ? now : new Set([...now, pointer])));
  }, []);
  const showAll = useCallback(() => setAll(true), []);
  const tell = useCallback((found: LocalIssue[]) => setTold(found), []);
  const reset = useCallback((data: JsonObject) => {
    setTyped(data);
    setTold([]);
    setTouched(new Set());
    setAll(false);
  }, []);

  const valid = !issues.some(({ severity }) => severity === 'error');
  return { state, issues, valid, version, set, choose, touch, showAll, tell, reset };
}

function within(path: JsonPointer, pointer: JsonPointer): boolean {
  return path === pointer || path.startsWith(`${pointer}/`);
}
