import { LRUCache } from 'lru-cache';
import {
  displayLine,
  type FieldAccess,
  type Form,
  formAccess,
  formatAt,
  type JsonObject,
  type Locale,
  redact,
} from '../../../engine/index.ts';
import type { LoadedPack } from '../../deps.ts';
import { type Around, environmentOf } from '../surroundings/load-surroundings.ts';
import { formatContext, optionsOf } from './form-use.ts';

type Reader = { roles: string[] };
type Known = { access: { [field: string]: FieldAccess }; whole: boolean };

// Rights follow from roles and a form that never changes: worked out once for each combination in use.
const known = new WeakMap<Form, LRUCache<string, Known>>();
const MOST_COMBINATIONS = 500;

function rightsIn(form: Form, { roles }: Reader): Known {
  let byRoles = known.get(form);
  if (!byRoles) {
    byRoles = new LRUCache({ max: MOST_COMBINATIONS });
    known.set(form, byRoles);
  }
  const key = [...roles].sort().join(' ');
  let rights = byRoles.get(key);
  if (!rights) {
    const access = formAccess(form, { roles });
    const whole = Object.values(access).every((each) => each === 'read' || each === 'edit');
    rights = { access, whole };
    byRoles.set(key, rights);
  }
  return rights;
}

/** What the person's roles let him do with each field of the form. */
export function accessOf(form: Form, reader: Reader): { [field: string]: FieldAccess } {
  return rightsIn(form, reader).access;
}

/** A record as one person may see it: in one line, as data, and field by field as text. */
export type Visible = {
  data: JsonObject;
  title: string;
  /** A field's value, or a dotted part of it, as he reads it; empty where it is hidden. */
  textOf(path: string): string;
};

/** `access` narrows what the reader's roles say, for instance at a step of a workflow. */
export function visibleTo(
  { form, loaded }: { form: Form; loaded: LoadedPack },
  data: JsonObject,
  reader: Reader,
  around: Around,
  locale: Locale,
  access?: { [field: string]: FieldAccess },
): Visible {
  const rights = rightsIn(form, reader);
  const shown =
    rights.whole && !access
      ? data
      : redact(form, data, access ?? rights.access, { locale, env: environmentOf(around), options: optionsOf(loaded) });
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
