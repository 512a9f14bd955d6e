import { Select, Switch } from 'antd';
import { type ReactNode, useId } from 'react';
import {
  decisionKinds,
  isJsonObject,
  isText,
  type Json,
  type JsonObject,
  own,
  stepDefaults,
  stepTakes,
  stepTypes,
} from '../../../engine/index.ts';
import { useDecisionText } from '../../ui/useDecisionText.ts';
import { useLocalise } from '../../ui/useLocale.ts';
import { useTexts } from '../../ui/useTexts.ts';
import { listAt, objectAt } from '../document/index.ts';
import { LocalisedInput } from '../property-editors/LocalisedInput.tsx';
import { AssignEditor } from './AssignEditor.tsx';
import { StepFields } from './StepFields.tsx';
import { StepIgnore } from './StepIgnore.tsx';

type Props = {
  json: JsonObject;
  state: string;
  step: JsonObject;
  onChange(path: string, value: Json | undefined): void;
};

const decisionsOf = (type: string): string[] =>
  decisionKinds.flatMap(({ decision, types }) => (types.some((one) => one === type) ? [decision] : []));

/** Who is waited for at a state, how many of them must agree, what they may decide and change. */
export function StepEditor({ json, state, step, onChange }: Props) {
  const t = useTexts('studio');
  const say = useLocalise();
  const decisionName = useDecisionText();
  const type = stepTypes.find((one) => one === step.type) ?? 'approval';
  const approval = type === 'approval';
  const offered = decisionsOf(type);
  const strings = (path: string) => listAt(step, path).filter((one): one is string => typeof one === 'string');
  // What the step does not say is shown as the engine takes it.
  const usual = own(stepDefaults, type) ?? stepDefaults.approval;
  const decisions = Array.isArray(step.decisions) ? strings('/decisions') : [...usual.decisions];
  const returnTo = step.return === undefined ? ['initiator'] : strings('/return/to');
  const steps = Object.entries(objectAt(json, '/chart/states')).flatMap(([key, node]) => {
    const { step: there, title } = objectAt(node ?? null, '/meta');
    return there && key !== state ? [{ value: key, label: isText(title) ? say(title) : key }] : [];
  });
  const takes = (property: string) => stepTakes(type, property, decisions);
  /** What belongs to a decision goes with it: the check refuses what no decision reads. */
  const decideBy = (next: string[]) => {
    const kept = Object.entries(step).filter(([property]) => property === 'type' || stepTakes(type, property, next));
    const { decisions: _was, ...others } = Object.fromEntries(kept);
    onChange('', next.length === 0 ? others : { ...others, decisions: next });
  };
  const listOrNothing = (values: string[]) => (values.length === 0 ? undefined : values);
  const vote = isJsonObject(step.decide) && typeof step.decide.vote === 'number' ? step.decide.vote : undefined;
  const decide = vote === undefined ? (typeof step.decide === 'string' ? step.decide : usual.decide) : 'vote';
  return (
    <>
      <h3>{t('step')}</h3>
      {step.title !== undefined && (
        <Row label={t('stepTitle')}>
          {(id) => <LocalisedInput id={id} value={step.title} onChange={(value) => onChange('/title', value)} />}
        </Row>
      )}
      {takes('assign') && (
        <AssignEditor assign={listAt(step, '/assign')} onChange={(assign) => onChange('/assign', assign)} json={json} />
      )}
      {approval && (
        <>
          <Row label={t('howMany')}>
            {(id) => (
              <Select
                id={id}
                value={decide}
                options={[
                  ...(['any', 'all'] as const).map((one) => ({ value: one as string, label: t(`decide-${one}`) })),
                  ...(vote === undefined
                    ? []
                    : [{ value: 'vote', label: t('decide-vote', { share: `${Math.round(vote * 10_000) / 100} %` }) }]),
                ]}
                onChange={(value: string) => value !== 'vote' && onChange('/decide', value)}
              />
            )}
          </Row>
          <Row label={t('order')}>
            {(id) => (
              <Select
                id={id}
                value={typeof step.order === 'string' ? step.order : 'parallel'}
                options={(['parallel', 'sequence'] as const).map((one) => ({ value: one, label: t(`order-${one}`) }))}
                onChange={(value: string) => onChange('/order', value)}
              />
            )}
          </Row>
          {takes('reject') && (
            <Row label={t('rejectCounts')}>
              {(id) => (
                <Select
                  id={id}
                  value={typeof step.reject === 'string' ? step.reject : vote === undefined ? 'first' : 'all'}
                  options={(['first', 'all'] as const).map((one) => ({ value: one, label: t(`reject-${one}`) }))}
                  onChange={(value: string) => onChange('/reject', value)}
                />
              )}
            </Row>
          )}
        </>
      )}
      {offered.length > 0 && (
        <Row label={t('decisions')}>
          {(id) => (
            <Select
              id={id}
              mode="multiple"
              value={decisions}
              options={[...new Set([...offered, ...decisions])].map((one) => ({
                value: one,
                label: decisionName(one),
              }))}
              onChange={decideBy}
            />
          )}
        </Row>
      )}
      {decisions.includes('return') && (
        <>
          <Row label={t('returnTo')}>
            {(id) => (
              <Select
                id={id}
                mode="multiple"
                value={returnTo}
                options={[
                  ...(['initiator', 'previous', 'passed'] as const).map((one) => ({
                    value: one as string,
                    label: t(`return-${one}`),
                  })),
                  ...steps,
                ]}
                onChange={(next: string[]) => onChange('/return', { ...objectAt(step, '/return'), to: next })}
              />
            )}
          </Row>
          <Row label={t('resume')}>
            {(id) => (
              <Select
                id={id}
                value={
                  typeof objectAt(step, '/return').resume === 'string'
                    ? String(objectAt(step, '/return').resume)
                    : 'rerun'
                }
                options={(['rerun', 'direct', 'ask'] as const).map((one) => ({
                  value: one,
                  label: t(`resume-${one}`),
                }))}
                onChange={(resume: string) => onChange('/return', { to: returnTo, resume })}
              />
            )}
          </Row>
        </>
      )}
      {approval && (
        <>
          <Row label={t('opinion')}>
            {(id) => (
              <Select
                id={id}
                value={typeof step.opinion === 'string' ? step.opinion : usual.opinion}
                options={(['optional', 'on-reject', 'required'] as const).map((one) => ({
                  value: one,
                  label: t(`opinion-${one}`),
                }))}
                onChange={(value: string) => onChange('/opinion', value)}
              />
            )}
          </Row>
          <Row label={t('sign')} inline>
            {(id) => (
              <Switch
                id={id}
                checked={step.sign === 'password'}
                onChange={(on) => onChange('/sign', on ? 'password' : undefined)}
              />
            )}
          </Row>
          <Row label={t('separate')}>
            {(id) => (
              <Select
                id={id}
                mode="multiple"
                value={strings('/separate')}
                options={[{ value: 'initiator', label: t('return-initiator') }, ...steps]}
                onChange={(next: string[]) => onChange('/separate', listOrNothing(next))}
              />
            )}
          </Row>
        </>
      )}
      {approval && (
        <StepIgnore
          form={typeof json.form === 'string' ? json.form : ''}
          ignored={strings('/ignore')}
          onChange={(ignored) => onChange('/ignore', ignored)}
        />
      )}
      {takes('guide') && (
        <Row label={t('guide')}>
          {(id) => <LocalisedInput id={id} value={step.guide} onChange={(value) => onChange('/guide', value)} />}
        </Row>
      )}
      {takes('fields') && (
        <StepFields
          form={typeof json.form === 'string' ? json.form : ''}
          fields={objectAt(step, '/fields')}
          writes={type !== 'copy'}
          onChange={(fields) => onChange('/fields', fields)}
        />
      )}
    </>
  );
}

function Row({
  label,
  inline = false,
  children,
}: {
  label: string;
  inline?: boolean;
  children(id: string): ReactNode;
}) {
  const id = useId();
  return (
    <div className={inline ? 'dg-property dg-property-inline' : 'dg-property'}>
      <label htmlFor={id}>{label}</label>
      {children(id)}
    </div>
  );
}
