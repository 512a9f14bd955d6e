import { Alert, Button } from 'antd';
import { useTexts } from '../../ui/useTexts.ts';

/** Says of a part that only JSON can show that it is there and stays as it is. */
export function OnlyInJson({ what, showJson }: { what: string; showJson(): void }) {
  const t = useTexts('designers');
  return (
    <Alert
      type="info"
      showIcon
      title={t('onlyInJson', { what })}
      action={
        <Button size="small" onClick={showJson}>
          {t('showJson')}
        </Button>
      }
    />
  );
}
