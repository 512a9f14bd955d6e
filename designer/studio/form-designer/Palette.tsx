import { useDraggable } from '@dnd-kit/core';
import type { PointerEvent, TouchEvent } from 'react';
import { type FieldType, fieldTypes, type JsonObject } from '../../../engine/index.ts';
import { useLocalise } from '../../ui/useLocale.ts';
import { useTexts } from '../../ui/useTexts.ts';
import { listAt, objectAt } from '../document/index.ts';
import { useStudio } from '../workspace/studio-context.ts';
import { dragId } from './DragArea.tsx';
import { useFormStudio } from './form-studio.ts';
import { freshField, freshName } from './fresh-field.ts';

type AnyType = Pick<FieldType, 'type' | 'label' | 'group' | 'declaration'>;
const groups = ['text', 'number', 'time', 'choice', 'people', 'link', 'structure'] as const;

/** Field types to drag onto the form; a click (or Enter) adds one behind what is selected. */
export function Palette({ form, json }: { form: string; json: JsonObject }) {
  const t = useTexts('studio');
  const types: readonly AnyType[] = fieldTypes;
  return (
    <aside className="dg-palette" aria-label={t('palette')}>
      {groups.map((group) => {
        const here = types.filter((type) => type.group === group);
        if (here.length === 0) return null;
        return (
          <div key={group}>
            <h3>{t(`group-${group}`)}</h3>
            <ul className="dg-plain dg-palette-list">
              {here.map((type) => (
                <li key={type.type}>
                  <PaletteItem type={type} form={form} json={json} />
                </li>
              ))}
            </ul>
          </div>
        );
      })}
    </aside>
  );
}

function PaletteItem({ type, form, json }: { type: AnyType; form: string; json: JsonObject }) {
  const t = useTexts('studio');
  const say = useLocalise();
  const { dispatch } = useStudio();
  const { selected, select } = useFormStudio();
  const { setNodeRef, listeners, isDragging } = useDraggable({ id: dragId.type(type.type) });
  const label = say(type.label);
  const add = () => {
    const field = freshName(type.type, Object.keys(objectAt(json, '/fields')));
    const at = behind(json, selected);
    if (dispatch({ type: 'field.add', form, field, declaration: freshField(type), ...(at && { at }) })) select(field);
  };
  // Enter and Space add the field in place, so the keyboard's drag listeners stay off: moving it is done on the canvas.
  const pointer = {
    onPointerDown: (event: PointerEvent) => listeners?.onPointerDown?.(event),
    onTouchStart: (event: TouchEvent) => listeners?.onTouchStart?.(event),
  };
  return (
    <button
      ref={setNodeRef}
      type="button"
      className={isDragging ? 'dg-palette-item dg-dragging' : 'dg-palette-item'}
      aria-label={t('addField', { type: label })}
      onClick={add}
      {...pointer}
    >
      {label}
    </button>
  );
}

function behind(json: JsonObject, selected: string | undefined) {
  const layout = listAt(json, '/layout');
  if (selected?.startsWith('section:')) {
    const section = Number(selected.slice(8));
    return { section, index: listAt(layout[section] ?? {}, '/fields').length };
  }
  const section = layout.findIndex((one) => selected !== undefined && listAt(one, '/fields').includes(selected));
  return section < 0
    ? undefined
    : { section, index: listAt(layout[section] ?? {}, '/fields').indexOf(selected ?? '') + 1 };
}
