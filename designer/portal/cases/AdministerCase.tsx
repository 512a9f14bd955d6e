import { DownOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import { useState } from 'react';
import type { AdminVerb, CaseView } from '../../../engine/index.ts';
import { useTexts } from '../../ui/useTexts.ts';
import { AdministerDialog } from './AdministerDialog.tsx';
import { adminTexts } from './admin-texts.ts';

const verbs: readonly AdminVerb[] = ['reassign', 'move', 'retry', 'suspend', 'resume', 'cancel'];

/** What an administrator may do to a case: each act asks for its reason. */
export function AdministerCase({ view }: { view: CaseView }) {
  const t = useTexts('cases');
  const [asking, setAsking] = useState<AdminVerb>();
  const available = verbs.filter((verb) => view.available.includes(verb));
  if (available.length === 0 && !asking) return null;
  return (
    <>
      <Dropdown
        trigger={['click']}
        menu={{
          items: available.map((verb) => ({ key: verb, label: t(adminTexts[verb].act), danger: verb === 'cancel' })),
          onClick: ({ key }) => setAsking(key as AdminVerb),
        }}
      >
        <Button icon={<DownOutlined />} iconPlacement="end">
          {t('administer')}
        </Button>
      </Dropdown>
      {asking && <AdministerDialog view={view} verb={asking} onClose={() => setAsking(undefined)} />}
    </>
  );
}
