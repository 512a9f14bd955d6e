import { Select } from 'antd';
import { useId } from 'react';
import { isJsonObject, isText, type Json, type JsonObject } from '../../../engine/index.ts';
import { useLocalise } from '../../ui/useLocale.ts';
import { useTexts } from '../../ui/useTexts.ts';
import { AlsoInJson } from '../definition-parts/AlsoInJson.tsx';
import { useRoles } from '../definition-parts/useRoles.ts';
import { definition, listAt, objectAt } from '../document/index.ts';
import { TitleProperty } from '../property-editors/TitleProperty.tsx';
import { useStudio } from '../workspace/studio-context.ts';

/** What concerns the workflow as a whole: its form, where it begins, who starts it, what a task card shows. */
export function WorkflowPanel({ workflow, json, showJson }: { workflow: string; json: JsonObject; showJson(): void }) {
  const t = useTexts('studio');
  const say = useLocalise();
  const base = useId();
  const { dispatch, document } = useStudio();
  const set = (path: string, value: Json | undefined) =>
    dispatch({ type: 'property.set', ref: { kind: 'workflow', key: workflow }, path, value });
  const titled = (value: Json | undefined, otherwise: string) => (isText(value) ? say(value) : otherwise);
  const forms = Object.entries(document.definitions).flatMap(([ref, one]) =>
    ref.startsWith('form/') ? [{ value: ref.slice(5), label: titled(one.title, ref) }] : [],
  );
  const states = Object.entries(objectAt(json, '/chart/states')).map(([key, node]) => ({
    value: key,
    label: titled(isJsonObject(node) && isJsonObject(node.meta) ? node.meta.title : undefined, key),
  }));
  const roles = useRoles();
  const form = definition(document, { kind: 'form', key: typeof json.form === 'string' ? json.form : '' });
  const fields = Object.entries(objectAt(form ?? {}, '/fields')).map(([name, field]) => ({
    value: name,
    label: titled(isJsonObject(field) ? field.title : undefined, name),
  }));
  const until = isJsonObject(json.withdraw) ? String(json.withdraw.until) : undefined;
  const titleOf = (state: string) => states.find(({ value }) => value === state)?.label ?? state;
  const strings = (path: string) => listAt(json, path).filter((one): one is string => typeof one === 'string');
  return (
    <>
      <h3>{t('aboutWorkflow')}</h3>
      <TitleProperty value={json.title} onChange={(value) => set('/title', value)} />
      <TitleProperty
        value={json.description}
        label={t('designers:description')}
        onChange={(value) => set('/description', value)}
      />
      <div className="dg-property">
        <label htmlFor={`${base}form`}>{t('kind-form')}</label>
        <Select
          id={`${base}form`}
          value={typeof json.form === 'string' ? json.form : null}
          options={forms}
          onChange={(next: string) => set('/form', next)}
        />
      </div>
      <div className="dg-property">
        <label htmlFor={`${base}initial`}>{t('initialState')}</label>
        <Select
          id={`${base}initial`}
          value={typeof objectAt(json, '/chart').initial === 'string' ? String(objectAt(json, '/chart').initial) : null}
          options={states}
          onChange={(next: string) => set('/chart/initial', next)}
        />
      </div>
      <div className="dg-property">
        <label htmlFor={`${base}roles`}>{t('startedBy')}</label>
        <Select
          id={`${base}roles`}
          mode="multiple"
          value={strings('/start/roles')}
          options={roles}
          onChange={(next: string[]) => set('/start', { on: 'create', ...objectAt(json, '/start'), roles: next })}
        />
      </div>
      <div className="dg-property">
        <label htmlFor={`${base}summary`}>{t('summaryFields')}</label>
        <Select
          id={`${base}summary`}
          mode="multiple"
          value={strings('/summary')}
          options={fields}
          onChange={(next: string[]) => set('/summary', next)}
        />
      </div>
      <div className="dg-property">
        <label htmlFor={`${base}withdraw`}>{t('withdraw')}</label>
        <Select
          id={`${base}withdraw`}
          value={until === undefined ? (typeof json.withdraw === 'string' ? json.withdraw : 'untouched') : 'until'}
          options={[
            ...(['never', 'untouched', 'always'] as const).map((one) => ({
              value: one as string,
              label: t(`withdraw-${one}`),
            })),
            ...(until === undefined ? [] : [{ value: 'until', label: t('withdraw-until', { state: titleOf(until) }) }]),
          ]}
          onChange={(next: string) => next !== 'until' && set('/withdraw', next)}
        />
      </div>
      <p className="dg-faint">{t('selectStateHint')}</p>
      <AlsoInJson part="workflow" json={json} showJson={showJson} />
    </>
  );
}
