import { useQuery } from '@tanstack/react-query';
import { Select, type SelectProps } from 'antd';
import { useState } from 'react';
import type { TaskPeople } from '../../engine/index.ts';
import { problemText } from './problem-text.ts';
import { useLocalise } from './useLocale.ts';
import { useSearchText } from './useSearchText.ts';
import { useTexts } from './useTexts.ts';

/** Finds people by part of the name. */
export type FindPeople = (q: string, signal: AbortSignal) => Promise<TaskPeople['items']>;

type Props<Value> = Omit<SelectProps<Value>, 'options' | 'showSearch' | 'loading' | 'notFoundContent'> & {
  /** Names cached answers: what the people are asked for. */
  about: readonly unknown[];
  find: FindPeople;
  /** The text where no person is found; otherwise the usual one. */
  none?: string;
};

/** One person, or several, found by part of the name: an input for `LabelledInput`, which gives it its id and its ties. */
export function PeopleSelect<Value>({ about, find, none, ...select }: Props<Value>) {
  const t = useTexts('controls');
  const say = useLocalise();
  const [asked, setAsked] = useState('');
  const { composing, search, around } = useSearchText(setAsked);
  const { data, error, isFetching } = useQuery({
    queryKey: ['people-found', ...about, asked],
    queryFn: ({ signal }) => find(asked, signal),
    placeholderData: (before) => before,
  });
  const empty = () => {
    if (composing) return t('composing');
    if (isFetching) return t('shell:loading');
    return error ? problemText(t, error) : (none ?? t('noneFound'));
  };
  return (
    <span className="dg-wide" {...around}>
      <Select<Value>
        className="dg-wide"
        placeholder={t('lookUp')}
        {...select}
        loading={isFetching}
        showSearch={{ filterOption: false, onSearch: search }}
        notFoundContent={<span role="status">{empty()}</span>}
        options={(error || composing ? [] : (data ?? [])).map((person) => ({
          value: person.id,
          label: [say(person.title), person.description].filter(Boolean).join(' · '),
        }))}
      />
    </span>
  );
}
