import type { EChartsCoreOption } from 'echarts/core';
import { useMemo } from 'react';
import type { JsonObject, Locale } from '../../../engine/index.ts';
import { palette } from '../../ui/palette.ts';
import { useLocale, useLocalise } from '../../ui/useLocale.ts';
import { formatNumber } from '../number-format.ts';
import { axisText, Chart, hairline, tooltip } from './Chart.tsx';
import { Legend } from './Legend.tsx';
import type { ModelOf, WidgetProps } from './widget-props.ts';

type SeriesModel = ModelOf<'bar' | 'line'>;

/** Bars or lines over categories; several series stand beside or on one another. */
export function SeriesWidget({ model, own, onMark }: WidgetProps<SeriesModel>) {
  const locale = useLocale();
  const say = useLocalise();
  const options = useMemo(() => seriesOptions(model, own, locale), [model, own, locale]);
  const pick = (series: number, index: number) => {
    const mark = model.series[series]?.marks[index];
    if (mark)
      onMark?.(mark, [model.categories[index]?.label, say(model.series[series]?.title)].filter(Boolean).join(' · '));
  };
  return (
    <>
      <Chart options={options} description={say(model.title)} onPick={onMark && pick} />
      {model.series.length > 1 && <Legend names={model.series.map(({ title }) => say(title))} />}
    </>
  );
}

/** What echarts is told about a series model. */
export function seriesOptions(model: SeriesModel, own: JsonObject, locale: Locale): EChartsCoreOption {
  const first = model.series[0]?.format ?? { kind: 'number' as const };
  const many = model.series.length > 1;
  const stacked = own.stack === true;
  const horizontal = model.widget === 'bar' && own.horizontal === true;
  const categories = {
    type: 'category' as const,
    data: model.categories.map(({ label }) => label),
    axisLabel: { ...axisText, hideOverlap: true },
    axisTick: { show: false },
    axisLine: hairline,
    ...(horizontal && { inverse: true }),
  };
  const values = {
    type: 'value' as const,
    splitNumber: 4,
    axisLabel: { ...axisText, formatter: (value: number) => formatNumber(value, first, locale, 'short') },
    splitLine: hairline,
  };
  return {
    tooltip: {
      ...tooltip,
      trigger: 'axis',
      axisPointer: {
        type: model.widget === 'bar' ? 'shadow' : 'line',
        shadowStyle: { color: 'rgba(29,38,35,0.05)' },
        lineStyle: { color: palette.lineStrong },
      },
      formatter: (shown: { seriesIndex: number; dataIndex: number; seriesName: string; name: string }[]) =>
        [
          shown[0]?.name ?? '',
          ...shown.map(({ seriesIndex, dataIndex, seriesName }) => {
            const series = model.series[seriesIndex];
            const text = series ? formatNumber(series.values[dataIndex] ?? null, series.format, locale) : '';
            return many ? `${seriesName}  ${text}` : text;
          }),
        ].join('\n'),
    },
    grid: { left: 4, right: 14, top: 14, bottom: 4, containLabel: true },
    xAxis: horizontal ? values : categories,
    yAxis: horizontal ? categories : values,
    series: model.series.map((series) => ({
      name: titleOf(series.title, locale),
      type: model.widget,
      data: series.values,
      cursor: 'pointer',
      ...(model.widget === 'bar'
        ? {
            barMaxWidth: 34,
            ...(stacked && { stack: 'all' }),
            ...(!stacked && !horizontal && { itemStyle: { borderRadius: [3, 3, 0, 0] } }),
          }
        : {
            showSymbol: model.categories.length <= 36,
            symbolSize: 7,
            lineStyle: { width: 2.2 },
            ...(model.widget === 'line' && model.area && { areaStyle: { opacity: many ? 0.12 : 0.18 } }),
          }),
    })),
  };
}

function titleOf(title: SeriesModel['title'], locale: Locale): string {
  return typeof title === 'string' ? title : (title[locale] ?? title.en ?? '');
}
