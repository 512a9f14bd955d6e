import { memo, type ReactNode, useCallback } from 'react';
import { type Json, localise, own, segmentsOf, valueAt } from '../../../engine/index.ts';
import { ErrorBoundary } from '../../ui/ErrorBoundary.tsx';
import { useTexts } from '../../ui/useTexts.ts';
import type { ControlProps } from '../controls/control-props.ts';
import { ReadValue } from '../controls/ReadValue.tsx';
import { controls } from '../controls/registry.ts';
import { issuesAt, issuesOfRows } from './issues-at.ts';
import { inputId, useScene, useSceneState } from './scene.ts';

// A keystroke elsewhere leaves a control's own props as they were.
const Controlled = memo(function Controlled(props: ControlProps) {
  const Drawn = controls[props.field.type];
  return <Drawn {...props} />;
});

/** The control of a top-level field: what RJSF puts in the place of its own inputs. */
export function FormControl({ pointer }: { pointer: string }) {
  const scene = useScene();
  const { typed, data, states, issues } = useSceneState();
  const { set, touch } = scene;
  const field = own(scene.form.fields, segmentsOf(pointer)[0] ?? '');
  const onChange = useCallback((value: Json | undefined) => set(pointer, value), [set, pointer]);
  const onBlur = useCallback(() => touch(pointer), [touch, pointer]);
  if (!field) return null;
  const state = states[pointer];
  const id = inputId(pointer);
  const fixed = scene.mode === 'read' || state?.readonly || state?.masked;
  if (fixed && !(field.kind.assigned && scene.mode === 'fill'))
    return <ReadValue field={field} value={valueAt(data, pointer)} id={id} />;
  const found = field.columns ? issuesOfRows(issues, pointer) : issuesAt(issues, pointer);
  const described = [field.help && `${id}-help`, found.length > 0 && `${id}-issue`].filter(Boolean).join(' ');
  return (
    <Controlled
      id={id}
      field={field}
      pointer={pointer}
      // Rows as typed: a row that was just added is still empty, and settling may drop it.
      value={valueAt(field.columns ? typed : data, pointer)}
      onChange={onChange}
      onBlur={onBlur}
      required={state?.required ?? field.required}
      invalid={found.some(({ severity }) => severity === 'error')}
      describedBy={described || undefined}
      placeholder={field.placeholder && localise(field.placeholder, scene.locale)}
      allowed={state?.options}
    />
  );
}

/** A field in its place: label, control, what is wrong, help. */
export function FormField({ pointer, children }: { pointer: string; children: ReactNode }) {
  const t = useTexts('controls');
  const scene = useScene();
  const { states, issues } = useSceneState();
  const field = own(scene.form.fields, segmentsOf(pointer)[0] ?? '');
  if (!field) return children;
  const id = inputId(pointer);
  const state = states[pointer];
  const filling = scene.mode === 'fill' && !state?.readonly && !state?.masked;
  const found = field.columns ? issuesOfRows(issues, pointer) : issuesAt(issues, pointer);
  const title = localise(field.title, scene.locale);
  const label = (
    <>
      {title}
      {filling && state?.required && (
        <span className="dg-required" aria-hidden="true">
          *
        </span>
      )}
      {state?.masked && <span className="dg-masked"> ({t('masked')})</span>}
    </>
  );
  const asGroup = field.kind.line === 'none';
  return (
    <div
      className={`dg-field dg-field-${field.type}${field.kind.line !== 'part' ? ' dg-field-wide' : ''}${filling ? '' : ' dg-field-read'}`}
      data-field={field.name}
    >
      {asGroup ? (
        <span className="dg-label">{label}</span>
      ) : (
        <label htmlFor={id} className="dg-label">
          {label}
        </label>
      )}
      <ErrorBoundary>{children}</ErrorBoundary>
      {found.length > 0 && (
        <div id={`${id}-issue`}>
          {found.map((one) => (
            <p
              key={`${one.path} ${one.code}`}
              className={one.severity === 'warning' ? 'dg-issue dg-issue-warning' : 'dg-issue'}
            >
              {one.message}
            </p>
          ))}
        </div>
      )}
      {field.help && filling && (
        <p id={`${id}-help`} className="dg-help">
          {localise(field.help, scene.locale)}
        </p>
      )}
    </div>
  );
}
