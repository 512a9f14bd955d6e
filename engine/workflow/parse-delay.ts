import { type Duration, parseDuration } from '../core/durations.ts';
import { didYouMean } from '../core/names.ts';
import type { JsonPointer } from '../core/pointer.ts';
import type { Delay } from './delay.ts';
import { type Parsing, refuse } from './parsing.ts';

const SECOND = 1000;
const DAY = 86_400_000;
const TEN_YEARS = 3660 * DAY;
const FIELD = /^field:([A-Za-z0-9_.]+)(?:([+-])(P.+))?$/;

/** An `after` key: `PT8H`, `P2D/work`, `field:dueDate`, `field:dueDate-P1D`. Between a second and ten years. */
export function parseDelay(key: string, path: JsonPointer, parsing: Parsing): Delay | undefined {
  const match = FIELD.exec(key);
  if (!match) {
    const duration = durationIn(key, path, parsing);
    return duration && { from: 'entry', duration };
  }
  const [, field = '', sign, text] = match;
  const type = parsing.form ? parsing.scope[field]?.kind : 'date';
  if (type === undefined) {
    return refuse(parsing, 'workflow/unknown-field', path, {
      field,
      hint: didYouMean(field, Object.keys(parsing.form?.fields ?? {})),
    });
  }
  if (type !== 'date' && type !== 'date-time') return refuse(parsing, 'workflow/delay-field', path, { field });
  if (text === undefined) return { from: 'field', field, before: false };
  const duration = durationIn(text, path, parsing);
  const before = sign === '-';
  if (duration?.working && before && duration.ms !== 0) return refuse(parsing, 'workflow/delay', path, { found: key });
  return duration && { from: 'field', field, duration, before };
}

function durationIn(text: string, path: JsonPointer, parsing: Parsing): Duration | undefined {
  const duration = parseDuration(text);
  if (!duration || text.startsWith('-')) return refuse(parsing, 'workflow/delay', path, { found: text });
  const length = duration.months * 31 * DAY + duration.days * DAY + duration.ms;
  if (length < SECOND || length > TEN_YEARS) return refuse(parsing, 'workflow/delay-range', path, { found: text });
  return duration;
}
