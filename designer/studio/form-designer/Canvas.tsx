import { DeleteOutlined, HolderOutlined, PlusOutlined } from '@ant-design/icons';
import { useDroppable } from '@dnd-kit/core';
import { rectSortingStrategy, SortableContext, useSortable } from '@dnd-kit/sortable';
import { CSS } from '@dnd-kit/utilities';
import { Button } from 'antd';
import { fieldTypes, isJsonObject, type Json, type JsonObject, valueAt } from '../../../engine/index.ts';
import { useLocalise } from '../../ui/useLocale.ts';
import { useTexts } from '../../ui/useTexts.ts';
import { listAt, objectAt } from '../document/index.ts';
import { useStudio } from '../workspace/studio-context.ts';
import { dragId } from './DragArea.tsx';
import { fieldTitle } from './field-title.ts';
import { useFormStudio } from './form-studio.ts';
import { sectionName } from './section-name.ts';

/** The form's sections with their fields, as they will stand. */
export function Canvas({ form, json }: { form: string; json: JsonObject }) {
  const t = useTexts('studio');
  const { dispatch } = useStudio();
  const { select } = useFormStudio();
  const layout = listAt(json, '/layout');
  const listed = new Set(layout.flatMap((section) => listAt(section, '/fields')));
  const unlisted = Object.keys(objectAt(json, '/fields')).filter((name) => !listed.has(name));
  const addSection = () => {
    if (dispatch({ type: 'section.add', form, index: layout.length, title: { en: 'Section', 'zh-CN': '分组' } }))
      select(`section:${layout.length}`);
  };
  return (
    <div className="dg-canvas">
      {layout.map((section, index) => (
        // Sections are known by their place.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <Section key={index} form={form} json={json} section={section} index={index} />
      ))}
      {unlisted.length > 0 && (
        <section className="dg-canvas-section" aria-label={t('unlisted')}>
          <h3 className="dg-soft">{t('unlisted')}</h3>
          <div className="dg-canvas-fields dg-canvas-columns-2">
            {unlisted.map((name) => (
              <FieldCard key={name} form={form} json={json} name={name} />
            ))}
          </div>
        </section>
      )}
      <Button icon={<PlusOutlined aria-hidden="true" />} onClick={addSection}>
        {t('addSection')}
      </Button>
    </div>
  );
}

function Section({ form, json, section, index }: { form: string; json: JsonObject; section: Json; index: number }) {
  const t = useTexts('studio');
  const say = useLocalise();
  const { dispatch } = useStudio();
  const { selected, select } = useFormStudio();
  const { setNodeRef, isOver } = useDroppable({ id: dragId.section(index) });
  const fields = listAt(section, '/fields').filter((name): name is string => typeof name === 'string');
  const columns = Number(valueAt(section, '/section/columns') ?? 1);
  const name = sectionName(section, index, say, t);
  const id = `section:${index}`;
  return (
    <section
      ref={setNodeRef}
      className={`dg-canvas-section${isOver ? ' dg-canvas-over' : ''}${selected === id ? ' dg-selected' : ''}`}
      aria-label={name}
    >
      <div className="dg-spread">
        <button type="button" className="dg-canvas-title" onClick={() => select(id)} aria-pressed={selected === id}>
          {name}
        </button>
        <Button
          type="text"
          size="small"
          icon={<DeleteOutlined aria-hidden="true" />}
          aria-label={t('removeSection', { name })}
          onClick={() => dispatch({ type: 'section.remove', form, index })}
        />
      </div>
      <SortableContext items={fields.map(dragId.field)} strategy={rectSortingStrategy}>
        <div className={`dg-canvas-fields dg-canvas-columns-${[2, 3, 4].includes(columns) ? columns : 1}`}>
          {fields.map((field) => (
            <FieldCard key={field} form={form} json={json} name={field} />
          ))}
          {fields.length === 0 && <p className="dg-canvas-empty">{t('dropHere')}</p>}
        </div>
      </SortableContext>
    </section>
  );
}

function FieldCard({ form, json, name }: { form: string; json: JsonObject; name: string }) {
  const t = useTexts('studio');
  const say = useLocalise();
  const { dispatch, problems } = useStudio();
  const { selected, select } = useFormStudio();
  const { setNodeRef, attributes, listeners, transform, transition, isDragging } = useSortable({
    id: dragId.field(name),
  });
  const declaration = valueAt(json, `/fields/${name}`);
  const type = isJsonObject(declaration) ? fieldTypes.find((one) => one.type === declaration.type) : undefined;
  const required = isJsonObject(declaration) && declaration.required === true;
  const wrong = problems.some(
    (found) =>
      found.kind === 'form' &&
      found.key === form &&
      found.severity === 'error' &&
      found.path.startsWith(`/fields/${name}`),
  );
  const isSelected = selected === name || selected?.startsWith(`${name}.`) === true;
  const title = fieldTitle(json, name, say);
  const wide = type !== undefined && type.line !== 'part';
  return (
    <div
      ref={setNodeRef}
      className={[
        'dg-field-card',
        wide && 'dg-field-card-wide',
        isSelected && 'dg-selected',
        isDragging && 'dg-dragging',
        wrong && 'dg-field-wrong',
      ]
        .filter(Boolean)
        .join(' ')}
      style={{ transform: CSS.Translate.toString(transform), transition }}
    >
      <button
        type="button"
        className="dg-field-grip"
        {...attributes}
        {...listeners}
        aria-label={t('moveField', { name: title })}
      >
        <HolderOutlined aria-hidden="true" />
      </button>
      <button type="button" className="dg-field-face" aria-pressed={isSelected} onClick={() => select(name)}>
        <span>
          {title}
          {required && <span className="dg-bad"> *</span>}
        </span>
        <span className="dg-faint">{type ? say(type.label) : t('unknownType')}</span>
      </button>
      <Button
        type="text"
        size="small"
        icon={<DeleteOutlined aria-hidden="true" />}
        aria-label={t('removeField', { name: title })}
        onClick={() => {
          if (dispatch({ type: 'field.remove', form, field: name }) && isSelected) select(undefined);
        }}
      />
    </div>
  );
}
