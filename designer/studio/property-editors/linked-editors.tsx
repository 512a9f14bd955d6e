import { Button, Select } from 'antd';
import { isJsonObject, isText, type JsonObject } from '../../../engine/index.ts';
import { useLocalise } from '../../ui/useLocale.ts';
import { useTexts } from '../../ui/useTexts.ts';
import { definition, objectAt } from '../document/index.ts';
import { useStudio } from '../workspace/studio-context.ts';
import type { EditorProps } from './editor.ts';

type Choice = { value: string; label: string };

function useFieldsOf(form: unknown): Choice[] {
  const say = useLocalise();
  const { document } = useStudio();
  const json = typeof form === 'string' ? definition(document, { kind: 'form', key: form }) : undefined;
  return Object.entries(objectAt(json ?? {}, '/fields')).map(([name, field]) => ({
    value: name,
    label: isJsonObject(field) && isText(field.title) ? say(field.title) : name,
  }));
}

export function LinkedFieldEditor({ declaration, value, onChange, id }: EditorProps) {
  const fields = useFieldsOf(declaration.form);
  return (
    <Select
      id={id}
      className="dg-wide"
      value={typeof value === 'string' ? value : null}
      options={fields}
      onChange={(next: string) => onChange(next)}
    />
  );
}

export function LinkedFieldsEditor({ declaration, value, onChange, id }: EditorProps) {
  const fields = useFieldsOf(declaration.form);
  return (
    <Select
      id={id}
      className="dg-wide"
      mode="multiple"
      value={Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []}
      options={fields}
      onChange={(next: string[]) => onChange(next.length === 0 ? undefined : next)}
    />
  );
}

/** This form's fields by the fields of the linked one that fill them. */
export function PairsEditor({ declaration, form, value, onChange, id }: EditorProps) {
  const t = useTexts('studio');
  const theirs = useFieldsOf(declaration.form);
  const ours = useFieldsOf(form);
  const pairs: JsonObject = isJsonObject(value) ? value : {};
  const set = (next: [string, unknown][]) =>
    onChange(next.length === 0 ? undefined : (Object.fromEntries(next) as JsonObject));
  const entries = Object.entries(pairs);
  const free = ours.find((one) => !(one.value in pairs));
  return (
    <div className="dg-stack-tight">
      {entries.map(([mine, its], index) => (
        <div key={mine} className="dg-pair">
          <Select
            id={index === 0 ? id : undefined}
            size="small"
            value={mine}
            options={ours}
            aria-label={t('fillTarget')}
            onChange={(next: string) => set(entries.map(([key, from]) => (key === mine ? [next, from] : [key, from])))}
          />
          <span aria-hidden="true">←</span>
          <Select
            size="small"
            value={typeof its === 'string' ? its : null}
            options={theirs}
            aria-label={t('fillSource')}
            onChange={(next: string) => set(entries.map(([key, from]) => (key === mine ? [key, next] : [key, from])))}
          />
          <button
            type="button"
            className="dg-plain-button"
            aria-label={t('remove')}
            onClick={() => set(entries.filter(([key]) => key !== mine))}
          >
            ×
          </button>
        </div>
      ))}
      <Button
        size="small"
        disabled={!free || theirs.length === 0}
        onClick={() => free && set([...entries, [free.value, theirs[0]?.value ?? '']])}
      >
        {t('addPair')}
      </Button>
    </div>
  );
}
