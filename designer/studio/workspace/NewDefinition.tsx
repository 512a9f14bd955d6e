import { Modal } from 'antd';
import { useState } from 'react';
import type { DefinitionKind, JsonObject } from '../../../engine/index.ts';
import { useTexts } from '../../ui/useTexts.ts';
import { isTitledKey, TitleAndKey } from '../definition-parts/TitleAndKey.tsx';
import { useStudio } from './studio-context.ts';

/** Asks for a title and a key, and adds the smallest definition of the kind that can be worked on. */
export function NewDefinition({ kind, onClose }: { kind: DefinitionKind; onClose(): void }) {
  const t = useTexts('studio');
  const { dispatch, open, document } = useStudio();
  const [named, setNamed] = useState({ title: '', key: '' });
  const add = () => {
    const { title, key } = named;
    const ref = { kind, key };
    const forms = Object.keys(document.definitions).flatMap((one) => (one.startsWith('form/') ? [one.slice(5)] : []));
    if (
      !dispatch({
        type: 'definition.add',
        ref,
        json: { ...beginning(kind, forms[0] ?? ''), title: { en: title, 'zh-CN': title } },
      })
    )
      return;
    onClose();
    open(ref);
  };
  return (
    <Modal
      open
      title={`${t('newDefinition')}: ${t(`kind-${kind}`)}`}
      okText={t('add')}
      cancelText={t('shell:cancel')}
      onCancel={onClose}
      onOk={add}
      okButtonProps={{ disabled: !isTitledKey(named) }}
    >
      <TitleAndKey value={named} onChange={setNamed} />
    </Modal>
  );
}

function beginning(kind: DefinitionKind, form: string): JsonObject {
  switch (kind) {
    case 'form':
      return { fields: {}, layout: [{ section: { columns: 2 }, fields: [] }], access: {} };
    case 'workflow':
      return {
        form,
        chart: {
          initial: 'done',
          states: { done: { type: 'final', meta: { title: { en: 'Done', 'zh-CN': '完成' }, outcome: 'approved' } } },
        },
      };
    case 'dashboard':
      return { access: { roles: [] }, filters: {}, widgets: {}, layout: [] };
    case 'dataset':
      return { from: { form }, fields: {} };
    case 'template':
      return { channel: 'notice', subject: { en: '', 'zh-CN': '' }, body: { en: '', 'zh-CN': '' } };
    case 'options':
      return { items: [] };
    case 'roles':
      return { roles: {} };
    case 'page':
      return { blocks: [] };
    default:
      return {};
  }
}
