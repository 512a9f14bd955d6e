import { Input } from 'antd';
import { isText, type Json, type JsonObject, type Locale, locales } from '../../../engine/index.ts';
import { useLocale } from '../../ui/useLocale.ts';
import { useTexts } from '../../ui/useTexts.ts';

type Props = {
  value: Json | undefined;
  onChange(value: Json | undefined): void;
  /** Of the first input, where a label stands before it. */
  id?: string;
  /** Names both inputs where no label stands before them. */
  label?: string;
};

/** A text in each language. A plain text is shown for both until one of them is changed. */
export function LocalisedInput({ value, onChange, id, label }: Props) {
  const t = useTexts('studio');
  const texts = textsOf(value);
  const order = useLocalesInOrder();
  return (
    <div className="dg-localised">
      {order.map((one, index) => {
        const language = t(one === 'en' ? 'inEnglish' : 'inChinese');
        return (
          <Input
            key={one}
            id={index === 0 ? id : undefined}
            prefix={<span className="dg-faint">{language}</span>}
            aria-label={label === undefined ? (index === 0 ? undefined : language) : `${label} (${language})`}
            value={typeof texts[one] === 'string' ? texts[one] : ''}
            onChange={(event) => onChange(withText(texts, one, event.target.value))}
          />
        );
      })}
    </div>
  );
}

/** The reader's language first. */
export function useLocalesInOrder(): Locale[] {
  const locale = useLocale();
  return [locale, ...locales.filter((one) => one !== locale)];
}

/** A text by language, a plain one in each. */
export function textsOf(value: Json | undefined): JsonObject {
  if (typeof value === 'string') return Object.fromEntries(locales.map((one) => [one, value]));
  return isText(value) ? (value as JsonObject) : {};
}

/** The texts with another one in a language; nothing where none is left. */
export function withText(texts: JsonObject, locale: Locale, text: string): JsonObject | undefined {
  const left = Object.entries({ ...texts, [locale]: text }).filter(([, said]) => said !== '');
  return left.length === 0 ? undefined : Object.fromEntries(left);
}
