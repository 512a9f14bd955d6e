import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useState } from 'react';
import { findTaskPeople } from '../../api/cases.ts';
import { LabelledInput } from '../../ui/LabelledInput.tsx';
import { problemText } from '../../ui/problem-text.ts';
import { useLocalise } from '../../ui/useLocale.ts';
import { useTexts } from '../../ui/useTexts.ts';
import { useRested } from '../useRested.ts';

type Props = {
  id: string;
  task: string;
  decision: string;
  label: string;
  value: string | undefined;
  issue?: string;
  onChange: (person: string) => void;
};

/** Whom a transfer or an added signature may name, found by part of the name. */
export function PersonChoice({ id, task, decision, label, value, issue, onChange }: Props) {
  const t = useTexts('task');
  const say = useLocalise();
  const [asked, setAsked] = useState('');
  const [, setTyped] = useRested('', setAsked);
  const { data, error, isFetching } = useQuery({
    queryKey: ['task', task, 'people', decision, asked],
    queryFn: ({ signal }) =>
      findTaskPeople(task, { for: decision === 'transfer' ? 'transfer' : 'add-signer' }, asked, signal),
    placeholderData: (before) => before,
  });
  return (
    <LabelledInput id={id} label={label} required issue={issue}>
      <Select
        value={value}
        onChange={onChange}
        loading={isFetching}
        placeholder={t('controls:lookUp')}
        showSearch={{ filterOption: false, onSearch: setTyped }}
        notFoundContent={error ? problemText(t, error) : t('controls:noneFound')}
        options={(data ?? []).map((person) => ({
          value: person.id,
          label: [say(person.title), person.description].filter(Boolean).join(' · '),
        }))}
      />
    </LabelledInput>
  );
}
