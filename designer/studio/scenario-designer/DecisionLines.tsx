import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Select } from 'antd';
import { isJsonObject, isText, type Json, type JsonObject } from '../../../engine/index.ts';
import { useDecisionText } from '../../ui/useDecisionText.ts';
import { useLocalise } from '../../ui/useLocale.ts';
import { useTexts } from '../../ui/useTexts.ts';
import { listAt, objectAt } from '../document/index.ts';

/** Who decides what, in order. */
export function DecisionLines({
  decisions,
  workflow,
  roles,
  onChange,
}: {
  decisions: Json[];
  workflow: JsonObject;
  roles: { value: string; label: string }[];
  onChange(decisions: Json[]): void;
}) {
  const t = useTexts('studio');
  const say = useLocalise();
  const decisionName = useDecisionText();
  const steps = Object.entries(objectAt(workflow, '/chart/states')).flatMap(([key, node]) => {
    const step = objectAt(node, '/meta/step');
    const title = step.title ?? objectAt(node, '/meta').title;
    return step.type === undefined ? [] : [{ value: key, label: isText(title) ? say(title) : key, step }];
  });
  const decisionsAt = (key: Json | undefined) =>
    listAt(steps.find(({ value }) => value === key)?.step ?? {}, '/decisions').filter(
      (one): one is string => typeof one === 'string',
    );
  const change = (index: number, next: JsonObject) => onChange(decisions.map((one, at) => (at === index ? next : one)));
  const swap = (index: number, other: number) =>
    onChange(
      decisions.map((one, at) => (at === index ? decisions[other] : at === other ? decisions[index] : one) ?? one),
    );
  const [first] = steps;
  return (
    <ol className="dg-plain dg-stack-tight">
      {decisions.map((one, index) => {
        const line = isJsonObject(one) ? one : {};
        const by = objectAt(line, '/by');
        const role = by.role ?? listAt(by, '/roles')[0];
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: decisions are known by their order
          <li key={index} className="dg-decision-line">
            <span className="dg-faint">{index + 1}</span>
            <Select
              value={typeof line.step === 'string' ? line.step : null}
              options={steps.map(({ value, label }) => ({ value, label }))}
              onChange={(step: string) => change(index, { ...line, step, decision: decisionsAt(step)[0] ?? '' })}
              aria-label={t('step')}
            />
            <Select
              value={typeof role === 'string' ? role : null}
              placeholder={typeof by.person === 'string' ? by.person : undefined}
              options={roles}
              onChange={(next: string) => change(index, { ...line, by: { role: next } })}
              aria-label={t('role')}
            />
            <Select
              value={typeof line.decision === 'string' ? line.decision : null}
              options={[...new Set([...decisionsAt(line.step), String(line.decision ?? '')])]
                .filter(Boolean)
                .map((value) => ({ value, label: decisionName(value) }))}
              onChange={(decision: string) => {
                const { to: _to, ...rest } = line;
                change(index, { ...rest, decision, ...(decision === 'return' && { to: 'initiator' }) });
              }}
              aria-label={t('decision')}
            />
            <span className="dg-decision-acts">
              <Button
                type="text"
                icon={<ArrowUpOutlined aria-hidden="true" />}
                aria-label={t('moveUp')}
                disabled={index === 0}
                onClick={() => swap(index, index - 1)}
              />
              <Button
                type="text"
                icon={<ArrowDownOutlined aria-hidden="true" />}
                aria-label={t('moveDown')}
                disabled={index === decisions.length - 1}
                onClick={() => swap(index, index + 1)}
              />
              <Button
                type="text"
                icon={<DeleteOutlined aria-hidden="true" />}
                aria-label={t('remove')}
                onClick={() => onChange(decisions.filter((_, at) => at !== index))}
              />
            </span>
          </li>
        );
      })}
      <li>
        <Button
          size="small"
          icon={<PlusOutlined aria-hidden="true" />}
          disabled={!first}
          onClick={() =>
            first &&
            onChange([
              ...decisions,
              { step: first.value, by: { role: roles[0]?.value ?? '' }, decision: decisionsAt(first.value)[0] ?? '' },
            ])
          }
        >
          {t('addDecision')}
        </Button>
      </li>
    </ol>
  );
}
