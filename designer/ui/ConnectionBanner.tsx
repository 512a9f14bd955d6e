import { useEffect, useRef, useState } from 'react';
import { useConnection } from './useConnection.ts';
import { useTexts } from './useTexts.ts';

const SHOWN_AFTER = 700;
const BACK_FOR = 3000;

/** Tells that the server cannot be reached, or asked to wait, and when it is back. A moment's stumble is not worth a banner. */
export function ConnectionBanner() {
  const t = useTexts();
  const now = useConnection();
  const [shown, setShown] = useState<'none' | 'trouble' | 'back'>('none');
  const wasShown = useRef(false);
  const [, tick] = useState(0);

  const troubled = now.state !== 'online';
  useEffect(() => {
    if (troubled) {
      const timer = setTimeout(() => {
        wasShown.current = true;
        setShown('trouble');
      }, SHOWN_AFTER);
      const clock = setInterval(() => tick((count) => count + 1), 1000);
      return () => {
        clearTimeout(timer);
        clearInterval(clock);
      };
    }
    if (!wasShown.current) return;
    wasShown.current = false;
    setShown('back');
    const timer = setTimeout(() => setShown('none'), BACK_FOR);
    return () => clearTimeout(timer);
  }, [troubled]);

  const seconds = now.state === 'waiting' ? Math.max(0, Math.ceil((now.until - Date.now()) / 1000)) : 0;
  return (
    <div className="dg-banner-place" role="status" aria-live="polite">
      {shown === 'trouble' && now.state !== 'online' && (
        <div className="dg-banner dg-banner-trouble">
          {now.state === 'lost' && t('connectionLost')}
          {now.state === 'slow' && t('connectionSlow')}
          {now.state === 'waiting' && (seconds > 0 ? t('connectionWaiting', { seconds }) : t('connectionTrying'))}
        </div>
      )}
      {shown === 'back' && <div className="dg-banner dg-banner-back">{t('connectionBack')}</div>}
    </div>
  );
}
