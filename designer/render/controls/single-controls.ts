import type { FieldTypeName } from '../../../engine/index.ts';
import { AttachmentControl } from './AttachmentControl.tsx';
import { BankAccountControl } from './BankAccountControl.tsx';
import { BooleanControl } from './BooleanControl.tsx';
import { ChoiceControl } from './ChoiceControl.tsx';
import type { Control } from './control-props.ts';
import { DateControl } from './DateControl.tsx';
import { LongTextControl } from './LongTextControl.tsx';
import { LookupControl } from './LookupControl.tsx';
import { NumericControl } from './NumericControl.tsx';
import { SerialControl } from './SerialControl.tsx';
import { TextControl } from './TextControl.tsx';
import { UnitControl } from './UnitControl.tsx';

/** Controls of one value; rows hold these, and no rows of their own. */
export const singleControls = {
  text: TextControl,
  phone: TextControl,
  email: TextControl,
  'id-number': TextControl,
  'long-text': LongTextControl,
  'bank-account': BankAccountControl,
  serial: SerialControl,
  number: NumericControl,
  money: NumericControl,
  percent: NumericControl,
  date: DateControl,
  'date-time': DateControl,
  boolean: BooleanControl,
  choice: ChoiceControl,
  'multi-choice': ChoiceControl,
  person: LookupControl,
  reference: LookupControl,
  unit: UnitControl,
  attachment: AttachmentControl,
} satisfies { [T in Exclude<FieldTypeName, 'line-items'>]: Control };

export const cellControls: { readonly [type: string]: Control | undefined } = singleControls;
