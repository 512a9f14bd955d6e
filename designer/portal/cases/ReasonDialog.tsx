import { Input, Modal } from 'antd';
import { type ReactNode, useId } from 'react';
import { LabelledInput } from '../../ui/LabelledInput.tsx';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { useTexts } from '../../ui/useTexts.ts';
import type { ReasonedAct } from './useReasonedAct.ts';

type Props = {
  act: ReasonedAct;
  title: string;
  okText: string;
  danger?: boolean;
  /** Said in place of what the act was refused for. */
  instead?: ReactNode;
  /** What the act is, and what it needs beside the reason. */
  children: ReactNode;
  onClose: () => void;
};

/** The dialog of an act that wants a reason. */
export function ReasonDialog({ act, title, okText, danger = false, instead, children, onClose }: Props) {
  const t = useTexts('cases');
  const id = useId();
  const { reason, setReason, tried } = act;
  return (
    <Modal
      open
      title={title}
      okText={okText}
      okButtonProps={{ danger }}
      cancelText={t('shell:cancel')}
      confirmLoading={act.busy}
      mask={{ closable: false }}
      onOk={() => void act.submit()}
      onCancel={onClose}
    >
      <div className="dg-stack">
        {instead ?? <ProblemAlert error={act.failure} />}
        {children}
        <LabelledInput
          id={`${id}-reason`}
          label={t('task:reason')}
          help={t('reasonHelp')}
          required
          issue={tried && !reason.trim() ? t('task:giveReason') : undefined}
        >
          <Input.TextArea
            value={reason}
            onChange={({ target }) => setReason(target.value)}
            rows={3}
            className="dg-grow"
            maxLength={2000}
          />
        </LabelledInput>
      </div>
    </Modal>
  );
}
