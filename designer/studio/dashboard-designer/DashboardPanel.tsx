import { Select } from 'antd';
import { useId } from 'react';
import { isJsonObject, isText, type Json, type JsonObject } from '../../../engine/index.ts';
import { useLocalise } from '../../ui/useLocale.ts';
import { useTexts } from '../../ui/useTexts.ts';
import { listAt, objectAt } from '../document/index.ts';
import { TitleProperty } from '../property-editors/TitleProperty.tsx';
import { useStudio } from '../workspace/studio-context.ts';

const filterTypes = ['period', 'unit', 'person'] as const;

/** What concerns the dashboard as a whole: its title, who may see it, the filters above it. */
export function DashboardPanel({ dashboard, json }: { dashboard: string; json: JsonObject }) {
  const t = useTexts('studio');
  const say = useLocalise();
  const base = useId();
  const { dispatch, partial } = useStudio();
  const set = (path: string, value: Json | undefined) =>
    dispatch({ type: 'property.set', ref: { kind: 'dashboard', key: dashboard }, path, value });
  const roles = Object.entries(partial.roles).map(([key, role]) => ({ value: key, label: say(role.title) }));
  const filters = objectAt(json, '/filters');
  const missing = filterTypes.filter(
    (type) => !Object.values(filters).some((filter) => isJsonObject(filter) && filter.type === type),
  );
  return (
    <>
      <h3>{t('aboutDashboard')}</h3>
      <TitleProperty value={json.title} onChange={(value) => set('/title', value)} />
      <TitleProperty
        value={json.description}
        label={t('designers:description')}
        onChange={(value) => set('/description', value)}
      />
      <div className="dg-property">
        <label htmlFor={`${base}roles`}>{t('seenBy')}</label>
        <Select
          id={`${base}roles`}
          mode="multiple"
          value={listAt(json, '/access/roles').filter((one): one is string => typeof one === 'string')}
          options={roles}
          onChange={(next: string[]) => set('/access/roles', next)}
        />
      </div>
      <h3>{t('filters')}</h3>
      <ul className="dg-plain">
        {Object.entries(filters).map(([key, filter]) => (
          <li key={key} className="dg-spread">
            <span>{isJsonObject(filter) && isText(filter.title) ? say(filter.title) : key}</span>
            <button
              type="button"
              className="dg-plain-button"
              aria-label={t('remove')}
              onClick={() => set(`/filters/${key}`, undefined)}
            >
              ×
            </button>
          </li>
        ))}
      </ul>
      {missing.length > 0 && (
        <Select
          className="dg-wide"
          value={null}
          placeholder={t('addFilter')}
          aria-label={t('addFilter')}
          options={missing.map((type) => ({ value: type, label: t(`filter-${type}`) }))}
          onChange={(type: (typeof filterTypes)[number] | null) => type && set(`/filters/${type}`, freshFilter(type))}
        />
      )}
      <p className="dg-faint">{t('selectWidgetHint')}</p>
    </>
  );
}

function freshFilter(type: (typeof filterTypes)[number]): JsonObject {
  switch (type) {
    case 'period':
      return { type, title: { en: 'Period', 'zh-CN': '期间' }, default: 'last-12-months' };
    case 'unit':
      return { type, title: { en: 'Unit', 'zh-CN': '机构' } };
    case 'person':
      return { type, title: { en: 'Person', 'zh-CN': '人员' } };
  }
}
