import type { EChartsCoreOption } from 'echarts/core';
import { useMemo } from 'react';
import type { Locale } from '../../../engine/index.ts';
import { palette, seriesColours } from '../../ui/palette.ts';
import { useLocale, useLocalise } from '../../ui/useLocale.ts';
import { formatNumber } from '../number-format.ts';
import { axisText, Chart, legend, tooltip } from './Chart.tsx';
import type { ModelOf, WidgetProps } from './widget-props.ts';

type SlicesModel = ModelOf<'share' | 'funnel'>;

/** Parts of a whole: a ring, or the stages of a funnel. */
export function SlicesWidget({ model, onMark }: WidgetProps<SlicesModel>) {
  const locale = useLocale();
  const say = useLocalise();
  const options = useMemo(() => sliceOptions(model, locale), [model, locale]);
  const pick = (_: number, index: number) => {
    const slice = model.slices[index];
    if (slice) onMark?.(slice.mark, slice.label);
  };
  return <Chart options={options} description={say(model.title)} onPick={onMark && pick} />;
}

/** What echarts is told about a model of slices. */
export function sliceOptions(model: SlicesModel, locale: Locale): EChartsCoreOption {
  const share = (index: number) => formatNumber(model.slices[index]?.share ?? null, { kind: 'percent' }, locale);
  const value = (index: number) => formatNumber(model.slices[index]?.value ?? null, model.format, locale);
  const data = model.slices.map((slice) => ({ name: slice.label, value: slice.value }));
  const shared = {
    tooltip: {
      ...tooltip,
      trigger: 'item',
      formatter: ({ name, dataIndex }: { name: string; dataIndex: number }) =>
        `${name}\n${value(dataIndex)}  (${share(dataIndex)})`,
    },
  };
  if (model.widget === 'share') {
    return {
      ...shared,
      legend: { ...legend, itemGap: 10 },
      series: [
        {
          type: 'pie',
          radius: ['46%', '70%'],
          center: ['50%', '43%'],
          data,
          cursor: 'pointer',
          itemStyle: { borderColor: palette.surface, borderWidth: 2 },
          label: { formatter: ({ dataIndex }: { dataIndex: number }) => share(dataIndex), ...axisText, fontSize: 12 },
          labelLine: { length: 8, length2: 6 },
        },
      ],
    };
  }
  return {
    ...shared,
    series: [
      {
        type: 'funnel',
        sort: 'none',
        left: 8,
        right: '38%',
        top: 8,
        bottom: 8,
        gap: 3,
        minSize: '6%',
        data: data.map((slice, index) => ({
          ...slice,
          itemStyle: { color: seriesColours[index % seriesColours.length], borderWidth: 0 },
        })),
        cursor: 'pointer',
        label: {
          position: 'right',
          color: palette.ink,
          fontSize: 12,
          lineHeight: 17,
          formatter: ({ name, dataIndex }: { name: string; dataIndex: number }) =>
            `${name}\n${value(dataIndex)} · ${share(dataIndex)}`,
        },
        labelLine: { length: 8, lineStyle: { color: palette.line } },
      },
    ],
  };
}
