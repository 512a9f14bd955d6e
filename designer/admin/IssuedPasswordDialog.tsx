import { Alert, Modal, Typography } from 'antd';
import type { IssuedPassword } from '../../engine/index.ts';
import { useLocalise } from '../ui/useLocale.ts';
import { useTexts } from '../ui/useTexts.ts';

/** Shows an issued password, once: nobody can see it again. */
export function IssuedPasswordDialog({ issued, onClose }: { issued: IssuedPassword; onClose(): void }) {
  const t = useTexts('admin');
  const say = useLocalise();
  return (
    <Modal
      open
      title={t('passwordFor', { name: say(issued.person.title) })}
      okText={t('handedOver')}
      cancelButtonProps={{ hidden: true }}
      closable={false}
      mask={{ closable: false }}
      keyboard={false}
      onOk={onClose}
    >
      <div className="dg-stack">
        <Typography.Text code copyable className="dg-issued-password">
          {issued.password}
        </Typography.Text>
        <Alert type="warning" showIcon title={t('passwordOnce')} />
      </div>
    </Modal>
  );
}
