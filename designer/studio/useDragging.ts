import { type Announcements, PointerSensor, TouchSensor, useSensor, useSensors } from '@dnd-kit/core';
import { sortableKeyboardCoordinates } from '@dnd-kit/sortable';
import { useTexts } from '../ui/useTexts.ts';
import { SteadyKeyboardSensor } from './SteadyKeyboardSensor.ts';

/** How things are dragged in the studio: by pointer, finger or keyboard (Space, arrows, Space), with everything said aloud. */
export function useDragging(nameOf: (id: unknown) => string) {
  const t = useTexts('studio');
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 5 } }),
    useSensor(TouchSensor, { activationConstraint: { delay: 200, tolerance: 8 } }),
    useSensor(SteadyKeyboardSensor, {
      coordinateGetter: sortableKeyboardCoordinates,
      // At once: what is still gliding cannot be dropped on.
      scrollBehavior: 'auto',
    }),
  );
  const announcements: Announcements = {
    onDragStart: ({ active }) => t('dragStarted', { name: nameOf(active.id) }),
    onDragOver: ({ active, over }) =>
      over ? t('dragOver', { name: nameOf(active.id), over: nameOf(over.id) }) : undefined,
    onDragEnd: ({ active, over }) =>
      over ? t('dragEnded', { name: nameOf(active.id), over: nameOf(over.id) }) : t('dragCancelled'),
    onDragCancel: () => t('dragCancelled'),
  };
  return { sensors, accessibility: { announcements, screenReaderInstructions: { draggable: t('dragHelp') } } };
}
