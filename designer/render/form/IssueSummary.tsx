import { Alert } from 'antd';
import { forwardRef } from 'react';
import { type Form, type LocalIssue, localise, segmentsOf } from '../../../engine/index.ts';
import { useLocale } from '../../ui/useLocale.ts';
import { useTexts } from '../../ui/useTexts.ts';
import { focusAt } from './focus-at.ts';

type Props = { form: Form; issues: readonly LocalIssue[] };

/** Everything to mend in one list, each with a way to its place. */
export const IssueSummary = forwardRef<HTMLDivElement, Props>(function IssueSummary({ form, issues }, ref) {
  const t = useTexts();
  const locale = useLocale();
  const errors = issues.filter(({ severity }) => severity === 'error');
  if (errors.length === 0) return null;
  return (
    <div ref={ref} tabIndex={-1} className="dg-summary">
      <Alert
        role="alert"
        type="error"
        showIcon
        title={t('whatIsWrong', { count: errors.length })}
        description={
          <ul className="dg-issue-list">
            {errors.map((one) => (
              <li key={`${one.path} ${one.code}`}>
                <a
                  href={`#${one.path}`}
                  onClick={(event) => {
                    event.preventDefault();
                    focusAt(one.path);
                  }}
                >
                  {lineOf(form, one, locale)}
                </a>
              </li>
            ))}
          </ul>
        }
      />
    </div>
  );
});

/** What is wrong, with its place before it unless the message names that itself. */
function lineOf(form: Form, { path, message }: LocalIssue, locale: 'en' | 'zh-CN'): string {
  const place = placeOf(form, path, locale);
  if (place === '' || message.includes(place)) return message;
  return locale === 'zh-CN' ? `${place}：${message}` : `${place}: ${message}`;
}

/** `/items/1/cost` as "Cost lines 2, Cost". */
export function placeOf(form: Form, path: string, locale: 'en' | 'zh-CN'): string {
  const [name = '', row, column] = segmentsOf(path);
  const field = form.fields[name];
  if (!field) return '';
  const title = localise(field.title, locale);
  if (row === undefined || !field.columns) return title;
  const inner = column === undefined ? undefined : field.columns?.[column];
  const line = `${title} ${Number(row) + 1}`;
  return inner ? `${line} · ${localise(inner.title, locale)}` : line;
}
