import type { ComponentType } from 'react';
import type { JsonObject, WidgetModel } from '../../../engine/index.ts';

export type WidgetType = Exclude<WidgetModel['widget'], 'failed'>;
/** The models of some types of widget; several types share one (bar and line). */
export type ModelOf<W extends WidgetModel['widget']> = Having<WidgetModel, W>;
type Having<Model, W> = Model extends { widget: infer T } ? (Extract<T, W> extends never ? never : Model) : never;

/** A widget draws its model and decides nothing. */
export type WidgetProps<Model extends WidgetModel = WidgetModel> = {
  model: Model;
  /** The keys of the definition that only this type of widget knows (`stack`, …). */
  own: JsonObject;
  /** Asked for the records behind a mark; `label` says which mark, in words. Absent: nothing can be asked. */
  onMark?: (mark: JsonObject, label: string) => void;
};

export type Widget<W extends WidgetModel['widget']> = ComponentType<WidgetProps<ModelOf<W>>>;

/** True when there is nothing to draw: the tile then says so. */
export function isEmptyModel(model: WidgetModel): boolean {
  switch (model.widget) {
    case 'kpi':
      return model.value === null;
    case 'bar':
    case 'line':
      return (
        model.categories.length === 0 ||
        model.series.every((one) => one.values.every((value) => value === null || value === 0))
      );
    case 'share':
    case 'funnel':
      return model.slices.every((slice) => slice.value === 0);
    case 'table':
      return model.rows.length === 0;
    case 'failed':
      return false;
  }
}
