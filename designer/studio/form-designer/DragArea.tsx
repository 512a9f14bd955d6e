import { closestCorners, DndContext, type DragEndEvent, DragOverlay, type DragStartEvent } from '@dnd-kit/core';
import { type ReactNode, useState } from 'react';
import { fieldTypes, type JsonObject } from '../../../engine/index.ts';
import { useLocalise } from '../../ui/useLocale.ts';
import { useTexts } from '../../ui/useTexts.ts';
import { type LayoutPlace, listAt, objectAt } from '../document/index.ts';
import { useDragging } from '../useDragging.ts';
import { useStudio } from '../workspace/studio-context.ts';
import { fieldTitle } from './field-title.ts';
import { useFormStudio } from './form-studio.ts';
import { freshField, freshName } from './fresh-field.ts';
import { sectionName } from './section-name.ts';

/** Ids of what is dragged and dropped on: `type:money` from the palette, `field:purpose` on the canvas, `section:1` to drop into. */
export const dragId = {
  type: (type: string) => `type:${type}`,
  field: (field: string) => `field:${field}`,
  section: (index: number) => `section:${index}`,
};

/** Drag and drop, by pointer, finger or keyboard (Space, arrows, Space), with everything said aloud. */
export function DragArea({ form, json, children }: { form: string; json: JsonObject; children: ReactNode }) {
  const t = useTexts('studio');
  const say = useLocalise();
  const { dispatch } = useStudio();
  const { select } = useFormStudio();
  const [dragged, setDragged] = useState<string>();
  const nameOf = (id: unknown): string => {
    const [what, name = ''] = String(id).split(':');
    if (what === 'type') return say(fieldTypes.find((type) => type.type === name)?.label);
    if (what === 'section') return sectionName(listAt(json, '/layout')[Number(name)] ?? {}, Number(name), say, t);
    return fieldTitle(json, name, say);
  };
  const dragging = useDragging(nameOf);

  const end = ({ active, over }: DragEndEvent) => {
    setDragged(undefined);
    if (!over || active.id === over.id) return;
    const [what, name = ''] = String(active.id).split(':');
    const to = placeOf(json, String(over.id), what === 'field' ? name : undefined);
    if (!to) return;
    if (what === 'field') dispatch({ type: 'field.move', form, field: name, to });
    const type = fieldTypes.find((one) => one.type === name);
    if (what !== 'type' || !type) return;
    const field = freshName(name, Object.keys(objectAt(json, '/fields')));
    if (dispatch({ type: 'field.add', form, field, declaration: freshField(type), at: to })) select(field);
  };

  return (
    <DndContext
      {...dragging}
      collisionDetection={closestCorners}
      onDragStart={({ active }: DragStartEvent) => setDragged(nameOf(active.id))}
      onDragEnd={end}
      onDragCancel={() => setDragged(undefined)}
    >
      {children}
      <DragOverlay dropAnimation={null}>
        {dragged !== undefined && <div className="dg-dragged">{dragged}</div>}
      </DragOverlay>
    </DndContext>
  );
}

/** Where a drop on `over` puts the field: before the field that it was dropped on (behind it when coming from above), or at a section's end. */
function placeOf(json: JsonObject, over: string, dragged: string | undefined): LayoutPlace | undefined {
  const layout = listAt(json, '/layout');
  const [what, name = ''] = over.split(':');
  if (what === 'section') {
    const section = Number(name);
    return { section, index: listAt(layout[section] ?? {}, '/fields').length };
  }
  const section = layout.findIndex((one) => listAt(one, '/fields').includes(name));
  if (what !== 'field' || section < 0) return undefined;
  const fields = listAt(layout[section] ?? {}, '/fields');
  const index = fields.indexOf(name);
  const from = dragged === undefined ? -1 : fields.indexOf(dragged);
  return { section, index: from >= 0 && from < index ? index + 1 : index };
}
