import { Input, Select } from 'antd';
import { useId, useRef } from 'react';
import { isJsonObject, isText, type JsonObject, type Locale, templateValues, valueAt } from '../../../engine/index.ts';
import { useLocalise } from '../../ui/useLocale.ts';
import { useTexts } from '../../ui/useTexts.ts';
import { ProblemLines } from '../definition-parts/ProblemLines.tsx';
import { problemsAt } from '../definition-parts/problems-at.ts';
import { definition, objectAt } from '../document/index.ts';
import { textsOf } from '../property-editors/LocalisedInput.tsx';
import { useStudio } from '../workspace/studio-context.ts';

type Part = 'subject' | 'body';
type Props = { template: string; json: JsonObject; locale: Locale; forms: string[] };

/** Subject and text of a message in one language; values are put in where the cursor was last. */
export function MessageText({ template, json, locale, forms }: Props) {
  const t = useTexts('designers');
  const base = useId();
  const { dispatch, problems } = useStudio();
  const cursor = useRef<{ part: Part; from: number; to: number }>(undefined);
  const ref = { kind: 'template', key: template } as const;
  const groups = useValueGroups(forms);

  const set = (part: Part, text: string) => {
    // A language without a text shows the other one's, so an empty one is kept as long as the other is there.
    const value = { ...textsOf(json[part]), [locale]: text };
    dispatch({ type: 'property.set', ref, path: `/${part}`, value });
  };
  const textOf = (part: Part) => {
    const text = textsOf(json[part])[locale];
    return typeof text === 'string' ? text : '';
  };
  const remember = (part: Part) => (event: { currentTarget: HTMLInputElement | HTMLTextAreaElement }) => {
    const { selectionStart, selectionEnd } = event.currentTarget;
    cursor.current = { part, from: selectionStart ?? 0, to: selectionEnd ?? 0 };
  };
  const insert = (path: string | null) => {
    if (path === null) return;
    const { part, from, to } = cursor.current ?? {
      part: 'body',
      from: textOf('body').length,
      to: textOf('body').length,
    };
    const text = textOf(part);
    const value = `{{${path}}}`;
    set(part, text.slice(0, from) + value + text.slice(to));
    cursor.current = { part, from: from + value.length, to: from + value.length };
  };
  const problemsOf = (part: Part) => [
    ...problemsAt(problems, ref, `/${part}/${locale}`),
    // A text for all languages at once, or what is wrong with both.
    ...problems.filter((one) => one.kind === 'template' && one.key === template && one.path === `/${part}`),
  ];
  const input = (part: Part) => ({
    id: `${base}${part}`,
    value: textOf(part),
    onChange: (event: { target: { value: string } }) => set(part, event.target.value),
    onSelect: remember(part),
    onBlur: remember(part),
    status: problemsOf(part).some(({ severity }) => severity === 'error') ? ('error' as const) : ('' as const),
  });
  return (
    <>
      <div className="dg-property">
        <label htmlFor={`${base}subject`}>{t('subject')}</label>
        <Input {...input('subject')} />
        <ProblemLines problems={problemsOf('subject')} />
      </div>
      <div className="dg-property">
        <label htmlFor={`${base}body`}>{t('body')}</label>
        <Input.TextArea {...input('body')} className="dg-grow" rows={4} />
        <ProblemLines problems={problemsOf('body')} />
      </div>
      <Select
        className="dg-wide"
        value={null}
        placeholder={`{{ }} ${t('insertValue')}`}
        aria-label={t('insertValue')}
        showSearch={{ optionFilterProp: 'label' }}
        options={groups}
        onChange={insert}
      />
    </>
  );
}

/** What may stand in a message: the same for every case, and the fields of the forms that it is about (of all where nothing sends it). */
function useValueGroups(forms: string[]) {
  const t = useTexts('designers');
  const say = useLocalise();
  const { document } = useStudio();
  const all = Object.keys(document.definitions).flatMap((ref) => (ref.startsWith('form/') ? [ref.slice(5)] : []));
  return [
    {
      label: t('valuesOfCase'),
      options: templateValues.map((value) => ({ value: value as string, label: t(`value-${value}`) })),
    },
    ...[...new Set(forms.length > 0 ? forms : all)].map((key) => {
      const form = definition(document, { kind: 'form', key }) ?? {};
      const title = valueAt(form, '/title');
      return {
        label: t('valuesOfForm', { form: isText(title) ? say(title) : key }),
        options: Object.entries(objectAt(form, '/fields')).map(([name, field]) => ({
          value: `data.${name}`,
          label: isJsonObject(field) && isText(field.title) ? say(field.title) : name,
        })),
      };
    }),
  ];
}
