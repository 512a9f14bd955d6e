import './form.css';
import { useMemo } from 'react';
import { type FieldStates, flatSchema, pointer } from '../../../engine/index.ts';
import { DrawnForm } from './rjsf-adapter.tsx';
import { type Scene, SceneContext, type SceneState, SceneStateContext } from './scene.ts';

export type FormViewProps = {
  /** What stays: form, mode, language, services, what to do with changes. Keep it the same object between keystrokes. */
  scene: Scene;
  /** What the form is now: typed and settled data, states, the issues to show. */
  state: SceneState;
};

/** A form, drawn as it was decided. Fetches nothing and knows no route: page, preview and simulation draw with it alike. */
export function FormView({ scene, state }: FormViewProps) {
  const { form, locale } = scene;
  const { data } = state;
  const empty = [...(scene.notFilled ?? [])].filter((name) => data[name] === undefined).join(' ');
  const states = useMemo(() => withoutEmpty(state.states, empty.split(' ')), [state.states, empty]);
  const flat = useMemo(() => flatSchema(form, states, locale), [form, states, locale]);
  return (
    <SceneContext value={scene}>
      <SceneStateContext value={state}>
        <DrawnForm schema={flat.schema} uiSchema={flat.uiSchema} data={data} />
      </SceneStateContext>
    </SceneContext>
  );
}

function withoutEmpty(states: FieldStates, names: readonly string[]): FieldStates {
  const hidden = names.flatMap((name) => {
    const state = states[pointer(name)];
    return state ? [[pointer(name), { ...state, visible: false }] as const] : [];
  });
  return hidden.length === 0 ? states : { ...states, ...Object.fromEntries(hidden) };
}
