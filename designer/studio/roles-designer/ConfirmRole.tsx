import { Modal } from 'antd';
import { useTexts } from '../../ui/useTexts.ts';
import { MentionList } from '../definition-parts/MentionList.tsx';
import { mentionsOfRole } from '../document/index.ts';
import { useStudio } from '../workspace/studio-context.ts';
import type { AskedChange } from './RolesDesigner.tsx';

/** Says what it means to remove or rename a role that is in use. */
export function ConfirmRole({
  asked: { role, to },
  name,
  onDone,
}: {
  asked: AskedChange;
  name: string;
  onDone(goOn: boolean): void;
}) {
  const t = useTexts('designers');
  const { document } = useStudio();
  const mentions = mentionsOfRole(document, role);
  const renames = to !== undefined;
  return (
    <Modal
      open
      title={renames ? t('renameRole', { from: role, to }) : t('removeRole', { name })}
      okText={t(renames ? 'renameAnyway' : 'removeAnyway')}
      okButtonProps={{ danger: true }}
      cancelText={t('shell:cancel')}
      onOk={() => onDone(true)}
      onCancel={() => onDone(false)}
    >
      <div className="dg-stack">
        <p>{renames ? t('roleRenamed', { from: role, to }) : t('roleInUse')}</p>
        {mentions.length > 0 && <MentionList mentions={mentions} onShow={() => onDone(false)} />}
      </div>
    </Modal>
  );
}
