import type { EChartsCoreOption } from 'echarts/core';
import { useMemo } from 'react';
import type { Locale } from '../../../engine/index.ts';
import { palette } from '../../ui/palette.ts';
import { useLocale, useLocalise } from '../../ui/useLocale.ts';
import { useTexts } from '../../ui/useTexts.ts';
import { formatNumber } from '../number-format.ts';
import { axisText, Chart, tooltip } from './Chart.tsx';
import { FiguresTable } from './FiguresTable.tsx';
import { Legend } from './Legend.tsx';
import type { ModelOf, WidgetProps } from './widget-props.ts';

type ShareModel = ModelOf<'share'>;

/** Parts of a whole, as a ring. */
export function ShareWidget({ model, onMark }: WidgetProps<ShareModel>) {
  const locale = useLocale();
  const say = useLocalise();
  const t = useTexts('dashboard');
  const options = useMemo(() => shareOptions(model, locale), [model, locale]);
  const pick = (_: number, index: number) => {
    const slice = model.slices[index];
    if (slice) onMark?.(slice.mark, slice.label);
  };
  // A ring of parts cannot show what is below zero: the figures can.
  if (model.slices.some(({ value }) => value < 0))
    return (
      <>
        <p className="dg-faint">{t('noShares')}</p>
        <FiguresTable model={model} onMark={onMark} />
      </>
    );
  return (
    <>
      <Chart options={options} description={say(model.title)} onPick={onMark && pick} />
      <Legend names={model.slices.map(({ label }) => label)} />
    </>
  );
}

/** What echarts is told about a model of parts. */
export function shareOptions(model: ShareModel, locale: Locale): EChartsCoreOption {
  const share = (index: number) => formatNumber(model.slices[index]?.share ?? null, { kind: 'percent' }, locale);
  const value = (index: number) => formatNumber(model.slices[index]?.value ?? null, model.format, locale);
  return {
    tooltip: {
      ...tooltip,
      trigger: 'item',
      formatter: ({ name, dataIndex }: { name: string; dataIndex: number }) =>
        `${name}\n${value(dataIndex)}  (${share(dataIndex)})`,
    },
    series: [
      {
        type: 'pie',
        radius: ['52%', '78%'],
        center: ['50%', '50%'],
        data: model.slices.map((slice) => ({ name: slice.label, value: slice.value })),
        cursor: 'pointer',
        itemStyle: { borderColor: palette.surface, borderWidth: 2 },
        label: { formatter: ({ dataIndex }: { dataIndex: number }) => share(dataIndex), ...axisText },
        labelLine: { length: 8, length2: 6 },
      },
    ],
  };
}
