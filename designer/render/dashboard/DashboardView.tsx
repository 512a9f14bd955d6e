import type { JsonObject, WidgetModel } from '../../../engine/index.ts';
import type { DashboardPlan } from './dashboard-view.ts';
import { WidgetTile } from './WidgetTile.tsx';

export type DashboardViewProps = {
  plan: DashboardPlan;
  /** What each widget shows; one that is missing is still being fetched. */
  models: { readonly [widget: string]: WidgetModel };
  /** Of the tiles' titles; `h2` under a page's title. */
  heading?: 'h2' | 'h3';
  /** A mark was chosen: the records behind it are wanted. */
  onMark?: (widget: string, mark: JsonObject, label: string) => void;
};

/** A dashboard's tiles on their grid; one column on a phone. Fetches nothing. */
export function DashboardView({ plan, models, heading, onMark }: DashboardViewProps) {
  return (
    <div className="dg-grid">
      {plan.layout.map(({ widget, x, y, w, h }) => {
        const declared = plan.widgets[widget];
        if (!declared) return null;
        return (
          <div
            key={widget}
            className={`dg-grid-place dg-grid-${declared.type}`}
            style={{ gridColumn: `${x + 1} / span ${w}`, gridRow: `${y + 1} / span ${h}` }}
          >
            <WidgetTile
              title={declared.title}
              model={models[widget]}
              own={declared.own}
              heading={heading}
              onMark={onMark && ((mark, label) => onMark(widget, mark, label))}
            />
          </div>
        );
      })}
    </div>
  );
}
