import { ArrowDownOutlined, ArrowUpOutlined } from '@ant-design/icons';
import { useLocale, useLocalise } from '../../ui/useLocale.ts';
import { useTexts } from '../../ui/useTexts.ts';
import { formatNumber } from '../number-format.ts';
import { Sparkline } from './Sparkline.tsx';
import type { ModelOf, WidgetProps } from './widget-props.ts';

/** One number: against its target, against before, and the way it came. */
export function KpiWidget({ model, onMark }: WidgetProps<ModelOf<'kpi'>>) {
  const t = useTexts('dashboard');
  const locale = useLocale();
  const say = useLocalise();
  const full = formatNumber(model.value, model.format, locale);
  const short = formatNumber(model.value, model.format, locale, 'tile');
  const { target, change } = model;
  const number = <span title={full}>{short}</span>;
  return (
    <div className="dg-kpi">
      <div className="dg-kpi-figure">
        {onMark ? (
          <button
            type="button"
            className="dg-kpi-number"
            onClick={() => onMark(model.mark, say(model.title))}
            aria-label={t('showRecords', { what: `${say(model.title)}: ${full}` })}
          >
            {number}
          </button>
        ) : (
          <span className="dg-kpi-number">{number}</span>
        )}
        {change && change.ratio !== null && (
          <span className="dg-kpi-change">
            {change.ratio < 0 ? <ArrowDownOutlined aria-hidden="true" /> : <ArrowUpOutlined aria-hidden="true" />}
            {formatNumber(Math.abs(change.ratio), { kind: 'percent' }, locale)}{' '}
            <span className="dg-visually-hidden">{change.ratio < 0 ? t('less') : t('more')}</span>
            <span className="dg-soft">{t('versus', { what: say(change.since) })}</span>
          </span>
        )}
        {target !== undefined && (
          <span
            className={model.value !== null && model.value >= target ? 'dg-kpi-target dg-kpi-reached' : 'dg-kpi-target'}
          >
            {t('target', { target: formatNumber(target, model.format, locale, 'short') })}
          </span>
        )}
      </div>
      {model.trend.length > 1 && (
        <Sparkline points={model.trend} spoken={(value) => formatNumber(value, model.format, locale, 'short')} />
      )}
    </div>
  );
}
