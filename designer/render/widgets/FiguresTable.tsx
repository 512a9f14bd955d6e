import type { JsonObject, Locale, WidgetModel } from '../../../engine/index.ts';
import { useLocale, useLocalise } from '../../ui/useLocale.ts';
import { useTexts } from '../../ui/useTexts.ts';
import { formatNumber } from '../number-format.ts';
import type { ModelOf } from './widget-props.ts';

type Charted = ModelOf<'bar' | 'line' | 'share' | 'funnel'>;
type Cell = { text: string; mark?: JsonObject };
type Props = { model: Charted; onMark?: (mark: JsonObject, label: string) => void };

/** True for models that are drawn as pictures and so need their figures as text beside. */
export function isCharted(model: WidgetModel): model is Charted {
  return model.widget === 'bar' || model.widget === 'line' || model.widget === 'share' || model.widget === 'funnel';
}

/** The figures of a chart as a table, in which every number can be opened as in the chart, by keyboard too. */
export function FiguresTable({ model, onMark }: Props) {
  const t = useTexts('dashboard');
  const locale = useLocale();
  const say = useLocalise();
  const titles = 'series' in model ? model.series.map((series) => say(series.title)) : [t('value'), t('share')];
  const rows = figuresOf(model, locale);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="dg-figures" tabIndex={0} aria-label={say(model.title)}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('group')}</th>
            {titles.map((title, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two series may have one title
              <th key={index} scope="col" className="dg-number">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ label, cells }, line) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows are nothing but their place
            <tr key={line}>
              <th scope="row">{label}</th>
              {cells.map(({ text, mark }, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: cells are nothing but their place
                <td key={index} className="dg-number">
                  {mark && onMark ? (
                    <button
                      type="button"
                      className="dg-link"
                      onClick={() =>
                        onMark(mark, titles.length > 1 && 'series' in model ? `${label} · ${titles[index]}` : label)
                      }
                      aria-label={t('showRecords', { what: `${label}, ${titles[index]}: ${text}` })}
                    >
                      {text}
                    </button>
                  ) : (
                    text
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** Each category or slice with its numbers as text. */
export function figuresOf(model: Charted, locale: Locale): { label: string; cells: Cell[] }[] {
  if ('series' in model) {
    return model.categories.map(({ label }, index) => ({
      label,
      cells: model.series.map((series) => {
        const value = series.values[index] ?? null;
        const mark = series.marks[index];
        return { text: formatNumber(value, series.format, locale), ...(value !== null && mark && { mark }) };
      }),
    }));
  }
  return model.slices.map(({ label, value, share, mark }) => ({
    label,
    cells: [
      { text: formatNumber(value, model.format, locale), mark },
      { text: formatNumber(share, { kind: 'percent' }, locale) },
    ],
  }));
}
