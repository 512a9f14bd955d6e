import type { PropertySpec } from '../../../engine/index.ts';
import { ColumnsEditor } from './ColumnsEditor.tsx';
import type { PropertyEditor } from './editor.ts';
import { LinkedFieldEditor, LinkedFieldsEditor, PairsEditor } from './linked-editors.tsx';
import { RulePropertyEditor, ValueEditor } from './rule-editors.tsx';
import {
  AmountEditor,
  ChoiceEditor,
  FormKeyEditor,
  ListEditor,
  LocalisedEditor,
  NumberEditor,
  OptionsEditor,
  PercentEditor,
  RoleEditor,
  SwitchEditor,
  TextEditor,
} from './simple-editors.tsx';

/** The studio's generic editors; the compiler holds them to what the engine's field types name. */
export const propertyEditors = {
  text: TextEditor,
  localised: LocalisedEditor,
  number: NumberEditor,
  amount: AmountEditor,
  percent: PercentEditor,
  switch: SwitchEditor,
  choice: ChoiceEditor,
  list: ListEditor,
  rule: RulePropertyEditor,
  value: ValueEditor,
  options: OptionsEditor,
  form: FormKeyEditor,
  'linked-field': LinkedFieldEditor,
  'linked-fields': LinkedFieldsEditor,
  pairs: PairsEditor,
  columns: ColumnsEditor,
  role: RoleEditor,
} satisfies Record<PropertySpec['editor'], PropertyEditor>;

/** Editors that draw their own label. */
export const ownLabel: ReadonlySet<PropertySpec['editor']> = new Set(['rule', 'columns']);
