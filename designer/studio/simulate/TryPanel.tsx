import { useMutation, useQuery } from '@tanstack/react-query';
import { Alert, Button, Select } from 'antd';
import { useCallback, useEffect, useId, useRef, useState } from 'react';
import { isHanding, type JsonObject, type SimulateInput, type SimulateResult } from '../../../engine/index.ts';
import { peopleNamesQuery, simulateDraft } from '../../api/studio.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { useSession } from '../../ui/session.tsx';
import { useDecisionText } from '../../ui/useDecisionText.ts';
import { useLocalise } from '../../ui/useLocale.ts';
import { useTexts } from '../../ui/useTexts.ts';
import { DraftForm } from '../form-designer/DraftForm.tsx';
import { useStudio } from '../workspace/studio-context.ts';

type Decision = SimulateInput['decisions'][number];

/** Runs the draft as any person, decision by decision: nothing is stored, nobody is told. */
export function TryPanel() {
  const t = useTexts('studio');
  const say = useLocalise();
  const whoId = useId();
  const workflowId = useId();
  const { partial, selected, pack, saver } = useStudio();
  const { actor } = useSession();
  const people = useQuery(peopleNamesQuery);
  const keys = Object.keys(partial.workflows);
  const [workflow, setWorkflow] = useState(() => startingWith(keys, selected, partial.workflows));
  const [initiator, setInitiator] = useState(actor.id);
  const [data, setData] = useState<JsonObject>({});
  const [decisions, setDecisions] = useState<Decision[]>([]);
  const form = workflow ? partial.workflows[workflow]?.form : undefined;
  const parsed = typeof form === 'string' ? partial.forms[form] : form;

  const run = useMutation({
    mutationFn: async (steps: Decision[]): Promise<SimulateResult> => {
      await saver.flush();
      return simulateDraft(pack, { workflow: workflow ?? '', initiator, data, decisions: steps });
    },
    onSuccess: (_, steps) => setDecisions(steps),
  });
  const remember = useCallback((next: JsonObject) => setData(next), []);

  if (!workflow) return <EmptyState title={t('noWorkflow')}>{t('noWorkflowText')}</EmptyState>;
  const names = (people.data ?? []).map((person) => ({ value: person.id, label: say(person.title) }));
  return (
    <div className="dg-stack">
      <p className="dg-soft">{t('tryMeaning')}</p>
      <div className="dg-try-head">
        <div className="dg-property">
          <label htmlFor={workflowId}>{t('kind-workflow')}</label>
          <Select
            id={workflowId}
            value={workflow}
            options={keys.map((key) => ({ value: key, label: say(partial.workflows[key]?.title) }))}
            onChange={(next: string) => {
              setWorkflow(next);
              setDecisions([]);
              run.reset();
            }}
          />
        </div>
        <div className="dg-property">
          <label htmlFor={whoId}>{t('asPerson')}</label>
          <Select
            id={whoId}
            showSearch={{ optionFilterProp: 'label' }}
            value={initiator}
            options={names.length > 0 ? names : [{ value: actor.id, label: say(actor.title) }]}
            onChange={(next: string) => setInitiator(next)}
          />
        </div>
      </div>
      {parsed && <DraftForm key={workflow} form={parsed} onData={remember} />}
      <div className="dg-row">
        <Button type="primary" loading={run.isPending} onClick={() => run.mutate([])}>
          {run.data ? t('tryAgainFromStart') : t('tryStart')}
        </Button>
        {decisions.length > 0 && <Button onClick={() => run.mutate(decisions.slice(0, -1))}>{t('tryBack')}</Button>}
      </div>
      <ProblemAlert error={run.error} />
      {run.data && <Outcome result={run.data} onDecide={(decision) => run.mutate([...decisions, decision])} />}
    </div>
  );
}

function Outcome({ result, onDecide }: { result: SimulateResult; onDecide(decision: Decision): void }) {
  const t = useTexts('studio');
  const say = useLocalise();
  const decisionName = useDecisionText();
  const place = useRef<HTMLElement>(null);
  const ended = (['done', 'cancelled'] as const).find((status) => status === result.status);
  // The form above is long; what came of it is what one waits for.
  // biome-ignore lint/correctness/useExhaustiveDependencies: with each result
  useEffect(() => {
    place.current?.scrollIntoView({ block: 'nearest' });
  }, [result]);
  return (
    <section ref={place} className="dg-try-outcome" aria-live="polite" aria-label={t('tryResult')}>
      {result.problems.length > 0 && (
        <Alert
          type={result.problems.some(({ severity }) => severity === 'error') ? 'error' : 'warning'}
          showIcon
          title={t('tryProblems', { count: result.problems.length })}
          description={
            <ul className="dg-issue-list">
              {result.problems.map((found) => (
                <li key={`${found.path} ${found.code}`}>{found.message}</li>
              ))}
            </ul>
          }
        />
      )}
      {result.preview.text && <p>{result.preview.text}</p>}
      <ol className="dg-try-log">
        {result.log.map((entry, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a log only grows
          <li key={index}>{entry.text}</li>
        ))}
      </ol>
      {result.effects.length > 0 && (
        <>
          <h3>{t('wouldLeave')}</h3>
          <ul className="dg-issue-list">
            {result.effects.map((effect, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: effects are told in their order
              <li key={index}>{effect.text}</li>
            ))}
          </ul>
        </>
      )}
      {result.waiting.map((step) => (
        <div key={step.step} className="dg-try-step">
          <h3>{say(step.title)}</h3>
          {step.people.length === 0 && <p className="dg-bad">{t('nobody')}</p>}
          {step.people.map((person) => (
            <div key={person.id} className="dg-row">
              <span className="dg-try-person">{say(person.title)}</span>
              {step.decisions
                .filter((decision) => !isHanding(decision))
                .map((decision) => (
                  <Button
                    key={decision}
                    size="small"
                    onClick={() =>
                      onDecide({
                        step: step.step,
                        person: person.id,
                        decision,
                        ...(decision === 'return' && { to: 'initiator' }),
                      })
                    }
                  >
                    {decisionName(decision)}
                  </Button>
                ))}
            </div>
          ))}
        </div>
      ))}
      {ended && <p className="dg-soft">{t('tryEnded', { status: t(`case-${ended}`) })}</p>}
    </section>
  );
}

function startingWith(
  keys: string[],
  selected: { kind: string; key: string } | undefined,
  workflows: { [key: string]: { form: unknown } },
): string | undefined {
  if (selected?.kind === 'workflow' && keys.includes(selected.key)) return selected.key;
  const about = keys.find((key) => selected?.kind === 'form' && formKeyOf(workflows[key]?.form) === selected.key);
  return about ?? keys[0];
}

function formKeyOf(form: unknown): unknown {
  return typeof form === 'object' && form !== null && 'key' in form ? form.key : form;
}
