import { Alert, Button } from 'antd';
import { useRef } from 'react';
import { CopyButton } from '../CopyButton.tsx';
import { useTexts } from '../useTexts.ts';

type Props = { codes: readonly string[]; name: string; tenant: string; onKept: () => void };

/** The recovery codes, once: nobody can see them again. */
export function RecoveryCodes({ codes, name, tenant, onKept }: Props) {
  const t = useTexts('secondFactor');
  const shown = useRef<HTMLOListElement>(null);
  const save = () => {
    const heading = t('codesFile', { name, tenant });
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([`${heading}\n\n${codes.join('\n')}\n`], { type: 'text/plain' }));
    link.download = `dougong-${tenant}-${name}.txt`;
    link.click();
    URL.revokeObjectURL(link.href);
  };
  return (
    <section className="dg-stack" aria-labelledby="recovery-codes">
      <h3 id="recovery-codes">{t('codesTitle')}</h3>
      <Alert type="warning" showIcon title={t('codesText')} />
      <ol ref={shown} className="dg-plain dg-recovery">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ol>
      <div className="dg-row">
        <Button type="primary" onClick={onKept}>
          {t('codesKept')}
        </Button>
        <Button onClick={save}>{t('codesSave')}</Button>
        <CopyButton text={codes.join('\n')} shown={shown} />
      </div>
    </section>
  );
}
