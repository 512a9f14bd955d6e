import { CheckOutlined, LoadingOutlined, WarningOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTexts } from '../../ui/useTexts.ts';
import { useStudio } from './studio-context.ts';

/** Whether what is on screen is stored; spoken to those who do not see it. */
export function SaveStatus() {
  const t = useTexts('studio');
  const { saveState, saver } = useStudio();
  const { status } = saveState;
  const failed = status === 'failed' || status === 'conflict';
  return (
    <span className={failed ? 'dg-save-state dg-save-failed' : 'dg-save-state dg-soft'} role="status">
      {failed ? (
        <WarningOutlined aria-hidden="true" />
      ) : status === 'saved' ? (
        <CheckOutlined aria-hidden="true" />
      ) : (
        <LoadingOutlined aria-hidden="true" />
      )}
      {t(`save-${status}`)}
      {status === 'failed' && (
        <Button size="small" type="link" onClick={() => void saver.flush()}>
          {t('shell:tryAgain')}
        </Button>
      )}
    </span>
  );
}
