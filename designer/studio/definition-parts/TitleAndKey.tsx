import { Input } from 'antd';
import { useId } from 'react';
import { isKey } from '../../../engine/index.ts';
import { useTexts } from '../../ui/useTexts.ts';

export type TitledKey = { title: string; key: string };

/** True where both are there and the key is one. */
export function isTitledKey({ title, key }: TitledKey): boolean {
  return title.trim() !== '' && isKey(key);
}

/** What something new is called, and the key that stands for it. */
export function TitleAndKey({ value, onChange }: { value: TitledKey; onChange(value: TitledKey): void }) {
  const t = useTexts('studio');
  const titleId = useId();
  const keyId = useId();
  const { title, key } = value;
  const wrong = key !== '' && !isKey(key);
  return (
    <div className="dg-stack">
      <div>
        <label htmlFor={titleId}>{t('titleLabel')}</label>
        <Input
          id={titleId}
          value={title}
          autoFocus
          onChange={(event) => {
            const next = event.target.value;
            // The key follows the title while it is Latin; a Chinese title leaves it to the person.
            onChange({ title: next, key: key === keyFrom(title) ? keyFrom(next) : key });
          }}
        />
      </div>
      <div>
        <label htmlFor={keyId}>{t('keyLabel')}</label>
        <Input
          id={keyId}
          value={key}
          status={wrong ? 'error' : ''}
          onChange={(event) => onChange({ title, key: event.target.value })}
          aria-describedby={`${keyId}-help`}
        />
        <p id={`${keyId}-help`} className={wrong ? 'dg-bad' : 'dg-faint'}>
          {t('keyHelp')}
        </p>
      </div>
    </div>
  );
}

function keyFrom(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '')
    .slice(0, 48);
}
