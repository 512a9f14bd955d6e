import { useTexts } from '../../ui/useTexts.ts';
import type { ControlProps } from './control-props.ts';

/** A number that the server gives. */
export function SerialControl({ id, value }: ControlProps) {
  const t = useTexts('controls');
  return (
    <output id={id} className={value ? 'dg-read' : 'dg-read dg-soft'}>
      {typeof value === 'string' && value ? value : t('givenOnSubmit')}
    </output>
  );
}
