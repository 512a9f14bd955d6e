import { seriesColours } from '../../ui/palette.ts';
import { useLocale } from '../../ui/useLocale.ts';
import { useTexts } from '../../ui/useTexts.ts';
import { formatNumber } from '../number-format.ts';
import type { ModelOf, WidgetProps } from './widget-props.ts';

/**
 * Stages, each as wide as what has come so far. Drawn as boxes, not as one picture: a stage may be greater than the one
 * before it (not every case passes all of them), which a funnel of trapezoids cannot show; and each is a button.
 */
export function FunnelWidget({ model, onMark }: WidgetProps<ModelOf<'funnel'>>) {
  const t = useTexts('dashboard');
  const locale = useLocale();
  const greatest = Math.max(...model.slices.map(({ value }) => value), 1);
  return (
    <ol className="dg-plain dg-funnel">
      {model.slices.map(({ label, value, share, mark }, index) => {
        const number = formatNumber(value, model.format, locale);
        const part = share === null ? '' : formatNumber(share, { kind: 'percent' }, locale);
        const stage = (
          <>
            <span className="dg-funnel-text">
              <span>{label}</span>
              <span className="dg-number">
                {number} {part && <span className="dg-faint">{part}</span>}
              </span>
            </span>
            <span className="dg-funnel-track" aria-hidden="true">
              <span
                className="dg-funnel-bar"
                style={{
                  width: `${Math.max((value / greatest) * 100, 1)}%`,
                  background: seriesColours[index % seriesColours.length],
                }}
              />
            </span>
          </>
        );
        return (
          <li key={label}>
            {onMark ? (
              <button
                type="button"
                className="dg-funnel-stage"
                onClick={() => onMark(mark, label)}
                aria-label={t('showRecords', { what: `${label}: ${number}${part && ` (${part})`}` })}
              >
                {stage}
              </button>
            ) : (
              <span className="dg-funnel-stage">{stage}</span>
            )}
          </li>
        );
      })}
    </ol>
  );
}
