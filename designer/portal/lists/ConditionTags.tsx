import { Tag } from 'antd';
import { type Field, fieldAt, formatValue, type Json, localise, own } from '../../../engine/index.ts';
import { useSession } from '../../ui/session.tsx';
import { useLocale } from '../../ui/useLocale.ts';
import { useTexts } from '../../ui/useTexts.ts';
import type { ParsedScreen } from '../forms/form-screen.ts';
import type { Condition, Conditions } from './list-state.ts';

type Props = { parsed: ParsedScreen; conditions: Conditions; onChange: (conditions: Conditions) => void };

/** The conditions of a list in words, each to be taken away. */
export function ConditionTags({ parsed, conditions, onChange }: Props) {
  const t = useTexts('list');
  const locale = useLocale();
  const { zone } = useSession();
  const entries = Object.entries(conditions);
  if (entries.length === 0) return null;
  const value = (field: Field | undefined, json: Json) =>
    field ? formatValue(field, json, { locale, zone, options: parsed.options }) : String(json);
  const words = (path: string, condition: Condition): string => {
    const field = path === 'status' ? undefined : fieldAt(parsed.form, path);
    if ('equals' in condition) return value(field, condition.equals);
    if ('is' in condition) return t(condition.is ? 'controls:yes' : 'controls:no');
    if ('any' in condition) return condition.any.map((key) => value(field, [key])).join(' / ');
    if ('in' in condition && condition.names) return condition.names.join(' / ');
    if ('in' in condition) {
      return condition.in
        .map((key) =>
          path === 'status' ? localise(own(parsed.statuses, key)?.title ?? key, locale) : value(field, key),
        )
        .join(' / ');
    }
    const from = condition.from === undefined ? '' : value(field, condition.from);
    const to = condition.to === undefined ? '' : value(field, condition.to);
    return from && to ? `${from} – ${to}` : from ? `≥ ${from}` : `≤ ${to}`;
  };
  return (
    <ul className="dg-plain dg-condition-tags" aria-label={t('filter')}>
      {entries.map(([path, condition]) => {
        const top = fieldAt(parsed.form, path.split('.')[0] ?? path);
        const title = path === 'status' ? t('status') : localise(top?.title ?? path, locale);
        const { [path]: _, ...others } = conditions;
        return (
          <li key={path}>
            <Tag closable={{ 'aria-label': t('removeCondition', { what: title }) }} onClose={() => onChange(others)}>
              {title}: {words(path, condition)}
            </Tag>
          </li>
        );
      })}
    </ul>
  );
}
