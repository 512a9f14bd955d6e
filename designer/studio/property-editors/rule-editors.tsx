import { Segmented } from 'antd';
import { useState } from 'react';
import { filterScope, isJsonObject, type Json, own, type RuleType } from '../../../engine/index.ts';
import { useLocale, useLocalise } from '../../ui/useLocale.ts';
import { useTexts } from '../../ui/useTexts.ts';
import { LiteralInput } from '../rule-editor/LiteralInput.tsx';
import { RuleEditor } from '../rule-editor/RuleEditor.tsx';
import { conditionKind, optionsOf, type RuleField, ruleFieldsOf } from '../rule-editor/rule-field.ts';
import { useStudio } from '../workspace/studio-context.ts';
import type { EditorProps } from './editor.ts';

const anything: RuleType = { kind: 'unknown' };

export function RulePropertyEditor(props: EditorProps) {
  const say = useLocalise();
  const locale = useLocale();
  const { document, partial } = useStudio();
  const { spec, form, value, onChange } = props;
  if (spec.path === '/filter') return <FilterEditor {...props} />;
  return (
    <RuleEditor
      label={say(spec.label)}
      value={value}
      onChange={onChange}
      fields={ruleFieldsOf(document, form, locale)}
      scope={partial.forms[form]?.scope}
      expect={anything}
    />
  );
}

/** Which records a reference offers: about the linked record, beside which the referring one is read. */
function FilterEditor({ spec, form, declaration, value, onChange }: EditorProps) {
  const t = useTexts('studio');
  const say = useLocalise();
  const locale = useLocale();
  const { document, partial } = useStudio();
  const linked = typeof declaration.form === 'string' ? declaration.form : '';
  const [there, here] = [own(partial.forms, linked), own(partial.forms, form)];
  const current = ruleFieldsOf(document, form, locale, 'fields').map((field) => ({
    ...field,
    path: `current.${field.path}`,
    title: t('ofThisRecord', { field: field.title }),
  }));
  return (
    <RuleEditor
      label={say(spec.label)}
      value={value}
      onChange={onChange}
      fields={[...ruleFieldsOf(document, linked, locale, 'fields'), ...current]}
      scope={there && here && filterScope(there.fields, here)}
      expect={{ kind: 'boolean' }}
    />
  );
}

/** A value of the field itself, or a rule that gives it. */
export function ValueEditor(props: EditorProps) {
  const t = useTexts('studio');
  const say = useLocalise();
  const { spec, declaration, value, onChange } = props;
  const byRule = isJsonObject(value) && 'rule' in value;
  const [ruleMode, setRuleMode] = useState(byRule);
  const field = useFieldKind(declaration, say(spec.label));
  const simple = field.kind !== 'list' && field.kind !== 'other';
  return (
    <div className="dg-stack-tight">
      {simple && (
        <Segmented
          size="small"
          value={ruleMode ? 'rule' : 'value'}
          options={[
            { value: 'value', label: t('fixedValue') },
            { value: 'rule', label: t('byRule') },
          ]}
          onChange={(mode) => {
            setRuleMode(mode === 'rule');
            if ((mode === 'rule') !== byRule) onChange(undefined);
          }}
          aria-label={t('defaultKind')}
        />
      )}
      {ruleMode || !simple ? (
        <RulePropertyEditor
          {...props}
          value={byRule ? (value.rule ?? undefined) : undefined}
          onChange={(rule) => onChange(rule === undefined ? undefined : { rule })}
        />
      ) : (
        <LiteralInput
          field={field}
          value={byRule ? undefined : value}
          onChange={(next: Json) => onChange(next === '' ? undefined : next)}
          label={say(spec.label)}
        />
      )}
    </div>
  );
}

function useFieldKind(declaration: { [key: string]: Json }, title: string): RuleField {
  const locale = useLocale();
  const { document } = useStudio();
  const kind = conditionKind(declaration.type ?? null);
  return {
    path: '',
    title,
    kind: kind === 'list' ? 'other' : kind,
    ...(typeof declaration.currency === 'string' && { currency: declaration.currency }),
    ...(kind === 'choice' && { options: optionsOf(document, declaration.options ?? null, locale) }),
  };
}
