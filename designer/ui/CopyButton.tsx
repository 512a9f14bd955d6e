import { Button } from 'antd';
import { type RefObject, useState } from 'react';
import { useTexts } from './useTexts.ts';

/** `shown` is where the text stands on the page: it is selected where the browser does not let the page copy. */
type Props = { text: string; shown: RefObject<HTMLElement | null> };

/** Copies a text and says beside the button how that went; the only place that writes to the clipboard. */
export function CopyButton({ text, shown }: Props) {
  const t = useTexts();
  const [outcome, setOutcome] = useState<'copied' | 'copyFailed'>();
  const copy = async () => {
    setOutcome(undefined);
    try {
      // Pages that did not come over TLS have no clipboard at all.
      await navigator.clipboard.writeText(text);
      setOutcome('copied');
    } catch {
      if (shown.current) getSelection()?.selectAllChildren(shown.current);
      setOutcome('copyFailed');
    }
  };
  return (
    <>
      <Button onClick={() => void copy()}>{t('copy')}</Button>
      <span role="status" className="dg-soft">
        {outcome && t(outcome)}
      </span>
    </>
  );
}
