import { useQueryClient } from '@tanstack/react-query';
import { Modal } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { ProblemError } from '../api/problem.ts';
import { saveDefinition } from '../api/studio.ts';
import { ProblemAlert } from '../ui/ProblemAlert.tsx';
import { useTexts } from '../ui/useTexts.ts';
import { isTitledKey, TitleAndKey } from './definition-parts/TitleAndKey.tsx';

/** Begins an application: a draft that only analysts see until it is published. */
export function NewApplication({ onClose }: { onClose(): void }) {
  const t = useTexts('applications');
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [named, setNamed] = useState({ title: '', key: '' });
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  const taken = failure instanceof ProblemError && (failure.status === 409 || failure.status === 412);

  const begin = async () => {
    const { title, key } = named;
    setBusy(true);
    setFailure(undefined);
    try {
      await saveDefinition(key, { kind: 'pack', key: 'pack' }, { key, title: { en: title, 'zh-CN': title } }, 0);
      await queries.invalidateQueries({ queryKey: ['packs'], exact: true });
      await navigate(`/studio/${key}/pack/pack`);
    } catch (thrown) {
      setFailure(thrown);
      setBusy(false);
    }
  };

  return (
    <Modal
      open
      title={t('newApplication')}
      okText={t('beginApplication')}
      cancelText={t('shell:cancel')}
      onCancel={onClose}
      onOk={() => void begin()}
      confirmLoading={busy}
      okButtonProps={{ disabled: !isTitledKey(named) }}
    >
      <div className="dg-stack">
        <TitleAndKey value={named} onChange={setNamed} />
        {taken ? (
          <p className="dg-bad" role="alert">
            {t('applicationTaken', { key: named.key })}
          </p>
        ) : (
          <ProblemAlert error={failure} />
        )}
      </div>
    </Modal>
  );
}
