import { Select } from 'antd';
import { useId } from 'react';
import { isJsonObject, isText, type JsonObject } from '../../../engine/index.ts';
import { useLocalise } from '../../ui/useLocale.ts';
import { useTexts } from '../../ui/useTexts.ts';
import { definition, objectAt } from '../document/index.ts';
import { useStudio } from '../workspace/studio-context.ts';

type Props = { form: string; ignored: string[]; onChange(ignored: string[] | undefined): void };

/** Fields whose later change does not ask the people of the step again. */
export function StepIgnore({ form, ignored, onChange }: Props) {
  const t = useTexts('studio');
  const say = useLocalise();
  const id = useId();
  const { document } = useStudio();
  const declared: JsonObject = objectAt(definition(document, { kind: 'form', key: form }) ?? {}, '/fields');
  const titleOf = (name: string) => {
    const field = declared[name];
    return isJsonObject(field) && isText(field.title) ? say(field.title) : name;
  };
  return (
    <div className="dg-property">
      <label htmlFor={id}>{t('ignoredFields')}</label>
      <Select
        id={id}
        mode="multiple"
        value={ignored}
        aria-describedby={`${id}help`}
        placeholder={t('ignoresNone')}
        // A field that the form has lost can still be taken out.
        options={[...new Set([...Object.keys(declared), ...ignored])].map((name) => ({
          value: name,
          label: titleOf(name),
        }))}
        showSearch={{ optionFilterProp: 'label' }}
        onChange={(next: string[]) => onChange(next.length === 0 ? undefined : next)}
      />
      <p id={`${id}help`} className="dg-soft">
        {t('ignoredFieldsHelp')}
      </p>
    </div>
  );
}
