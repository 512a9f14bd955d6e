import { Button, Input, Select } from 'antd';
import { useId, useState } from 'react';
import { type DashboardScreen, isJsonObject, type Json, type JsonObject } from '../../../engine/index.ts';
import type { DashboardPlan, FilterPlan } from '../../render/dashboard/dashboard-view.ts';
import { useLocalise } from '../../ui/useLocale.ts';
import { useTexts } from '../../ui/useTexts.ts';

type Props = {
  plan: DashboardPlan;
  options: DashboardScreen['filterOptions'];
  values: JsonObject;
  onChange(key: string, filter: FilterPlan, value: Json | undefined): void;
  onReset(): void;
};

/** The filters above a dashboard; each narrows the widgets that are bound to it. */
export function FilterBar({ plan, options, values, onChange, onReset }: Props) {
  const t = useTexts('dashboard');
  return (
    <search className="dg-dashboard-filters" aria-label={t('filters')}>
      {Object.entries(plan.filters).map(([key, filter]) => (
        <OneFilter
          key={key}
          filter={filter}
          options={options[key] ?? []}
          value={values[key]}
          onChange={(value) => onChange(key, filter, value)}
        />
      ))}
      <Button type="text" onClick={onReset}>
        {t('reset')}
      </Button>
    </search>
  );
}

const OTHER = '…';

function OneFilter({
  filter,
  options,
  value,
  onChange,
}: {
  filter: FilterPlan;
  options: DashboardScreen['filterOptions'][string];
  value: Json | undefined;
  onChange(value: Json | undefined): void;
}) {
  const t = useTexts('dashboard');
  const say = useLocalise();
  const id = useId();
  const own = isJsonObject(value);
  const [typing, setTyping] = useState(own);
  const choices = options.map((option) => ({ value: option.value, label: say(option.title) }));
  if (filter.multiple) {
    return (
      <div className="dg-dashboard-filter">
        <label htmlFor={id}>{say(filter.title)}</label>
        <Select
          id={id}
          mode="multiple"
          allowClear
          placeholder={t('all')}
          value={Array.isArray(value) ? value.map(String) : []}
          options={choices}
          onChange={(next: string[]) => onChange(next.length > 0 ? next : undefined)}
        />
      </div>
    );
  }
  const period = filter.type === 'period';
  return (
    <div className="dg-dashboard-filter">
      <label htmlFor={id}>{say(filter.title)}</label>
      <Select
        id={id}
        allowClear={!period}
        placeholder={t('all')}
        value={typing || own ? OTHER : typeof value === 'string' ? value : null}
        options={period ? [...choices, { value: OTHER, label: t('otherPeriod') }] : choices}
        onChange={(next?: string | null) => {
          setTyping(next === OTHER);
          if (next !== OTHER) onChange(next ?? undefined);
        }}
      />
      {(typing || own) && <OwnPeriod value={own ? value : {}} onChange={onChange} />}
    </div>
  );
}

/** A period from day to day; asked for when both ends are there, in order. */
function OwnPeriod({ value, onChange }: { value: JsonObject; onChange(value: Json): void }) {
  const t = useTexts('dashboard');
  const [from, setFrom] = useState(typeof value.from === 'string' ? value.from : '');
  const [to, setTo] = useState(typeof value.to === 'string' ? value.to : '');
  const ask = (next: { from: string; to: string }) => {
    if (next.from && next.to && next.from <= next.to) onChange(next);
  };
  return (
    <>
      <Input
        type="date"
        aria-label={t('from')}
        value={from}
        max={to || undefined}
        onChange={(event) => {
          setFrom(event.target.value);
          ask({ from: event.target.value, to });
        }}
      />
      <Input
        type="date"
        aria-label={t('to')}
        value={to}
        min={from || undefined}
        onChange={(event) => {
          setTo(event.target.value);
          ask({ from, to: event.target.value });
        }}
      />
    </>
  );
}
