import {
  displayLine,
  type FieldAccess,
  type Form,
  formatAt,
  type JsonObject,
  type Locale,
  redact,
} from '../../../engine/index.ts';
import type { LoadedPack, Surroundings } from '../../deps.ts';
import { environmentOf } from '../surroundings/load-surroundings.ts';
import type { Access } from './field-rights.ts';
import { formatContext, optionsOf } from './form-use.ts';

/** A record as one person may see it: in one line, as data, and field by field as text. */
export type Visible = {
  data: JsonObject;
  title: string;
  /** The text of a field's value, or of a dotted part of it; empty where it is hidden. */
  textOf(path: string): string;
};

const whole = new WeakMap<Access, boolean>();

function isWhole(access: Access): boolean {
  let known = whole.get(access);
  if (known === undefined) {
    known = Object.values(access).every((each) => each === 'read' || each === 'edit');
    whole.set(access, known);
  }
  return known;
}

/** `access`: what the reader may do with each field of this record (`fieldsOn`). */
export function visibleWith(
  access: Access,
  { form, loaded }: { form: Form; loaded: LoadedPack },
  data: JsonObject,
  around: Surroundings,
  locale: Locale,
): Visible {
  const shown = isWhole(access)
    ? data
    : redact(form, data, access as { [field: string]: FieldAccess }, {
        locale,
        env: environmentOf(around),
        options: optionsOf(loaded),
      });
  const format = formatContext(loaded, around.zone, locale);
  return {
    data: shown,
    get title() {
      return displayLine(form, shown, format);
    },
    textOf(path) {
      const [name = '', ...rest] = path.split('.');
      let value = shown[name];
      for (const part of rest) {
        value = typeof value === 'object' && value !== null && !Array.isArray(value) ? value[part] : undefined;
      }
      return value === undefined ? '' : formatAt(form, path, value, format);
    },
  };
}
