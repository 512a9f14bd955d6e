import { currencySign, formatAmount, type Json, numberIn, parseMoney, percentIn } from '../../../engine/index.ts';

/** How a number is typed and shown: the engine reads it, so that page and server take the same texts. */
export type NumericWay = {
  /** What the text says; the text itself where it says no number, for the form to refuse; undefined where it is blank. */
  read(text: string): Json | undefined;
  write(value: number): string;
  before?: string;
  after?: string;
};

export type NumericKind = { type: 'money'; currency: string } | { type: 'percent' } | { type: 'number'; unit?: string };

/** Money is kept in minor units and typed in major ones; a percentage is kept as a fraction. */
export function numericWay(kind: NumericKind): NumericWay {
  switch (kind.type) {
    case 'money':
      return {
        read: typed((text) => {
          const amount = parseMoney(text, kind.currency);
          return amount.ok ? amount.value : undefined;
        }),
        write: (value) => formatAmount(value, kind.currency),
        before: currencySign(kind.currency),
      };
    case 'percent':
      return { read: typed(percentIn), write: percentText, after: '%' };
    default:
      return { read: typed(numberIn), write: String, after: kind.unit };
  }
}

function typed(read: (text: string) => number | undefined): NumericWay['read'] {
  return (text) => (text.trim() === '' ? undefined : (read(text) ?? text));
}

/** A fraction as percent, without the noise of binary fractions: 0.07 is `7`. */
function percentText(fraction: number): string {
  return String(Number(`${Number(fraction.toPrecision(15))}e2`));
}
