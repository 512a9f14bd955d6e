import { useCallback } from 'react';
import { type Field, type Json, localise, valueAt } from '../../../engine/index.ts';
import { useTexts } from '../../ui/useTexts.ts';
import { issuesAt } from '../form/issues-at.ts';
import { inputId, useScene, useSceneState } from '../form/scene.ts';
import { ReadValue } from './ReadValue.tsx';
import { cellControls } from './single-controls.ts';

type Props = { rows: Field; column: Field; pointer: string; typed: Json | undefined; row: number; help?: string };

/** One field of one row: its control, and what is wrong with it. `help`: id of the help of its column. */
export function RowCell({ column, pointer, typed, row, help }: Props) {
  const t = useTexts('controls');
  const { locale, set, touch } = useScene();
  const { data, states, issues } = useSceneState();
  const state = states[pointer];
  const id = inputId(pointer);
  const found = issuesAt(issues, pointer);
  const onChange = useCallback((value: Json | undefined) => set(pointer, value), [set, pointer]);
  const onBlur = useCallback(() => touch(pointer), [touch, pointer]);
  if (state && !state.visible) return null;
  if (state?.readonly || state?.masked || column.readonly)
    return <ReadValue field={column} value={valueAt(data, pointer)} id={id} />;
  const Drawn = cellControls[column.type];
  if (!Drawn) return <ReadValue field={column} value={valueAt(data, pointer)} id={id} />;
  return (
    <>
      <Drawn
        id={id}
        field={column}
        pointer={pointer}
        value={typed}
        onChange={onChange}
        onBlur={onBlur}
        required={state?.required ?? column.required}
        invalid={found.some(({ severity }) => severity === 'error')}
        describedBy={[help, found.length > 0 && `${id}-issue`].filter(Boolean).join(' ') || undefined}
        label={t('cell', { column: localise(column.title, locale), row })}
        placeholder={column.placeholder && localise(column.placeholder, locale)}
        allowed={state?.options}
      />
      {found.length > 0 && (
        <p
          id={`${id}-issue`}
          className={found.every(({ severity }) => severity === 'warning') ? 'dg-issue dg-issue-warning' : 'dg-issue'}
        >
          {found.map(({ message }) => message).join(' ')}
        </p>
      )}
    </>
  );
}
