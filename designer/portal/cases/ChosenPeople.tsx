import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useState } from 'react';
import type { ChoiceDue, Chosen, TaskPeople } from '../../../engine/index.ts';
import { LabelledInput } from '../../ui/LabelledInput.tsx';
import { problemText } from '../../ui/problem-text.ts';
import { useLocalise } from '../../ui/useLocale.ts';
import { useTexts } from '../../ui/useTexts.ts';
import { useRested } from '../useRested.ts';

/** Finds people who may be chosen for a step, by part of the name. */
export type FindPeople = (step: string, q: string, signal: AbortSignal) => Promise<TaskPeople['items']>;

type Props = {
  id: string;
  /** What the people are chosen for: a task, or the workflow that is about to begin. Names cached answers. */
  about: string;
  choose: readonly ChoiceDue[];
  chosen: Chosen;
  find: FindPeople;
  /** What is wrong with the choice of a step. */
  issueOf: (step: string) => string | undefined;
  onChange: (chosen: Chosen) => void;
};

/** An input for each step whose people are chosen beforehand. */
export function ChosenPeople({ id, about, choose, chosen, find, issueOf, onChange }: Props) {
  return choose.map((due) => (
    <StepPeople
      key={due.step}
      id={`${id}-${due.step}`}
      about={about}
      due={due}
      people={chosen[due.step] ?? []}
      find={find}
      issue={issueOf(due.step)}
      onChange={(people) => onChange({ ...chosen, [due.step]: people })}
    />
  ));
}

type StepProps = Pick<Props, 'id' | 'about' | 'find'> & {
  due: ChoiceDue;
  people: string[];
  issue: string | undefined;
  onChange: (people: string[]) => void;
};

function StepPeople({ id, about, due, people, find, issue, onChange }: StepProps) {
  const t = useTexts('task');
  const say = useLocalise();
  const [asked, setAsked] = useState('');
  const [, setTyped] = useRested('', setAsked);
  const { data, error, isFetching } = useQuery({
    queryKey: ['choice', about, due.step, asked],
    queryFn: ({ signal }) => find(due.step, asked, signal),
    placeholderData: (before) => before,
  });
  return (
    <LabelledInput id={id} label={t('choosePeopleFor', { step: say(due.title) })} required issue={issue}>
      <Select
        mode="multiple"
        value={people}
        onChange={onChange}
        {...(due.max !== undefined && { maxCount: due.max })}
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
