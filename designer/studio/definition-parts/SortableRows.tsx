import { HolderOutlined } from '@ant-design/icons';
import { closestCenter, DndContext, type DragEndEvent } from '@dnd-kit/core';
import { SortableContext, useSortable, verticalListSortingStrategy } from '@dnd-kit/sortable';
import { CSS } from '@dnd-kit/utilities';
import { type ReactNode, useEffect, useRef } from 'react';
import { useTexts } from '../../ui/useTexts.ts';
import { useDragging } from '../useDragging.ts';

/** A row: its place in the whole list, how it is called when it is moved, and what it shows beside the grip. */
export type SortableRow = {
  id: string;
  index: number;
  name: string;
  content: ReactNode;
  /** Brought into sight and marked: what a problem is about. */
  isShown?: boolean;
};

type Props = { rows: SortableRow[]; onMove(from: number, to: number): void; label: string; className?: string };

/** Rows in an order that people change: by pointer, finger or keyboard (Space, arrows, Space), with everything said aloud. */
export function SortableRows({ rows, onMove, label, className = '' }: Props) {
  const rowOf = (id: unknown) => rows.find((row) => row.id === String(id));
  const nameOf = (id: unknown) => rowOf(id)?.name ?? '';
  const dragging = useDragging(nameOf);
  const end = ({ active, over }: DragEndEvent) => {
    const from = rowOf(active.id);
    const to = rowOf(over?.id);
    if (from && to && from.index !== to.index) onMove(from.index, to.index);
  };
  return (
    <DndContext {...dragging} collisionDetection={closestCenter} onDragEnd={end}>
      <SortableContext items={rows.map(({ id }) => id)} strategy={verticalListSortingStrategy}>
        <ul className={`dg-plain dg-sortable ${className}`} aria-label={label}>
          {rows.map((row) => (
            <Row key={row.id} {...row} />
          ))}
        </ul>
      </SortableContext>
    </DndContext>
  );
}

function Row({ id, name, content, isShown = false }: SortableRow) {
  const t = useTexts('studio');
  const { setNodeRef, attributes, listeners, transform, transition, isDragging } = useSortable({ id });
  const row = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (isShown) row.current?.scrollIntoView({ block: 'center' });
  }, [isShown]);
  return (
    <li
      ref={(element) => {
        row.current = element;
        setNodeRef(element);
      }}
      className={['dg-sortable-row', isDragging && 'dg-dragging', isShown && 'dg-selected'].filter(Boolean).join(' ')}
      style={{ transform: CSS.Translate.toString(transform), transition }}
    >
      <button
        type="button"
        className="dg-field-grip"
        {...attributes}
        {...listeners}
        aria-label={t('moveField', { name })}
      >
        <HolderOutlined aria-hidden="true" />
      </button>
      {content}
    </li>
  );
}
