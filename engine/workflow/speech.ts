import type { Locale } from '../core/text.ts';
import { type Form, fieldAt, formatAt, pathTitle } from '../forms/index.ts';
import type { SpeechOptions } from '../rules/index.ts';

/** How rules of a case speak: with the form's titles, and values as its fields show them. */
export function speechFor(form: Form, zone: string, locale: Locale): SpeechOptions {
  const known = (path: string) => fieldAt(form, path) !== undefined;
  return {
    locale,
    label: (path) => (known(path) || path.includes('.') ? pathTitle(form, path, locale) : undefined),
    format: (path, value) => (known(path) ? formatAt(form, path, value, { locale, zone }) : undefined),
  };
}
