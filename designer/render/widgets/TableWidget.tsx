import { useLocale, useLocalise } from '../../ui/useLocale.ts';
import { useTexts } from '../../ui/useTexts.ts';
import { formatNumber } from '../number-format.ts';
import type { ModelOf, WidgetProps } from './widget-props.ts';

/** Rows of groups and their numbers; also the text alternative of every chart. */
export function TableWidget({ model, onMark }: WidgetProps<ModelOf<'table'>>) {
  const t = useTexts('dashboard');
  const locale = useLocale();
  const say = useLocalise();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="dg-figures" tabIndex={0} aria-label={say(model.title)}>
      <table>
        <thead>
          <tr>
            {model.columns.map((column) => (
              <th key={column.key} scope="col" className={column.format && 'dg-number'}>
                {say(column.title)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {model.rows.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows are nothing but their place
            <tr key={index}>
              {model.columns.map((column, place) => {
                const cell = row.cells[place] ?? null;
                const text =
                  typeof cell === 'number' && column.format
                    ? formatNumber(cell, column.format, locale)
                    : String(cell ?? '—');
                if (place > 0 || !onMark) {
                  return (
                    <td key={column.key} className={column.format && 'dg-number'}>
                      {text}
                    </td>
                  );
                }
                return (
                  <th key={column.key} scope="row">
                    <button
                      type="button"
                      className="dg-link"
                      onClick={() => onMark(row.mark, text)}
                      aria-label={t('showRecords', { what: text })}
                    >
                      {text}
                    </button>
                  </th>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
