import { useId } from 'react';
import type { Json } from '../../../engine/index.ts';
import { useTexts } from '../../ui/useTexts.ts';
import { LocalisedInput } from './LocalisedInput.tsx';

type Props = { value: Json | undefined; onChange(value: Json | undefined): void; label?: string };

/** The title of what is edited, in each language, under its label; another text where the label says so. */
export function TitleProperty({ value, onChange, label }: Props) {
  const t = useTexts('studio');
  const id = useId();
  return (
    <div className="dg-property">
      <label htmlFor={id}>{label ?? t('titleLabel')}</label>
      <LocalisedInput id={id} value={value} onChange={onChange} />
    </div>
  );
}
