import { Alert } from 'antd';
import type { CaseView } from '../../../engine/index.ts';
import { useLocalise } from '../../ui/useLocale.ts';
import { useMoment } from '../../ui/useMoment.ts';
import { useTexts } from '../../ui/useTexts.ts';

/** Says of a case that is held up: by whom, since when, and why. */
export function SuspendedNotice({ view: { status, suspended } }: { view: CaseView }) {
  const t = useTexts('cases');
  const say = useLocalise();
  const moment = useMoment();
  if (status !== 'suspended') return null;
  return (
    <Alert
      className="dg-case-notice"
      type="warning"
      showIcon
      role="status"
      title={t('suspendedNow')}
      description={
        suspended &&
        t('suspendedBy', { person: say(suspended.by.title), time: moment(suspended.at), reason: suspended.reason })
      }
    />
  );
}
