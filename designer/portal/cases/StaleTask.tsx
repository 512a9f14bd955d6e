import { Alert, Button } from 'antd';
import { isJsonObject, type JsonObject, type Problem } from '../../../engine/index.ts';
import { useSession } from '../../ui/session.tsx';
import { useLocale } from '../../ui/useLocale.ts';
import { useTexts } from '../../ui/useTexts.ts';
import { differences } from '../forms/changes.ts';
import type { ParsedScreen } from '../forms/form-screen.ts';

type Props = { parsed: ParsedScreen; shown: JsonObject; problem: Problem; onReload: () => void };

/** The task is not what it was when it was opened: who decided, or what changed, in the server's words and field by field. */
export function StaleTask({ parsed, shown, problem, onReload }: Props) {
  const t = useTexts('task');
  const locale = useLocale();
  const { zone } = useSession();
  const now = currentData(problem.current);
  const changes = now ? differences(parsed.form, shown, now, { locale, zone, options: parsed.options }) : [];
  return (
    <Alert
      role="alert"
      type="warning"
      showIcon
      title={problem.detail || t('stale')}
      description={
        <div className="dg-stack">
          {changes.length > 0 && (
            <ul className="dg-plain dg-changes">
              {changes.map((change) => (
                <li key={change.name}>
                  <span className="dg-soft">{change.title}:</span> <del>{change.mine || '—'}</del> →{' '}
                  <ins>{change.theirs || '—'}</ins>
                </li>
              ))}
            </ul>
          )}
          <div>
            <Button onClick={onReload}>{t('showNow')}</Button>
          </div>
        </div>
      }
    />
  );
}

/** The record's data in whatever the server sends as the present state: a task, a record, or the data alone. */
function currentData(current: unknown): JsonObject | undefined {
  if (!isJsonObject(current)) return undefined;
  if (isJsonObject(current.record) && isJsonObject(current.record.data)) return current.record.data;
  return isJsonObject(current.data) ? current.data : undefined;
}
