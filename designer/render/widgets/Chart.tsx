import type { EChartsCoreOption } from 'echarts/core';
import { useEffect, useRef } from 'react';
import { fontFamily, palette, seriesColours } from '../../ui/palette.ts';
import { type ECharts, startChart } from './echart.ts';

type Props = {
  options: EChartsCoreOption;
  /** What the chart shows, for those who do not see it; the tile also has it as a table. */
  description: string;
  onPick?: (series: number, index: number) => void;
};

const still = typeof matchMedia === 'function' && matchMedia('(prefers-reduced-motion: reduce)').matches;

/** A chart that follows the size of its tile. */
export function Chart({ options, description, onPick }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const chart = useRef<ECharts>(undefined);
  const pick = useRef(onPick);
  pick.current = onPick;

  useEffect(() => {
    if (!place.current) return;
    const made = startChart(place.current);
    chart.current = made;
    made.on('click', (event) => pick.current?.(event.seriesIndex ?? 0, event.dataIndex));
    const sizes = new ResizeObserver(() => made.resize());
    sizes.observe(place.current);
    return () => {
      sizes.disconnect();
      made.dispose();
      chart.current = undefined;
    };
  }, []);

  useEffect(() => {
    chart.current?.setOption({ ...shared, ...options }, { notMerge: true });
  }, [options]);

  return <div ref={place} className="dg-chart" role="img" aria-label={description} />;
}

export const axisText = { color: palette.inkSoft, fontSize: 12 };
export const hairline = { lineStyle: { color: palette.line } };

const shared: EChartsCoreOption = {
  animation: !still,
  animationDuration: 300,
  color: seriesColours,
  textStyle: { fontFamily, color: palette.ink },
  // The tile's own text alternative describes it better than generated sentences.
  aria: { enabled: false },
};

/** Drawn as text on the canvas: a tooltip of HTML would need inline styles, which the page's policy refuses. */
export const tooltip = {
  renderMode: 'richText',
  confine: true,
  backgroundColor: palette.ink,
  borderWidth: 0,
  padding: [8, 12],
  textStyle: { color: '#ffffff', fontSize: 13, lineHeight: 20 },
} as const;
