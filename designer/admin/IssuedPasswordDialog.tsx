import { Alert, Modal } from 'antd';
import { useRef } from 'react';
import type { IssuedPassword } from '../../engine/index.ts';
import { CopyButton } from '../ui/CopyButton.tsx';
import { useLocalise } from '../ui/useLocale.ts';
import { useTexts } from '../ui/useTexts.ts';

/** Shows an issued password, once: nobody can see it again. */
export function IssuedPasswordDialog({ issued, onClose }: { issued: IssuedPassword; onClose(): void }) {
  const t = useTexts('admin');
  const say = useLocalise();
  const shown = useRef<HTMLElement>(null);
  return (
    <Modal
      open
      title={t('passwordFor', { name: say(issued.person.title) })}
      okText={t('handedOver')}
      footer={(_buttons, { OkBtn }) => <OkBtn />}
      closable={false}
      mask={{ closable: false }}
      keyboard={false}
      onOk={onClose}
    >
      <div className="dg-stack">
        <div className="dg-row">
          <code ref={shown} className="dg-issued-password">
            {issued.password}
          </code>
          <CopyButton text={issued.password} shown={shown} />
        </div>
        <Alert type="warning" showIcon title={t('passwordOnce')} />
      </div>
    </Modal>
  );
}
