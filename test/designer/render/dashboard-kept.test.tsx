// @vitest-environment jsdom
import { cleanup, render } from '@testing-library/react';
import { App } from 'antd';
import { afterEach, describe, expect, it } from 'vitest';
import { DashboardView } from '../../../designer/render/dashboard/DashboardView.tsx';
import { seriesOptions } from '../../../designer/render/widgets/SeriesWidget.tsx';
import { startTexts } from '../../../designer/ui/i18n.ts';
import type { WidgetModel } from '../../../engine/index.ts';

afterEach(cleanup);

type Plan = Parameters<typeof DashboardView>[0]['plan'];
type Series = Parameters<typeof seriesOptions>[0];

describe('a dashboard on the page', () => {
  it('puts each tile at its place of the grid, as wide and as high as the layout says', () => {
    startTexts('en');
    const widgets = { left: { type: 'kpi', title: 'Left', own: {} }, right: { type: 'kpi', title: 'Right', own: {} } };
    const layout = [
      { widget: 'left', x: 0, y: 2, w: 5, h: 3 },
      { widget: 'right', x: 5, y: 1, w: 7, h: 4 },
    ];
    const { container } = render(
      <App>
        <DashboardView plan={{ widgets, layout } as unknown as Plan} models={{}} />
      </App>,
    );
    const places = [...container.querySelectorAll<HTMLElement>('.dg-grid-place')].map(
      ({ style }) => `${style.gridColumn}; ${style.gridRow}`,
    );
    expect(places).toEqual(['1 / span 5; 3 / span 3', '6 / span 7; 2 / span 4']);
  });

  it.each([
    [true, 1],
    [true, 2],
    [undefined, 1],
    [undefined, 2],
  ])('fills the area under a line where the widget says so (%s, %i lines), and nowhere else', (area, lines) => {
    const series = { title: 'Value', format: { kind: 'number' }, values: [1, 2], marks: [] };
    const model = {
      widget: 'line',
      title: 'Course',
      categories: [{ label: 'a' }, { label: 'b' }],
      series: Array.from({ length: lines }, () => series),
      ...(area && { area }),
    } as unknown as WidgetModel & Series;
    const told = seriesOptions(model, {}, 'en').series as { areaStyle?: object }[];
    expect(told.map(({ areaStyle }) => areaStyle !== undefined)).toEqual(told.map(() => area === true));
  });
});
