import { PlusOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { chartGraph, describeRule, type GraphEdge, type Json, parseRule, segmentsOf } from '../../../engine/index.ts';
import { WorkflowDiagram } from '../../render/diagram/WorkflowDiagram.tsx';
import { useEventName } from '../../ui/useDecisionText.ts';
import { useLocale, useLocalise } from '../../ui/useLocale.ts';
import { usePhone } from '../../ui/useMedia.ts';
import { useTexts } from '../../ui/useTexts.ts';
import { definition, objectAt } from '../document/index.ts';
import { readValue } from '../rule-editor/read-value.ts';
import { ruleFieldsOf } from '../rule-editor/rule-field.ts';
import type { DesignerProps } from '../workspace/designer-props.ts';
import { SidePanel } from '../workspace/SidePanel.tsx';
import { useStudio } from '../workspace/studio-context.ts';
import { freshState, type StateKind, stateKinds } from './fresh-state.ts';
import { StatePanel } from './StatePanel.tsx';
import { WorkflowPanel } from './WorkflowPanel.tsx';

/** A state, and one of the ways that lead on from it, by its pointer. */
type Chosen = { state: string; way?: string };

/** A workflow as its chart: what is selected in the drawing is edited beside it. */
export function WorkflowDesigner({ definitionKey: workflow, showJson }: DesignerProps) {
  const t = useTexts('studio');
  const say = useLocalise();
  const phone = usePhone();
  const locale = useLocale();
  const eventName = useEventName();
  const { document, partial, dispatch, focus } = useStudio();
  const [chosen, setChosen] = useState<Chosen>();
  const [about, setAbout] = useState(false);
  const json = definition(document, { kind: 'workflow', key: workflow }) ?? {};
  const form = typeof json.form === 'string' ? json.form : '';
  const graph = useMemo(() => chartGraph(json), [json]);

  useEffect(() => {
    const state = focus === undefined ? undefined : stateOfPointer(focus);
    if (state) setChosen({ state, ...(focus?.includes('/on/') && { way: focus }) });
  }, [focus]);

  const fields = useMemo(() => ruleFieldsOf(document, form, locale), [document, form, locale]);
  const scope = partial.forms[form]?.scope;
  const inWords = (guard: Json): string => {
    const parsed = scope ? parseRule(guard, { scope, expect: { kind: 'boolean' } }) : undefined;
    if (!parsed?.ok) return t('hasCondition');
    const fieldAt = (path: string) => fields.find((one) => one.path === path);
    return describeRule(parsed.value, {
      locale,
      label: (path) => fieldAt(path)?.title ?? path,
      format: (path, value) => readValue(fieldAt(path), value, locale),
    });
  };

  const add = (kind: StateKind) => {
    const states = objectAt(json, '/chart/states');
    const { key, json: fresh } = freshState(kind, Object.keys(states));
    if (dispatch({ type: 'state.add', workflow, state: key, json: fresh })) setChosen({ state: key });
  };
  const selected = graph.nodes.some((node) => node.id === chosen?.state) ? chosen : undefined;
  const select = useCallback((state: string) => setChosen({ state }), []);
  const selectEdge = useCallback(
    (edge: GraphEdge) => edge.kind !== 'start' && setChosen({ state: edge.from, way: edge.path }),
    [],
  );
  const close = () => {
    setChosen(undefined);
    setAbout(false);
  };

  return (
    <div className="dg-workflow-designer">
      <div className="dg-workflow-chart">
        <div className="dg-row">
          <Dropdown
            trigger={['click']}
            menu={{
              items: stateKinds.map((kind) => ({ key: kind, label: t(`state-${kind}`) })),
              onClick: ({ key }) => add(key as StateKind),
            }}
          >
            <Button icon={<PlusOutlined aria-hidden="true" />}>{t('addState')}</Button>
          </Dropdown>
          {(phone || selected) && (
            <Button
              onClick={() => {
                setChosen(undefined);
                setAbout(true);
              }}
            >
              {t('aboutWorkflow')}
            </Button>
          )}
        </div>
        <WorkflowDiagram
          graph={graph}
          {...(selected && { selected: selected.state })}
          {...(selected?.way !== undefined && { selectedEdge: selected.way })}
          onSelect={select}
          onSelectEdge={selectEdge}
          edgeText={(edge) =>
            [
              edge.event ? eventName(edge.event) : '',
              edge.guard !== undefined ? inWords(edge.guard) : edge.otherwise ? t('otherwise') : '',
            ]
              .filter(Boolean)
              .join(' · ')
          }
        />
        <nav aria-label={t('states')} className="dg-state-chips">
          {graph.nodes
            .filter((node) => node.kind !== 'start')
            .map((node) => (
              <button
                key={node.id}
                type="button"
                className="dg-chip"
                aria-pressed={node.id === selected?.state}
                onClick={() => select(node.id)}
              >
                {say(node.title)}
              </button>
            ))}
        </nav>
      </div>
      <SidePanel open={selected !== undefined || about} onClose={close}>
        {selected ? (
          <StatePanel
            key={selected.state}
            workflow={workflow}
            json={json}
            state={selected.state}
            way={selected.way}
            fields={fields}
            scope={scope}
            onRenamed={select}
            onRemoved={close}
            showJson={showJson}
          />
        ) : (
          <WorkflowPanel workflow={workflow} json={json} showJson={showJson} />
        )}
      </SidePanel>
    </div>
  );
}

/** The state that a problem's pointer is about: `/chart/states/a/states/b/…` is `a.b`. */
function stateOfPointer(path: string): string | undefined {
  const names: string[] = [];
  const segments = segmentsOf(path);
  for (let at = 1; segments[at] === 'states' && segments[at + 1] !== undefined; at += 2)
    names.push(segments[at + 1] ?? '');
  return names.length > 0 ? names.join('.') : undefined;
}
