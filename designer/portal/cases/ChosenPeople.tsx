import type { ChoiceDue, Chosen, TaskPeople } from '../../../engine/index.ts';
import { LabelledInput } from '../../ui/LabelledInput.tsx';
import { PeopleSelect } from '../../ui/PeopleSelect.tsx';
import { useLocalise } from '../../ui/useLocale.ts';
import { useTexts } from '../../ui/useTexts.ts';

type Props = {
  id: string;
  /** What the people are chosen for: a task, or the workflow that is about to begin. Names cached answers. */
  about: string;
  choose: readonly ChoiceDue[];
  chosen: Chosen;
  /** Finds people who may be chosen for a step, by part of the name. */
  find: (step: string, q: string, signal: AbortSignal) => Promise<TaskPeople['items']>;
  /** What is wrong with the choice of a step. */
  issueOf: (step: string) => string | undefined;
  onChange: (chosen: Chosen) => void;
};

/** An input for each step whose people are chosen beforehand. */
export function ChosenPeople({ id, about, choose, chosen, find, issueOf, onChange }: Props) {
  const t = useTexts('task');
  const say = useLocalise();
  return choose.map(({ step, title, max }) => (
    <LabelledInput
      key={step}
      id={`${id}-${step}`}
      label={t('choosePeopleFor', { step: say(title) })}
      required
      issue={issueOf(step)}
    >
      <PeopleSelect<string[]>
        mode="multiple"
        about={['choice', about, step]}
        find={(q, signal) => find(step, q, signal)}
        value={chosen[step] ?? []}
        onChange={(people) => onChange({ ...chosen, [step]: people })}
        {...(max !== undefined && { maxCount: max })}
      />
    </LabelledInput>
  ));
}
