import { PlusOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import {
  decisionKinds,
  isHanding,
  isJsonObject,
  isText,
  type Json,
  type JsonObject,
  type Scope,
} from '../../../engine/index.ts';
import { useEventName } from '../../ui/useDecisionText.ts';
import { useLocalise } from '../../ui/useLocale.ts';
import { useTexts } from '../../ui/useTexts.ts';
import { listAt, objectAt, statePointer } from '../document/index.ts';
import type { RuleField } from '../rule-editor/rule-field.ts';
import { useStudio } from '../workspace/studio-context.ts';
import { TransitionCard } from './TransitionCard.tsx';

type Props = {
  workflow: string;
  json: JsonObject;
  state: string;
  node: JsonObject;
  /** The pointer of the transition that was chosen in the chart. */
  way: string | undefined;
  fields: RuleField[];
  scope: Scope | undefined;
};

/** Where one gets from a state: by which decision, under which condition. The first condition that holds is taken. */
export function TransitionsEditor({ workflow, json, state, node, way, fields, scope }: Props) {
  const t = useTexts('studio');
  const say = useLocalise();
  const eventName = useEventName();
  const { dispatch } = useStudio();
  const on = objectAt(node, '/on');
  const parent = state.includes('.') ? statePointer(state.slice(0, state.lastIndexOf('.'))) : '/chart';
  const siblings = Object.entries(objectAt(json, `${parent}/states`));
  const targets = siblings.map(([key, one]) => {
    const title = isJsonObject(one) && isJsonObject(one.meta) ? one.meta.title : undefined;
    return { value: key, label: isText(title) ? say(title) : key };
  });
  const decisions = listAt(node, '/meta/step/decisions').filter((one): one is string => typeof one === 'string');
  const copies = objectAt(node, '/meta/step').type === 'copy';
  const events = [
    ...new Set([
      // A copy step leaves by itself once the copies are out.
      ...(copies ? ['done'] : []),
      ...decisions.filter((one) => !isHanding(one)),
      ...Object.keys(on),
    ]),
  ];
  const offered = copies
    ? []
    : [
        ...decisionKinds.flatMap(({ decision, effect }) => (effect === 'hands' ? [] : [decision])),
        ...Object.keys(objectAt(json, '/events')),
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
      {events.map((event) => {
        const list = transitionsOf(on[event]);
        const change = (index: number, next: JsonObject) =>
          set(
            event,
            list.map((one, at) => (at === index ? next : one)),
          );
        return (
          <fieldset key={event} className="dg-rule">
            <legend>{copies && event === 'done' ? t('afterCopies') : eventName(event)}</legend>
            {list.map((transition, index) => (
              <TransitionCard
                // biome-ignore lint/suspicious/noArrayIndexKey: transitions are known by their order, which is their meaning
                key={index}
                transition={transition}
                place={{ index, of: list.length }}
                chosen={isAbout(way, `${statePointer(state)}/on/${event}`, index, list.length)}
                targets={targets}
                fields={fields}
                scope={scope}
                onChange={(next) => change(index, next)}
                onMove={(to) => dispatch({ type: 'transition.move', workflow, from: state, event, index, to })}
                onRemove={() => dispatch({ type: 'transition.remove', workflow, from: state, event, index })}
              />
            ))}
            <Button
              size="small"
              type={list.length === 0 ? 'default' : 'text'}
              icon={<PlusOutlined aria-hidden="true" />}
              onClick={() => lead(event)}
            >
              {list.length === 0 ? t('addTarget') : t('addBranch')}
            </Button>
          </fieldset>
        );
      })}
      {events.length === 0 && <p className="dg-soft">{t('noTransitions')}</p>}
      <Dropdown
        trigger={['click']}
        menu={{
          items: [...new Set(offered)]
            .filter((event) => !events.includes(event))
            .map((event) => ({ key: event, label: eventName(event) })),
          onClick: ({ key }) => lead(key),
        }}
      >
        <Button size="small" disabled={offered.every((event) => events.includes(event))}>
          {t('addTransition')}
        </Button>
      </Dropdown>
    </section>
  );
}

/** Whether a pointer is about one of an event's transitions: a single one need not stand in a list. */
function isAbout(pointer: string | undefined, event: string, index: number, count: number): boolean {
  if (pointer === undefined) return false;
  const own = `${event}/${index}`;
  return pointer === own || pointer.startsWith(`${own}/`) || (count === 1 && pointer.startsWith(event));
}

function transitionsOf(value: Json | undefined): JsonObject[] {
  const list = value === undefined ? [] : Array.isArray(value) ? value : [value];
  return list.flatMap((one) => (typeof one === 'string' ? [{ target: one }] : isJsonObject(one) ? [one] : []));
}
