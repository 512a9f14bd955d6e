import { type Locale, localise, type Text } from '../../core/text.ts';
import { type Form, formatAt, pathTitle } from '../../forms/index.ts';
import { describeRule, type Rule } from '../../rules/index.ts';
import { inBoth } from './entry.ts';

/** A rule over a form's records in plain words. */
export function ruleWords(rule: Rule, form: Form): { [L in Locale]: string } {
  return inBoth((locale) =>
    describeRule(rule, {
      locale,
      label: (path) => pathTitle(form, path, locale),
      format: (path, value) => formatAt(form, path, value, { locale, zone: 'UTC' }) || undefined,
    }),
  );
}

/** Texts joined as a list. */
export function listWords(texts: readonly Text[]): { [L in Locale]: string } {
  return inBoth((locale) => texts.map((text) => localise(text, locale)).join(locale === 'zh-CN' ? '、' : ', '));
}
