import { Input, Select } from 'antd';
import { useId } from 'react';
import { isText, type Json, type JsonObject } from '../../../engine/index.ts';
import { useLocalise } from '../../ui/useLocale.ts';
import { useTexts } from '../../ui/useTexts.ts';
import { useTitles } from '../definition-parts/useTitles.ts';
import { definition, objectAt } from '../document/index.ts';
import { textsOf, useLocalesInOrder, withText } from '../property-editors/LocalisedInput.tsx';
import { useStudio } from '../workspace/studio-context.ts';

type Props = { page: string; index: number; block: JsonObject; type: 'dashboard' | 'view' | 'text'; name: string };

/** What one block shows. */
export function BlockEditor({ page, index, block, type, name }: Props) {
  const t = useTexts('designers');
  const say = useLocalise();
  const { document, dispatch } = useStudio();
  const dashboards = useTitles('dashboard');
  const forms = useTitles('form');
  const base = useId();
  const order = useLocalesInOrder();
  const set = (part: string, value: Json | undefined) =>
    dispatch({
      type: 'property.set',
      ref: { kind: 'page', key: page },
      path: `/blocks/${index}${part}`,
      value,
    });
  const form = typeof block.form === 'string' ? block.form : null;
  const views = Object.entries(objectAt(definition(document, { kind: 'form', key: form ?? '' }) ?? {}, '/views')).map(
    ([value, view]) => {
      const { title } = objectAt(view, '');
      return { value, label: isText(title) ? say(title) : value };
    },
  );
  return (
    <fieldset className="dg-block-parts">
      <legend>{name}</legend>
      {type === 'dashboard' && (
        <Select
          value={typeof block.dashboard === 'string' ? block.dashboard : null}
          options={dashboards}
          onChange={(next: string) => set('/dashboard', next)}
          aria-label={t('block-dashboard')}
        />
      )}
      {type === 'view' && (
        <>
          <Select
            value={form}
            options={forms}
            // A view belongs to its form.
            onChange={(next: string) => set('', { type: 'view', form: next })}
            aria-label={t('studio:kind-form')}
          />
          <Select
            value={typeof block.view === 'string' ? block.view : ''}
            options={[{ value: '', label: t('anyView') }, ...views]}
            onChange={(next: string) => set('/view', next === '' ? undefined : next)}
            aria-label={t('view')}
          />
        </>
      )}
      {type === 'text' &&
        order.map((locale) => {
          const texts = textsOf(block.text);
          return (
            <div key={locale} className="dg-property">
              <label htmlFor={`${base}${locale}`}>{t(`language-${locale}`)}</label>
              <Input.TextArea
                id={`${base}${locale}`}
                className="dg-grow"
                rows={2}
                value={typeof texts[locale] === 'string' ? texts[locale] : ''}
                onChange={(event) => set('/text', withText(texts, locale, event.target.value))}
              />
            </div>
          );
        })}
    </fieldset>
  );
}
