import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useState } from 'react';
import type { Field } from '../../../engine/index.ts';
import { lookUp } from '../../api/records.ts';
import { problemText } from '../../ui/problem-text.ts';
import { useSearchText } from '../../ui/useSearchText.ts';
import { useTexts } from '../../ui/useTexts.ts';
import type { Condition } from './list-state.ts';

type Props = {
  title: string;
  form: string;
  field: Field;
  condition: Condition | undefined;
  onChange: (condition: Condition | undefined) => void;
};

/** Records of another form, or people, found by part of the name; the list is narrowed to those that name one of them. */
export function ReferenceCondition({ title, form, field, condition, onChange }: Props) {
  const t = useTexts('list');
  const [asked, setAsked] = useState('');
  const { composing, search, around } = useSearchText(setAsked);
  const { data, error, isFetching } = useQuery({
    queryKey: ['lookup', form, field.path, asked],
    queryFn: ({ signal }) => lookUp(form, field.path, asked, { signal }),
    placeholderData: (before) => before,
  });
  const chosen = condition && 'in' in condition ? condition : { in: [], names: [] };
  return (
    <div className="dg-labelled" {...around}>
      <span className="dg-label">{title}</span>
      <Select
        mode="multiple"
        labelInValue
        allowClear
        loading={isFetching}
        value={chosen.in.map((value, index) => ({ value, label: chosen.names?.[index] ?? value }))}
        options={(composing ? [] : (data ?? [])).map((item) => ({ value: item.id, label: item.title }))}
        placeholder={t('any')}
        aria-label={title}
        showSearch={{ filterOption: false, onSearch: search }}
        notFoundContent={composing ? t('controls:composing') : error ? problemText(t, error) : t('controls:noneFound')}
        onChange={(next: { value: string; label?: unknown }[]) =>
          onChange(
            next.length > 0
              ? { in: next.map(({ value }) => value), names: next.map(({ value, label }) => String(label ?? value)) }
              : undefined,
          )
        }
      />
    </div>
  );
}
