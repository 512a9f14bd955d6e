import { useContext } from 'react';
import type { Locale } from '../../engine/index.ts';
import { useLocale } from './useLocale.ts';
import { exactTime, Zone } from './useMoment.ts';
import { useTexts } from './useTexts.ts';

const steps: [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
];
const A_WEEK = 7 * 86_400;

/** A point in time as people say it: "5 minutes ago" lately, the date before that; the exact time as its title. */
export function Ago({ at }: { at: string }) {
  const locale = useLocale();
  const zone = useContext(Zone);
  const t = useTexts('shell');
  return (
    <time dateTime={at} title={exactTime(at, locale, zone)}>
      {agoText(at, locale, Date.now(), zone) ?? t('justNow')}
    </time>
  );
}

/** `now` in milliseconds; undefined for less than a minute, which languages have words for and `Intl` has not. */
function agoText(at: string, locale: Locale, now: number, zone: string | undefined): string | undefined {
  const seconds = Math.round((new Date(at).getTime() - now) / 1000);
  if (Math.abs(seconds) >= A_WEEK)
    return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: zone }).format(new Date(at));
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const step = steps.find(([, length]) => Math.abs(seconds) >= length);
  return step && relative.format(Math.round(seconds / step[1]), step[0]);
}
