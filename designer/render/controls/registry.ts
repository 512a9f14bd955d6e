import type { FieldTypeName } from '../../../engine/index.ts';
import type { Control } from './control-props.ts';
import { LineItemsControl } from './LineItemsControl.tsx';
import { singleControls } from './single-controls.ts';

/** What draws each field type; a type of the engine without one does not compile. */
export const controls = {
  ...singleControls,
  'line-items': LineItemsControl,
} satisfies { [T in FieldTypeName]: Control };
