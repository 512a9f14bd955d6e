import { PlusOutlined } from '@ant-design/icons';
import { Button, Drawer } from 'antd';
import { useEffect, useMemo, useState } from 'react';
import { segmentsOf } from '../../../engine/index.ts';
import { usePhone } from '../../ui/useMedia.ts';
import { useTexts } from '../../ui/useTexts.ts';
import { definition } from '../document/index.ts';
import type { DesignerProps } from '../workspace/designer-props.ts';
import { SidePanel } from '../workspace/SidePanel.tsx';
import { useStudio } from '../workspace/studio-context.ts';
import { Canvas } from './Canvas.tsx';
import { DragArea } from './DragArea.tsx';
import { FieldPanel } from './FieldPanel.tsx';
import { FormStudio } from './form-studio.ts';
import { Palette } from './Palette.tsx';

/** A form drawn as it is laid out: field types at the left, sections in the middle, what is selected at the right. */
export function FormDesigner({ definitionKey: form, showJson }: DesignerProps) {
  const t = useTexts('studio');
  const phone = usePhone();
  const { document, focus } = useStudio();
  const [selected, setSelected] = useState<string>();
  const [opened, setOpened] = useState<'palette' | 'about'>();
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
        setOpened(undefined);
      },
    }),
    [form, selected],
  );
  if (!json) return null;

  return (
    <FormStudio.Provider value={state}>
      <DragArea form={form} json={json}>
        <div className="dg-form-designer">
          {phone ? (
            <div className="dg-row">
              <Button icon={<PlusOutlined aria-hidden="true" />} onClick={() => setOpened('palette')}>
                {t('newField')}
              </Button>
              <Button onClick={() => setOpened('about')}>{t('aboutForm')}</Button>
            </div>
          ) : (
            <Palette form={form} json={json} />
          )}
          <Canvas form={form} json={json} />
          <SidePanel
            open={opened === 'about' || (selected !== undefined && opened === undefined)}
            onClose={() => state.select(undefined)}
          >
            <FieldPanel form={form} json={json} showJson={showJson} />
          </SidePanel>
          <Drawer
            open={phone && opened === 'palette'}
            placement="bottom"
            size="70%"
            title={t('palette')}
            onClose={() => setOpened(undefined)}
            destroyOnHidden
          >
            <Palette form={form} json={json} />
          </Drawer>
        </div>
      </DragArea>
    </FormStudio.Provider>
  );
}

/** The field that a problem's pointer is about: `/fields/items/fields/cost/…` is `items.cost`. */
function fieldOfPointer(path: string): string | undefined {
  const [map, field, inner, column] = segmentsOf(path);
  if (map !== 'fields' || field === undefined) return undefined;
  return inner === 'fields' && column !== undefined ? `${field}.${column}` : field;
}
