import { Input, Modal } from 'antd';
import { useId, useState } from 'react';
import { type DefinitionKind, isKey, type JsonObject } from '../../../engine/index.ts';
import { useTexts } from '../../ui/useTexts.ts';
import { useStudio } from './studio-context.ts';

/** Asks for a title and a key, and adds the smallest definition of the kind that can be worked on. */
export function NewDefinition({ kind, onClose }: { kind: DefinitionKind; onClose(): void }) {
  const t = useTexts('studio');
  const { dispatch, open, document } = useStudio();
  const [title, setTitle] = useState('');
  const [key, setKey] = useState('');
  const titleId = useId();
  const keyId = useId();
  const wrong = key !== '' && !isKey(key);
  const add = () => {
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
      okButtonProps={{ disabled: !title.trim() || !isKey(key) }}
    >
      <div className="dg-stack">
        <div>
          <label htmlFor={titleId}>{t('titleLabel')}</label>
          <Input
            id={titleId}
            value={title}
            autoFocus
            onChange={(event) => {
              // The key follows the title while it is Latin; a Chinese title leaves it to the person.
              if (key === keyFrom(title)) setKey(keyFrom(event.target.value));
              setTitle(event.target.value);
            }}
          />
        </div>
        <div>
          <label htmlFor={keyId}>{t('keyLabel')}</label>
          <Input
            id={keyId}
            value={key}
            status={wrong ? 'error' : ''}
            onChange={(event) => setKey(event.target.value)}
            aria-describedby={`${keyId}-help`}
          />
          <p id={`${keyId}-help`} className={wrong ? 'dg-bad' : 'dg-faint'}>
            {t('keyHelp')}
          </p>
        </div>
      </div>
    </Modal>
  );
}

function keyFrom(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '')
    .slice(0, 48);
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
