import type { Dataset, JsonObject, WidgetType } from '../../../engine/index.ts';

/** A widget that the engine accepts: the first fields of the dataset that fit its type, bound to the filters that fit them. */
export function freshWidget(
  type: Pick<WidgetType, 'type' | 'title' | 'dimensions'>,
  dataset: Dataset,
  taken: readonly string[],
  filters: JsonObject,
): { key: string; json: JsonObject } {
  let key = type.type;
  for (let number = 2; taken.includes(key); number++) key = `${type.type}-${number}`;
  const fields = Object.entries(dataset.fields);
  const groupable = fields.filter(([, field]) => !['money', 'number', 'percent', 'text'].includes(field.type));
  const dated = fields.find(([, field]) => field.type === 'date' || field.type === 'date-time');
  const [group] = groupable.filter(([, field]) => field.type !== 'date' && field.type !== 'date-time');
  const dimension: JsonObject | undefined =
    type.type === 'line' && dated
      ? { field: dated[0], bucket: 'month' }
      : group
        ? { field: group[0] }
        : dated
          ? { field: dated[0], bucket: 'month' }
          : undefined;
  const period = Object.entries(filters).find(
    ([, filter]) => typeof filter === 'object' && filter !== null && 'type' in filter && filter.type === 'period',
  );
  return {
    key,
    json: {
      type: type.type,
      title: type.title,
      dataset: dataset.key,
      ...(type.dimensions.min > 0 && dimension && { dimensions: [dimension] }),
      measures: [{ op: 'count' }],
      ...(period && dated && { bind: { [period[0]]: dated[0] } }),
    },
  };
}
