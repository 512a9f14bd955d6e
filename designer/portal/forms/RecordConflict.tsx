import { Alert, Button } from 'antd';
import type { JsonObject, RecordView } from '../../../engine/index.ts';
import { useSession } from '../../ui/session.tsx';
import { useLocale } from '../../ui/useLocale.ts';
import { useTexts } from '../../ui/useTexts.ts';
import { differences } from './changes.ts';
import type { ParsedScreen } from './form-screen.ts';

type Props = {
  parsed: ParsedScreen;
  mine: JsonObject;
  theirs: RecordView;
  onTakeTheirs: () => void;
  onKeepMine: () => void;
};

/** Another person has saved the record meanwhile: field by field, what is there now and what this person was about to save. */
export function RecordConflict({ parsed, mine, theirs, onTakeTheirs, onKeepMine }: Props) {
  const t = useTexts('form');
  const locale = useLocale();
  const { zone } = useSession();
  const rows = differences(parsed.form, mine, theirs.data, { locale, zone, options: parsed.options });
  return (
    <Alert
      role="alert"
      type="warning"
      showIcon
      title={t('recordConflict')}
      description={
        <div className="dg-stack">
          <table className="dg-compare">
            <thead>
              <tr>
                <th scope="col">{t('field')}</th>
                <th scope="col">{t('mine')}</th>
                <th scope="col">{t('theirs')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.name}>
                  <th scope="row">{row.title}</th>
                  <td>{row.mine || '—'}</td>
                  <td>{row.theirs || '—'}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <div className="dg-row">
            <Button onClick={onKeepMine}>{t('keepMyChanges')}</Button>
            <Button onClick={onTakeTheirs}>{t('takeStored')}</Button>
          </div>
        </div>
      }
    />
  );
}
