import { Alert, Button, Input } from 'antd';
import { useState } from 'react';
import {
  definitionLimits,
  describeRule,
  type Json,
  messageOf,
  parseRule,
  parseStrictJson,
  type RuleType,
  type Scope,
} from '../../../engine/index.ts';
import { useLocale } from '../../ui/useLocale.ts';
import { useTexts } from '../../ui/useTexts.ts';
import { ConditionTable } from './ConditionTable.tsx';
import { asGroup, type Group, ruleOfTable, toCondition } from './condition.ts';
import { readValue } from './read-value.ts';
import type { RuleField } from './rule-field.ts';

type Props = {
  value: Json | undefined;
  /** Undefined takes the rule away. */
  onChange(rule: Json | undefined): void;
  fields: RuleField[];
  /** What the rule may read, for checking and for words; absent while the form is broken. */
  scope: Scope | undefined;
  expect: RuleType;
  label: string;
};

/** A rule as rows where rows can show it, else as JSON; below it, what it says in plain words or what is wrong with it. */
export function RuleEditor({ value, onChange, fields, scope, expect, label }: Props) {
  const t = useTexts('studio');
  const condition = value === undefined ? undefined : toCondition(value);
  const showable = expect.kind === 'boolean' && (value === undefined || condition !== undefined);
  const [asText, setAsText] = useState(!showable);
  const group: Group = condition ? asGroup(condition) : { kind: 'group', all: true, parts: [] };
  const asJson = (
    <Button type="text" size="small" onClick={() => setAsText(!asText)}>
      {asText ? t('asTable') : t('asJson')}
    </Button>
  );
  return (
    <fieldset className="dg-rule">
      <legend>{label}</legend>
      {asText || !showable ? (
        <RuleText value={value} onChange={onChange} label={label} />
      ) : (
        <ConditionTable group={group} fields={fields} onChange={(next) => onChange(ruleOfTable(next))}>
          {asJson}
        </ConditionTable>
      )}
      {asText && showable && asJson}
      <RuleInWords value={value} scope={scope} fields={fields} expect={expect} />
      {!showable && expect.kind === 'boolean' && <p className="dg-faint">{t('notShowable')}</p>}
    </fieldset>
  );
}

function RuleText({
  value,
  onChange,
  label,
}: {
  value: Json | undefined;
  onChange(rule: Json | undefined): void;
  label: string;
}) {
  const locale = useLocale();
  const [text, setText] = useState<string>();
  const written = value === undefined ? '' : JSON.stringify(value, null, 1);
  const shown = text ?? written;
  const parsed = shown.trim() === '' ? undefined : parseStrictJson(shown, definitionLimits);
  return (
    <>
      <Input.TextArea
        className="dg-mono dg-grow"
        rows={3}
        value={shown}
        status={parsed && !parsed.ok ? 'error' : ''}
        onChange={(event) => {
          setText(event.target.value);
          if (event.target.value.trim() === '') onChange(undefined);
          const next = parseStrictJson(event.target.value, definitionLimits);
          if (next.ok) onChange(next.value);
        }}
        // Leaving the field shows the rule as it is kept; text that is no JSON stays to be mended.
        onBlur={() => (parsed === undefined || parsed.ok) && setText(undefined)}
        aria-label={label}
      />
      {parsed && !parsed.ok && (
        <p className="dg-bad" role="alert">
          {parsed.issues.map((found) => messageOf(found, locale)).join(' ')}
        </p>
      )}
    </>
  );
}

function RuleInWords({
  value,
  scope,
  fields,
  expect,
}: {
  value: Json | undefined;
  scope: Scope | undefined;
  fields: RuleField[];
  expect: RuleType;
}) {
  const locale = useLocale();
  if (value === undefined || !scope) return null;
  const rule = parseRule(value, { scope, expect });
  if (!rule.ok) return <Alert type="error" title={rule.issues.map((found) => messageOf(found, locale)).join(' ')} />;
  const fieldAt = (path: string) => fields.find((one) => one.path === path);
  return (
    <p className="dg-rule-words">
      {describeRule(rule.value, {
        locale,
        label: (path) => fieldAt(path)?.title ?? path,
        format: (path, constant) => readValue(fieldAt(path), constant, locale),
      })}
    </p>
  );
}
