import { createContext, useCallback, useContext } from 'react';
import type { Locale } from '../../engine/index.ts';
import { useLocale } from './useLocale.ts';
import { zoneName } from './zone-name.ts';

/** The tenant's time zone; undefined before a person has signed in, where the browser's own is all there is. */
export const Zone = createContext<string | undefined>(undefined);

/** Writes a point in time as `exactTime` does, in the tenant's zone. */
export function useMoment(): (at: string) => string {
  const locale = useLocale();
  const zone = useContext(Zone);
  return useCallback((at) => exactTime(at, locale, zone), [locale, zone]);
}

/** The date and time on the clocks of the zone, which is named where the clocks of the browser say something else. */
export function exactTime(at: string, locale: Locale, zone?: string): string {
  const there = written(at, locale, zone);
  if (zone === undefined || there === written(at, locale)) return there;
  const name = zoneName(zone, locale);
  return locale === 'zh-CN' ? `${there}（${name}）` : `${there} (${name})`;
}

function written(at: string, locale: Locale, zone?: string): string {
  const style = { dateStyle: 'medium', timeStyle: 'short', timeZone: zone } as const;
  return new Intl.DateTimeFormat(locale, style).format(new Date(at));
}
