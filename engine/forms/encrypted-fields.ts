import type { Field } from '../fields/index.ts';
import { fieldAt } from './field-at.ts';
import type { Form } from './form.ts';

/** What of a form's data is encrypted where it is stored: whole fields, and columns of rows whose field is not. */
export type EncryptedFields = { fields: Field[]; columns: { rows: Field; columns: Field[] }[] };

const known = new WeakMap<Form['fields'], EncryptedFields | undefined>();

/** Undefined for a form without an encrypted field. */
export function encryptedFields({ fields }: Pick<Form, 'fields'>): EncryptedFields | undefined {
  if (!known.has(fields)) known.set(fields, encryptedIn(fields));
  return known.get(fields);
}

function encryptedIn(fields: Form['fields']): EncryptedFields | undefined {
  const all = Object.values(fields);
  const found: EncryptedFields = {
    fields: all.filter(({ encrypted }) => encrypted),
    columns: all.flatMap((rows) => {
      const columns = rows.encrypted ? [] : Object.values(rows.columns ?? {}).filter(({ encrypted }) => encrypted);
      return columns.length > 0 ? [{ rows, columns }] : [];
    }),
  };
  return found.fields.length + found.columns.length > 0 ? found : undefined;
}

/** True for a path whose value is encrypted where it is stored: the field, a part of it, or a column. */
export function isEncrypted(form: Pick<Form, 'fields'>, path: string): boolean {
  const [name = ''] = path.split('.');
  return fieldAt(form, path)?.encrypted === true || fieldAt(form, name)?.encrypted === true;
}
