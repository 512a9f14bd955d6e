import { PrinterOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTexts } from './useTexts.ts';

/** Prints the page as it is made for paper. */
export function PrintButton() {
  const t = useTexts();
  return (
    <Button icon={<PrinterOutlined aria-hidden="true" />} onClick={() => window.print()}>
      {t('print')}
    </Button>
  );
}
