import { Select } from 'antd';
import { useId } from 'react';
import { isJsonObject, isText, type JsonObject } from '../../../engine/index.ts';
import { useLocalise } from '../../ui/useLocale.ts';
import { useTexts } from '../../ui/useTexts.ts';
import { definition, objectAt } from '../document/index.ts';
import { useStudio } from '../workspace/studio-context.ts';

const accesses = ['hidden', 'masked', 'read', 'edit', 'required'] as const;

const writing = new Set<string>(['edit', 'required']);

/** What the step's people may do with each field; a field that is not named follows the step's kind. */
export function StepFields({
  form,
  fields,
  writes,
  onChange,
}: {
  form: string;
  fields: JsonObject;
  /** The people of the step may write: not those of a copy. */
  writes: boolean;
  onChange(fields: JsonObject | undefined): void;
}) {
  const t = useTexts('studio');
  const say = useLocalise();
  const base = useId();
  const { document } = useStudio();
  const declared = objectAt(definition(document, { kind: 'form', key: form }) ?? {}, '/fields');
  return (
    <details className="dg-step-fields">
      <summary>{t('fieldRights', { count: Object.keys(fields).length })}</summary>
      {Object.entries(declared).map(([name, field]) => (
        <div key={name} className="dg-property dg-property-inline">
          <label htmlFor={`${base}${name}`}>
            {isJsonObject(field) && isText(field.title) ? say(field.title) : name}
          </label>
          <Select
            id={`${base}${name}`}
            size="small"
            allowClear
            placeholder={t('asUsual')}
            value={typeof fields[name] === 'string' ? fields[name] : null}
            options={accesses
              .filter((one) => writes || !writing.has(one))
              .map((one) => ({ value: one, label: t(`access-${one}`) }))}
            onChange={(next?: string | null) => {
              const { [name]: _was, ...others } = fields;
              const changed: JsonObject = next ? { ...fields, [name]: next } : others;
              onChange(Object.keys(changed).length === 0 ? undefined : changed);
            }}
          />
        </div>
      ))}
    </details>
  );
}
