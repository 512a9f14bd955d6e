import { Segmented } from 'antd';
import { useEffect, useMemo, useState } from 'react';
import { segmentsOf } from '../../../engine/index.ts';
import { usePhone } from '../../ui/useMedia.ts';
import { useTexts } from '../../ui/useTexts.ts';
import { definition } from '../document/index.ts';
import { useStudio } from '../workspace/studio-context.ts';
import { Canvas } from './Canvas.tsx';
import { DragArea } from './DragArea.tsx';
import { FieldPanel } from './FieldPanel.tsx';
import { FormPreview } from './FormPreview.tsx';
import { FormStudio } from './form-studio.ts';
import { Palette } from './Palette.tsx';

type View = 'build' | 'properties' | 'preview';

/** A form drawn as it is laid out: field types at the left, sections in the middle, what is selected at the right. */
export function FormDesigner({ definitionKey: form }: { definitionKey: string }) {
  const t = useTexts('studio');
  const phone = usePhone();
  const { document, focus } = useStudio();
  const [selected, setSelected] = useState<string>();
  const [view, setView] = useState<View>('build');
  const json = definition(document, { kind: 'form', key: form });

  useEffect(() => {
    const field = focus === undefined ? undefined : fieldOfPointer(focus);
    if (field) setSelected(field);
  }, [focus]);

  const state = useMemo(
    () => ({
      form,
      selected,
      select: (what: string | undefined) => {
        setSelected(what);
        if (phone && what !== undefined) setView('properties');
      },
    }),
    [form, selected, phone],
  );
  if (!json) return null;

  return (
    <FormStudio.Provider value={state}>
      <Segmented
        className="dg-designer-views"
        value={!phone && view === 'properties' ? 'build' : view}
        options={[
          { value: 'build', label: t('build') },
          ...(phone ? [{ value: 'properties', label: t('properties') }] : []),
          { value: 'preview', label: t('preview') },
        ]}
        onChange={(next) => setView(next as View)}
        aria-label={t('viewAs')}
      />
      {view === 'preview' ? (
        <FormPreview form={form} />
      ) : (
        <DragArea form={form} json={json}>
          <div className="dg-form-designer">
            {(!phone || view === 'build') && <Palette form={form} json={json} />}
            {(!phone || view === 'build') && <Canvas form={form} json={json} />}
            {(!phone || view === 'properties') && <FieldPanel form={form} json={json} />}
          </div>
        </DragArea>
      )}
    </FormStudio.Provider>
  );
}

/** The field that a problem's pointer is about: `/fields/items/fields/cost/…` is `items.cost`. */
function fieldOfPointer(path: string): string | undefined {
  const [map, field, inner, column] = segmentsOf(path);
  if (map !== 'fields' || field === undefined) return undefined;
  return inner === 'fields' && column !== undefined ? `${field}.${column}` : field;
}
