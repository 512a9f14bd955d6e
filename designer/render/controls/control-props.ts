import type { ComponentType } from 'react';
import type { Field, Json, JsonPointer } from '../../../engine/index.ts';

/** What every control is given. It shows `value` and says what it should become; it decides nothing about the form. */
export type ControlProps = {
  /** Of the input, so that its label finds it. */
  id: string;
  field: Field;
  pointer: JsonPointer;
  value: Json | undefined;
  /** The new value; undefined empties the field. */
  onChange(value: Json | undefined): void;
  onBlur(): void;
  required: boolean;
  invalid: boolean;
  /** Ids of help and issues. */
  describedBy?: string;
  /** Where there is no visible label (a cell of a row). */
  label?: string;
  placeholder?: string;
  /** The only options left, where a rule narrows them. */
  allowed?: readonly string[];
};

export type Control = ComponentType<ControlProps>;

/** The attributes that tie an input to its label, help and issues. */
export function ties({ id, invalid, describedBy, label, required }: ControlProps) {
  return {
    id,
    'aria-required': required || undefined,
    'aria-invalid': invalid || undefined,
    ...(describedBy && { 'aria-describedby': describedBy }),
    ...(label && { 'aria-label': label }),
  };
}

/** A declared key as text, or undefined. */
export function textKey(field: Field, key: string): string | undefined {
  const value = field.json[key];
  return typeof value === 'string' ? value : undefined;
}

export function numberKey(field: Field, key: string): number | undefined {
  const value = field.json[key];
  return typeof value === 'number' ? value : undefined;
}
