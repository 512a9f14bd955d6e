import { Button, Input, Select } from 'antd';
import { useId, useState } from 'react';
import { type DashboardScreen, isJsonObject, type Json, type JsonObject } from '../../../engine/index.ts';
import type { DashboardPlan, FilterPlan } from '../../render/dashboard/dashboard-view.ts';
import { useLocalise } from '../../ui/useLocale.ts';
import { useTexts } from '../../ui/useTexts.ts';

type Options = DashboardScreen['filterOptions'];
type Props = {
  plan: DashboardPlan;
  options: Options;
  values: JsonObject;
  onChange: (key: string, filter: FilterPlan, value: Json | undefined) => void;
  onReset?: () => void;
};

/** The filters above a dashboard. */
export function DashboardFilters({ plan, options, values, onChange, onReset }: Props) {
  const t = useTexts('dashboard');
  const filters = Object.entries(plan.filters);
  if (filters.length === 0) return null;
  return (
    <search className="dg-filters dg-no-print" aria-label={t('filters')}>
      {filters.map(([key, filter]) =>
        filter.type === 'period' ? (
          <PeriodFilter
            key={key}
            filter={filter}
            options={options[key] ?? []}
            value={values[key]}
            onChange={(value) => onChange(key, filter, value)}
          />
        ) : (
          <ChoiceFilter
            key={key}
            filter={filter}
            options={options[key] ?? []}
            value={values[key]}
            onChange={(value) => onChange(key, filter, value)}
          />
        ),
      )}
      {onReset && (
        <Button type="text" onClick={onReset}>
          {t('reset')}
        </Button>
      )}
    </search>
  );
}

type FilterProps = {
  filter: FilterPlan;
  options: Options[string];
  value: Json | undefined;
  onChange: (value: Json | undefined) => void;
};

const OTHER = 'from-to';

function PeriodFilter({ filter, options, value, onChange }: FilterProps) {
  const t = useTexts('dashboard');
  const say = useLocalise();
  const id = useId();
  const range = isJsonObject(value) ? value : undefined;
  const [own, setOwn] = useState(false);
  const open = own || range !== undefined;
  const day = (end: 'from' | 'to') => (
    <Input
      type="date"
      value={String(range?.[end] ?? '')}
      aria-label={`${say(filter.title)}: ${t(end)}`}
      onChange={({ target }) => {
        const { [end]: _, ...rest } = range ?? {};
        const next = target.value ? { ...rest, [end]: target.value } : rest;
        onChange(Object.keys(next).length > 0 ? next : undefined);
      }}
    />
  );
  return (
    <div className="dg-filter">
      <label htmlFor={id}>{say(filter.title)}</label>
      <span className="dg-row">
        <Select
          id={id}
          value={open ? OTHER : String(value ?? 'all')}
          options={[
            ...options.map((one) => ({ value: one.value, label: say(one.title) })),
            { value: OTHER, label: t('otherPeriod') },
          ]}
          onChange={(chosen: string) => {
            setOwn(chosen === OTHER);
            if (chosen !== OTHER) onChange(chosen);
          }}
        />
        {open && (
          <span className="dg-between">
            {day('from')}
            <span aria-hidden="true">–</span>
            {day('to')}
          </span>
        )}
      </span>
    </div>
  );
}

function ChoiceFilter({ filter, options, value, onChange }: FilterProps) {
  const t = useTexts('dashboard');
  const say = useLocalise();
  const id = useId();
  const items = options.map((one) => ({ value: one.value, label: say(one.title) }));
  return (
    <div className="dg-filter">
      <label htmlFor={id}>{say(filter.title)}</label>
      {filter.multiple ? (
        <Select
          id={id}
          mode="multiple"
          allowClear
          value={Array.isArray(value) ? value.map(String) : []}
          options={items}
          placeholder={t('all')}
          onChange={(chosen: string[]) => onChange(chosen.length > 0 ? chosen : undefined)}
        />
      ) : (
        <Select
          id={id}
          allowClear
          showSearch={items.length > 8 ? { optionFilterProp: 'label' } : false}
          value={typeof value === 'string' ? value : undefined}
          options={items}
          placeholder={t('all')}
          onChange={(chosen: string | undefined) => onChange(chosen)}
        />
      )}
    </div>
  );
}
