import { CheckCircleFilled } from '@ant-design/icons';
import { Alert, Select } from 'antd';
import { useId } from 'react';
import { isText, type Json, type JsonObject } from '../../../engine/index.ts';
import { useLocale, useLocalise } from '../../ui/useLocale.ts';
import { useTexts } from '../../ui/useTexts.ts';
import { useProblemWords } from '../definition-parts/problem-words.ts';
import { definition, listAt, objectAt } from '../document/index.ts';
import { TitleProperty } from '../property-editors/TitleProperty.tsx';
import { ruleFieldsOf } from '../rule-editor/rule-field.ts';
import { useStudio } from '../workspace/studio-context.ts';
import { DecisionLines } from './DecisionLines.tsx';
import { ScenarioData } from './ScenarioData.tsx';

/** What should happen, told as a story: who asks for what, who decides, where that ends. It is run as it is edited. */
export function ScenarioDesigner({ definitionKey: scenario }: { definitionKey: string }) {
  const t = useTexts('studio');
  const say = useLocalise();
  const locale = useLocale();
  const base = useId();
  const { document, partial, problems, dispatch } = useStudio();
  const ref = { kind: 'scenario', key: scenario } as const;
  const json = definition(document, ref) ?? {};
  const set = (path: string, value: Json | undefined) => dispatch({ type: 'property.set', ref, path, value });
  const workflow = definition(document, { kind: 'workflow', key: textAt(json.workflow) ?? '' }) ?? {};
  const wordsOf = useProblemWords();
  const found = problems.filter(({ kind, key }) => kind === 'scenario' && key === scenario);
  const broken = problems.some(({ kind, severity }) => kind !== 'scenario' && severity === 'error');
  const roles = Object.entries(partial.roles).map(([key, role]) => ({ value: key, label: say(role.title) }));
  const states = Object.entries(objectAt(workflow, '/chart/states')).map(([key, node]) => {
    const title = objectAt(node, '/meta').title;
    return { value: key, label: isText(title) ? say(title) : key };
  });
  const workflows = Object.entries(document.definitions).flatMap(([one, { title }]) =>
    one.startsWith('workflow/') ? [{ value: one.slice(9), label: isText(title) ? say(title) : one.slice(9) }] : [],
  );
  const expect = objectAt(json, '/expect');
  const expected = [...(textAt(expect.state) === undefined ? [] : [expect.state]), ...listAt(expect, '/states')].filter(
    (one): one is string => typeof one === 'string',
  );
  return (
    <div className="dg-scenario">
      <div role="status">
        {found.length > 0 ? (
          <Alert type="error" showIcon title={t('scenarioFails')} description={found.map(wordsOf).join(' ')} />
        ) : broken ? (
          <Alert type="warning" showIcon title={t('scenarioWaits')} />
        ) : (
          <p className="dg-scenario-passes">
            <CheckCircleFilled aria-hidden="true" /> {t('scenarioPasses')}
          </p>
        )}
      </div>
      <div className="dg-card dg-card-body dg-scenario-parts">
        <TitleProperty value={json.title} onChange={(value) => set('/title', value)} />
        <TitleProperty
          value={json.description}
          label={t('designers:description')}
          onChange={(value) => set('/description', value)}
        />
        <div className="dg-try-head">
          <div className="dg-property">
            <label htmlFor={`${base}workflow`}>{t('kind-workflow')}</label>
            <Select
              id={`${base}workflow`}
              value={textAt(json.workflow) ?? null}
              options={workflows}
              onChange={(next: string) => set('/workflow', next)}
            />
          </div>
          <div className="dg-property">
            <label htmlFor={`${base}initiator`}>{t('startedBy')}</label>
            <Select
              id={`${base}initiator`}
              mode="multiple"
              value={rolesOf(objectAt(json, '/initiator'))}
              options={roles}
              onChange={(next: string[]) => next.length > 0 && set('/initiator', { roles: next })}
            />
          </div>
        </div>
      </div>
      <section className="dg-card dg-card-body" aria-labelledby={`${base}data`}>
        <h3 id={`${base}data`}>{t('scenarioData')}</h3>
        <ScenarioData
          data={objectAt(json, '/data')}
          fields={ruleFieldsOf(document, textAt(workflow.form) ?? '', locale).filter(({ path }) => !path.includes('.'))}
          onChange={(data) => set('/data', data)}
        />
      </section>
      <section className="dg-card dg-card-body" aria-labelledby={`${base}decisions`}>
        <h3 id={`${base}decisions`}>{t('scenarioDecisions')}</h3>
        <DecisionLines
          decisions={listAt(json, '/decisions')}
          workflow={workflow}
          roles={roles}
          onChange={(decisions) => set('/decisions', decisions)}
        />
      </section>
      <section className="dg-card dg-card-body" aria-labelledby={`${base}expect`}>
        <h3 id={`${base}expect`}>{t('scenarioExpect')}</h3>
        <div className="dg-try-head">
          <div className="dg-property">
            <label htmlFor={`${base}status`}>{t('scenarioStatus')}</label>
            <Select
              id={`${base}status`}
              value={textAt(expect.status) ?? null}
              options={(['running', 'done', 'cancelled'] as const).map((one) => ({
                value: one,
                label: t(`case-${one}`),
              }))}
              onChange={(next: string) => set('/expect/status', next)}
            />
          </div>
          <div className="dg-property">
            <label htmlFor={`${base}states`}>{t('scenarioStates')}</label>
            <Select
              id={`${base}states`}
              mode="multiple"
              value={expected}
              options={states}
              onChange={(next: string[]) =>
                set('/expect', {
                  ...(expect.status !== undefined && { status: expect.status }),
                  ...(next.length === 1 && { state: next[0] ?? '' }),
                  ...(next.length > 1 && { states: next }),
                })
              }
            />
          </div>
        </div>
      </section>
    </div>
  );
}

function textAt(value: Json | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function rolesOf(who: JsonObject): string[] {
  return [...listAt(who, '/roles'), ...(who.role === undefined ? [] : [who.role])].filter(
    (one): one is string => typeof one === 'string',
  );
}
