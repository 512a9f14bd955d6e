// A form with the secrecy of today: what a release encrypts leaves the titles, search words and sort keys of old records too.
import { type Field, type Form, isEncrypted, own } from '../../../engine/index.ts';

/** The fields of an earlier release, encrypted where today's release encrypts them. */
function withSecrecy(fields: Form['fields'], today: Form['fields']): Form['fields'] {
  const made = Object.entries(fields).map(([name, field]) => [name, secretAs(field, own(today, name))] as const);
  return made.every(([name, field]) => field === fields[name]) ? fields : Object.fromEntries(made);
}

function secretAs(field: Field, today: Field | undefined): Field {
  if (!today) return field;
  const columns = field.columns && today.columns && withSecrecy(field.columns, today.columns);
  const encrypted = field.encrypted || today.encrypted;
  if (encrypted === field.encrypted && (columns ?? field.columns) === field.columns) return field;
  return { ...field, encrypted, ...(columns && { columns }) };
}

/** A form of an earlier release with the secrecy of today's: nothing of what is encrypted is searched. */
export function secretToday(form: Form, today: Form): Form {
  const fields = withSecrecy(form.fields, today.fields);
  if (fields === form.fields) return form;
  const search = form.record.search.filter((path) => !isEncrypted({ fields }, path));
  return { ...form, fields, record: { ...form.record, search } };
}
