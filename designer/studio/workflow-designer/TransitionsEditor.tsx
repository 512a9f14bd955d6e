import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Dropdown, Select } from 'antd';
import { isJsonObject, isText, type Json, type JsonObject, type Scope } from '../../../engine/index.ts';
import { useLocalise } from '../../ui/useLocale.ts';
import { useTexts } from '../../ui/useTexts.ts';
import { listAt, objectAt, statePointer } from '../document/index.ts';
import { RuleEditor } from '../rule-editor/RuleEditor.tsx';
import type { RuleField } from '../rule-editor/rule-field.ts';
import { useStudio } from '../workspace/studio-context.ts';
import { useDecisionName } from './decision-name.ts';

type Props = {
  workflow: string;
  json: JsonObject;
  state: string;
  node: JsonObject;
  fields: RuleField[];
  scope: Scope | undefined;
};

/** Where one gets from a state: by which decision, under which condition. The first condition that holds is taken. */
export function TransitionsEditor({ workflow, json, state, node, fields, scope }: Props) {
  const t = useTexts('studio');
  const say = useLocalise();
  const decisionName = useDecisionName();
  const { dispatch } = useStudio();
  const on = objectAt(node, '/on');
  const parent = state.includes('.') ? statePointer(state.slice(0, state.lastIndexOf('.'))) : '/chart';
  const siblings = Object.entries(objectAt(json, `${parent}/states`));
  const targets = siblings.map(([key, one]) => {
    const title = isJsonObject(one) && isJsonObject(one.meta) ? one.meta.title : undefined;
    return { value: key, label: isText(title) ? say(title) : key };
  });
  const decisions = listAt(node, '/meta/step/decisions').filter((one): one is string => typeof one === 'string');
  const events = [
    ...new Set([...decisions.filter((one) => one !== 'transfer' && one !== 'add-signer'), ...Object.keys(on)]),
  ];
  const prefix = state.includes('.') ? state.slice(0, state.lastIndexOf('.') + 1) : '';
  const lead = (event: string) =>
    dispatch({
      type: 'transition.connect',
      workflow,
      from: state,
      event,
      to: prefix + (targets.find((one) => one.value !== state)?.value ?? ''),
    });
  const set = (event: string, list: JsonObject[]) =>
    dispatch({
      type: 'property.set',
      ref: { kind: 'workflow', key: workflow },
      path: `${statePointer(state)}/on/${event}`,
      value: list,
    });

  return (
    <section aria-label={t('transitions')}>
      <h3>{t('transitions')}</h3>
      {events.map((event) => {
        const list = transitionsOf(on[event]);
        return (
          <fieldset key={event} className="dg-rule">
            <legend>{decisionName(event)}</legend>
            {list.map((transition, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: transitions are known by their order, which is their meaning
              <div key={index} className="dg-transition">
                <div className="dg-row">
                  <span>
                    {list.length > 1 && index === list.length - 1 && transition.guard === undefined
                      ? t('otherwiseTo')
                      : t('goTo')}
                  </span>
                  <Select
                    value={typeof transition.target === 'string' ? transition.target : null}
                    options={targets}
                    onChange={(target: string) =>
                      set(
                        event,
                        list.map((one, at) => (at === index ? { ...one, target } : one)),
                      )
                    }
                    aria-label={t('target')}
                  />
                  {list.length > 1 && (
                    <>
                      <Button
                        size="small"
                        type="text"
                        disabled={index === 0}
                        icon={<ArrowUpOutlined aria-hidden="true" />}
                        aria-label={t('moveUp')}
                        onClick={() =>
                          dispatch({ type: 'transition.move', workflow, from: state, event, index, to: index - 1 })
                        }
                      />
                      <Button
                        size="small"
                        type="text"
                        disabled={index === list.length - 1}
                        icon={<ArrowDownOutlined aria-hidden="true" />}
                        aria-label={t('moveDown')}
                        onClick={() =>
                          dispatch({ type: 'transition.move', workflow, from: state, event, index, to: index + 1 })
                        }
                      />
                    </>
                  )}
                  <Button
                    size="small"
                    type="text"
                    icon={<DeleteOutlined aria-hidden="true" />}
                    aria-label={t('remove')}
                    onClick={() => dispatch({ type: 'transition.remove', workflow, from: state, event, index })}
                  />
                </div>
                {transition.guard !== undefined || list.length > 1 ? (
                  <GuardEditor
                    guard={transition.guard}
                    fields={fields}
                    scope={scope}
                    onChange={(guard) =>
                      set(
                        event,
                        list.map((one, at) => (at === index ? withGuard(one, guard) : one)),
                      )
                    }
                  />
                ) : null}
              </div>
            ))}
            <Button size="small" icon={<PlusOutlined aria-hidden="true" />} onClick={() => lead(event)}>
              {list.length === 0 ? t('addTarget') : t('addBranch')}
            </Button>
          </fieldset>
        );
      })}
      {events.length === 0 && <p className="dg-soft">{t('noTransitions')}</p>}
      <Dropdown
        trigger={['click']}
        menu={{
          items: ['approve', 'reject', 'return', 'submit', 'cancel']
            .filter((event) => !events.includes(event))
            .map((event) => ({ key: event, label: decisionName(event) })),
          onClick: ({ key }) => lead(key),
        }}
      >
        <Button size="small">{t('addTransition')}</Button>
      </Dropdown>
    </section>
  );
}

function GuardEditor({
  guard,
  fields,
  scope,
  onChange,
}: {
  guard: Json | undefined;
  fields: RuleField[];
  scope: Scope | undefined;
  onChange(guard: JsonObject | undefined): void;
}) {
  const t = useTexts('studio');
  const rule = isJsonObject(guard) && isJsonObject(guard.params) ? (guard.params.if ?? undefined) : undefined;
  return (
    <RuleEditor
      label={t('onlyIf')}
      value={rule}
      onChange={(next) => onChange(next === undefined ? undefined : { type: 'rule', params: { if: next } })}
      fields={fields}
      scope={scope}
      expect={{ kind: 'boolean' }}
    />
  );
}

function transitionsOf(value: Json | undefined): JsonObject[] {
  const list = value === undefined ? [] : Array.isArray(value) ? value : [value];
  return list.flatMap((one) => (typeof one === 'string' ? [{ target: one }] : isJsonObject(one) ? [one] : []));
}

function withGuard(transition: JsonObject, guard: JsonObject | undefined): JsonObject {
  const { guard: _was, ...others } = transition;
  return guard ? { ...others, guard } : others;
}
