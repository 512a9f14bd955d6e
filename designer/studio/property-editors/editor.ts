import type { ComponentType } from 'react';
import type { FieldTypeName, Json, JsonObject, PropertySpec } from '../../../engine/index.ts';

/** What an editor of one property gets. `declaration` is the whole field, for properties that depend on another. */
export type EditorProps = {
  spec: PropertySpec;
  value: Json | undefined;
  onChange(value: Json | undefined): void;
  declaration: JsonObject;
  form: string;
  id: string;
};
export type PropertyEditor = ComponentType<EditorProps>;
export type { FieldTypeName };
