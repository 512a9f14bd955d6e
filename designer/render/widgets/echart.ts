// The one place that loads echarts, and only the parts that our widgets draw with (the full build needs `new Function`).
import { BarChart, LineChart, PieChart } from 'echarts/charts';
import { GridComponent, TooltipComponent } from 'echarts/components';
import { type ECharts, init, use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';

use([BarChart, LineChart, PieChart, GridComponent, TooltipComponent, CanvasRenderer]);

export type { ECharts };

export function startChart(place: HTMLElement): ECharts {
  return init(place, undefined, { renderer: 'canvas' });
}
