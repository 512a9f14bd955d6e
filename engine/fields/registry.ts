import { attachment } from './attachment/index.ts';
import { bankAccount } from './bank-account/index.ts';
import { boolean } from './boolean/index.ts';
import { choice } from './choice/index.ts';
import { date } from './date/index.ts';
import { dateTime } from './date-time/index.ts';
import { email } from './email/index.ts';
import type { FieldType } from './field-type.ts';
import { idNumber } from './id-number/index.ts';
import { lineItems } from './line-items/index.ts';
import { longText } from './long-text/index.ts';
import { money } from './money/index.ts';
import { multiChoice } from './multi-choice/index.ts';
import { number } from './number/index.ts';
import { percent } from './percent/index.ts';
import { person } from './person/index.ts';
import { phone } from './phone/index.ts';
import { reference } from './reference/index.ts';
import { serial } from './serial/index.ts';
import { text } from './text/index.ts';
import { unit } from './unit/index.ts';

/** Every field type, in the order in which the studio offers them. */
export const fieldTypes = [
  // text
  text,
  longText,
  serial,
  // numbers
  number,
  money,
  percent,
  // time
  date,
  dateTime,
  // choice
  choice,
  multiChoice,
  boolean,
  // people
  person,
  unit,
  phone,
  email,
  idNumber,
  bankAccount,
  // structure
  reference,
  lineItems,
  attachment,
] as const satisfies readonly FieldType[];

export type FieldTypeName = (typeof fieldTypes)[number]['type'];

const byName = new Map<string, FieldType>(fieldTypes.map((known) => [known.type, known]));
if (byName.size !== fieldTypes.length) throw new TypeError('Two field types have the same name');

/** The type of that name; undefined where there is none. */
export function fieldTypeOf(name: string): FieldType | undefined {
  return byName.get(name);
}
