import { Alert, Segmented } from 'antd';
import { useState } from 'react';
import { usePhone } from '../../ui/useMedia.ts';
import { useTexts } from '../../ui/useTexts.ts';
import { useStudio } from '../workspace/studio-context.ts';
import { DraftForm } from './DraftForm.tsx';

/** The form as people will get it: the same view, rules and messages; nothing that is typed here is kept. */
export function FormPreview({ form }: { form: string }) {
  const t = useTexts('studio');
  const phone = usePhone();
  const { partial } = useStudio();
  const [narrow, setNarrow] = useState(false);
  const parsed = partial.forms[form];
  if (!parsed) return <Alert type="warning" showIcon title={t('previewBroken')} />;
  return (
    <div className="dg-stack">
      {!phone && (
        <Segmented
          value={narrow ? 'phone' : 'desktop'}
          options={[
            { value: 'desktop', label: t('desktop') },
            { value: 'phone', label: t('phone') },
          ]}
          onChange={(value) => setNarrow(value === 'phone')}
          aria-label={t('width')}
        />
      )}
      <div className={narrow ? 'dg-card dg-card-body dg-preview-phone' : 'dg-card dg-card-body'}>
        <DraftForm form={parsed} />
      </div>
    </div>
  );
}
