import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Segmented, Select } from 'antd';
import type { ReactNode } from 'react';
import { useTexts } from '../../ui/useTexts.ts';
import type { Comparison, Condition, Group } from './condition.ts';
import { firstLiteral, LiteralInput } from './LiteralInput.tsx';
import { operatorsFor, type RowOperator, type RuleField } from './rule-field.ts';

type Props = { group: Group; fields: RuleField[]; onChange(group: Group): void; depth?: number; children?: ReactNode };

/** Conditions as rows, groups of them inside each other: all of these, or any. */
export function ConditionTable({ group, fields, onChange, depth = 0, children }: Props) {
  const t = useTexts('studio');
  const set = (index: number, part: Condition) =>
    onChange({ ...group, parts: group.parts.map((one, at) => (at === index ? part : one)) });
  const remove = (index: number) => onChange({ ...group, parts: group.parts.filter((_, at) => at !== index) });
  const [first] = fields;
  return (
    <div className="dg-conditions">
      {(group.parts.length > 1 || depth > 0) && (
        <Segmented
          size="small"
          value={group.all ? 'all' : 'any'}
          options={[
            { value: 'all', label: t('allOf') },
            { value: 'any', label: t('anyOf') },
          ]}
          onChange={(value) => onChange({ ...group, all: value === 'all' })}
          aria-label={t('combine')}
        />
      )}
      {group.parts.map((part, index) => (
        // Rows have no identity but their place.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <div key={index} className="dg-condition">
          {part.kind === 'group' ? (
            <ConditionTable group={part} fields={fields} onChange={(next) => set(index, next)} depth={depth + 1} />
          ) : (
            <ComparisonRow row={part} fields={fields} onChange={(next) => set(index, next)} />
          )}
          <Button
            type="text"
            icon={<DeleteOutlined aria-hidden="true" />}
            aria-label={t('removeCondition')}
            onClick={() => remove(index)}
          />
        </div>
      ))}
      <div className="dg-row">
        <Button
          size="small"
          type="text"
          icon={<PlusOutlined aria-hidden="true" />}
          disabled={!first}
          onClick={() => first && onChange({ ...group, parts: [...group.parts, fresh(first)] })}
        >
          {t('addCondition')}
        </Button>
        {depth < 3 && group.parts.length > 0 && (
          <Button
            size="small"
            type="text"
            disabled={!first}
            onClick={() =>
              first &&
              onChange({ ...group, parts: [...group.parts, { kind: 'group', all: !group.all, parts: [fresh(first)] }] })
            }
          >
            {t('addGroup')}
          </Button>
        )}
        {children}
      </div>
    </div>
  );
}

function fresh(field: RuleField): Comparison {
  return withOperator({ kind: 'empty', path: field.path }, operatorsFor(field.kind)[0] ?? 'filled', field);
}

function operatorOf(row: Comparison): RowOperator {
  return row.kind === 'compare' || row.kind === 'compare-fields' ? row.operator : row.kind;
}

/** The row with another operator; its constant stays where it still fits. */
function withOperator(row: Comparison, operator: RowOperator, field: RuleField): Comparison {
  const { path } = row;
  if (operator === 'empty' || operator === 'filled') return { kind: operator, path };
  const value = row.kind === 'compare' && !Array.isArray(row.value) ? row.value : firstLiteral(field);
  if (operator === 'between') return { kind: 'between', path, from: value, to: value };
  if (row.kind === 'compare-fields') return { ...row, operator };
  return { kind: 'compare', path, operator, value: operator === 'in' ? [value] : value };
}

function ComparisonRow({
  row,
  fields,
  onChange,
}: {
  row: Comparison;
  fields: RuleField[];
  onChange(row: Comparison): void;
}) {
  const t = useTexts('studio');
  const field: RuleField = fields.find((one) => one.path === row.path) ?? {
    path: row.path,
    title: row.path,
    kind: 'text',
  };
  const operator = operatorOf(row);
  const operators = [...new Set([...operatorsFor(field.kind), operator])];
  const known = fields.some((one) => one.path === row.path);
  return (
    <div className="dg-comparison">
      <Select
        className="dg-comparison-field"
        value={row.path}
        status={known ? '' : 'error'}
        showSearch={{ optionFilterProp: 'label' }}
        options={[
          ...(known ? [] : [{ value: row.path, label: row.path }]),
          ...fields.map((one) => ({ value: one.path, label: one.title })),
        ]}
        onChange={(path: string) => {
          const next = fields.find((one) => one.path === path);
          if (next) onChange(fresh(next));
        }}
        aria-label={t('field')}
      />
      <Select
        className="dg-comparison-operator"
        value={operator}
        options={operators.map((one) => ({ value: one, label: t(`operator-${one}`) }))}
        onChange={(next: RowOperator) => onChange(withOperator(row, next, field))}
        aria-label={t('operator')}
      />
      {row.kind === 'compare' && (
        <LiteralInput
          field={field}
          value={row.value}
          multiple={row.operator === 'in'}
          onChange={(value) => onChange({ ...row, value })}
          label={t('value')}
        />
      )}
      {row.kind === 'compare-fields' && (
        <Select
          className="dg-literal"
          value={row.other}
          options={fields
            .filter((one) => one.kind === field.kind)
            .map((one) => ({ value: one.path, label: one.title }))}
          onChange={(other: string) => onChange({ ...row, other })}
          aria-label={t('otherField')}
        />
      )}
      {row.kind === 'between' && (
        <>
          <LiteralInput
            field={field}
            value={row.from}
            onChange={(from) => onChange({ ...row, from })}
            label={t('from')}
          />
          <LiteralInput field={field} value={row.to} onChange={(to) => onChange({ ...row, to })} label={t('to')} />
        </>
      )}
    </div>
  );
}
