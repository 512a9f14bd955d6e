import { DeleteOutlined } from '@ant-design/icons';
import { Button, Input, Popconfirm, Select, Tabs } from 'antd';
import { useEffect, useId, useState } from 'react';
import { isJsonObject, isText, type Json, type JsonObject, type Scope, valueAt } from '../../../engine/index.ts';
import { useLocalise } from '../../ui/useLocale.ts';
import { useTexts } from '../../ui/useTexts.ts';
import { AlsoInJson } from '../definition-parts/AlsoInJson.tsx';
import { statePointer } from '../document/index.ts';
import { TitleProperty } from '../property-editors/TitleProperty.tsx';
import type { RuleField } from '../rule-editor/rule-field.ts';
import { useStudio } from '../workspace/studio-context.ts';
import { StepEditor } from './StepEditor.tsx';
import { TransitionsEditor } from './TransitionsEditor.tsx';

type Props = {
  workflow: string;
  json: JsonObject;
  state: string;
  /** The pointer of the transition that was chosen in the chart. */
  way: string | undefined;
  fields: RuleField[];
  scope: Scope | undefined;
  onRenamed(state: string): void;
  onRemoved(): void;
  showJson(): void;
};

/** One state: what it is called, who is waited for, and where one gets from it. */
export function StatePanel({ workflow, json, state, way, fields, scope, onRenamed, onRemoved, showJson }: Props) {
  const t = useTexts('studio');
  const { dispatch } = useStudio();
  const outcomeId = useId();
  const say = useLocalise();
  const [tab, setTab] = useState('state');
  useEffect(() => {
    if (way !== undefined) setTab('ways');
  }, [way]);
  const at = statePointer(state);
  const node = valueAt(json, at);
  if (!isJsonObject(node)) return null;
  const meta = isJsonObject(node.meta) ? node.meta : {};
  const set = (path: string, value: Json | undefined) =>
    dispatch({ type: 'property.set', ref: { kind: 'workflow', key: workflow }, path: at + path, value });
  const isFinal = node.type === 'final';
  const about = (
    <>
      <TitleProperty value={meta.title} onChange={(value) => set('/meta/title', value)} />
      {isFinal && (
        <div className="dg-property">
          <label htmlFor={outcomeId}>{t('outcome')}</label>
          <Select
            id={outcomeId}
            value={typeof meta.outcome === 'string' ? meta.outcome : null}
            options={(['approved', 'rejected', 'cancelled'] as const).map((one) => ({
              value: one,
              label: t(`ends-${one}`),
            }))}
            onChange={(outcome: string) => set('/meta/outcome', outcome)}
          />
        </div>
      )}
      {isJsonObject(meta.step) && (
        <StepEditor
          json={json}
          state={state}
          step={meta.step}
          onChange={(path, value) => set(`/meta/step${path}`, value)}
        />
      )}
      <AlsoInJson part="state" json={node} showJson={showJson} />
      {isJsonObject(meta.step) && <AlsoInJson part="step" json={meta.step} showJson={showJson} />}
      <KeyEditor
        state={state}
        onRename={(to) => {
          if (dispatch({ type: 'state.rename', workflow, state, to }))
            onRenamed([...state.split('.').slice(0, -1), to].join('.'));
        }}
      />
    </>
  );
  return (
    <>
      <div className="dg-spread dg-panel-head">
        <h3>{isText(meta.title) ? say(meta.title) : state}</h3>
        <Popconfirm
          title={t('removeStateAsk')}
          okText={t('remove')}
          cancelText={t('shell:cancel')}
          onConfirm={() => {
            if (dispatch({ type: 'state.remove', workflow, state })) onRemoved();
          }}
        >
          <Button type="text" icon={<DeleteOutlined aria-hidden="true" />} aria-label={t('removeState')} />
        </Popconfirm>
      </div>
      {isFinal ? (
        about
      ) : (
        <Tabs
          size="small"
          activeKey={tab}
          onChange={setTab}
          items={[
            { key: 'state', label: t('stateTab'), children: about },
            {
              key: 'ways',
              label: t('transitions'),
              children: (
                <TransitionsEditor
                  workflow={workflow}
                  json={json}
                  state={state}
                  node={node}
                  way={way}
                  fields={fields}
                  scope={scope}
                />
              ),
            },
          ]}
        />
      )}
    </>
  );
}

function KeyEditor({ state, onRename }: { state: string; onRename(to: string): void }) {
  const t = useTexts('studio');
  const id = useId();
  const name = state.slice(state.lastIndexOf('.') + 1);
  const [typed, setTyped] = useState(name);
  useEffect(() => {
    setTyped(name);
  }, [name]);
  const finish = () => {
    if (typed !== name) onRename(typed);
  };
  return (
    <div className="dg-property">
      <label htmlFor={id}>{t('keyLabel')}</label>
      <Input
        id={id}
        className="dg-mono"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={finish}
        onPressEnter={finish}
      />
    </div>
  );
}
