import { createContext, useContext } from 'react';
import {
  type Context,
  dateIn,
  type Field,
  type FieldStates,
  type FileValue,
  type Form,
  type Json,
  type JsonObject,
  type JsonPointer,
  type Locale,
  type LocalIssue,
  type LookupItem,
  type OptionSet,
  type Unit,
} from '../../../engine/index.ts';

/** What controls ask of the outside; the page gives it, so that nothing here fetches. */
export type FormServices = {
  /** Candidates of a reference or person field, by part of the name. `current`: what its filter reads of the form. */
  lookUp(field: string, q: string, signal: AbortSignal, current: JsonObject): Promise<LookupItem[]>;
  upload(field: string, file: File, onProgress: (share: number) => void, signal: AbortSignal): Promise<FileValue>;
  /** How many files are still being sent. */
  sending?(): number;
  /** Where a stored file is read. */
  fileAddress(id: string): string;
  /** What to say of a failed call. */
  failureText(thrown: unknown): string;
  units: readonly Unit[];
};

/** What stays the same while a form is filled in. */
export type Scene = {
  form: Form;
  mode: 'fill' | 'read';
  locale: Locale;
  zone: string;
  /** `YYYY-MM-DD` in the tenant's zone. */
  today: string;
  options(key: string): OptionSet | undefined;
  services: FormServices;
  set(pointer: JsonPointer, value: Json | undefined): void;
  /** Takes over a candidate, and the fields that it fills. */
  choose(pointer: JsonPointer, item: LookupItem): void;
  /** A row to add, with the defaults of its columns. */
  newRow(rows: Field): JsonObject;
  /** Of a new record: fields that this person may never fill; drawn only where something else fills them. */
  notFilled?: ReadonlySet<string>;
  /** The person has left the field: what is wrong with it may now be said. */
  touch(pointer: JsonPointer): void;
};

/** What changes with every keystroke. */
export type SceneState = {
  /** As typed, which may be more than what is valid: rows just added, text not finished. */
  typed: JsonObject;
  /** As settled: normalised, computed, pruned. */
  data: JsonObject;
  states: FieldStates;
  /** Those that are to be shown now. */
  issues: readonly LocalIssue[];
};

/** Language, zone and day of a form's context: "today" is the day in the tenant's zone, in previews as in the portal. */
export function momentOf({ locale, env }: Pick<Context, 'locale' | 'env'>): Pick<Scene, 'locale' | 'zone' | 'today'> {
  return { locale, zone: env.zone, today: dateIn(env.zone, env.now) };
}

export const SceneContext = createContext<Scene | undefined>(undefined);
export const SceneStateContext = createContext<SceneState | undefined>(undefined);

export function useScene(): Scene {
  const scene = useContext(SceneContext);
  if (!scene) throw new Error('a control needs a FormView above it');
  return scene;
}

export function useSceneState(): SceneState {
  const state = useContext(SceneStateContext);
  if (!state) throw new Error('a control needs a FormView above it');
  return state;
}

/** The id of the input at a pointer; RJSF makes the same from its own path. */
export const ID_PREFIX = 'field';
export function inputId(pointer: JsonPointer): string {
  return ID_PREFIX + pointer;
}

export function pointerOf(id: string): JsonPointer {
  return id.slice(ID_PREFIX.length);
}
