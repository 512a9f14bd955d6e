import { type Form, isEncrypted } from '../../../engine/index.ts';

const rowPaths = new Set([
  'id',
  'status',
  'owner',
  'unit',
  'title',
  'case',
  'createdAt',
  'createdBy',
  'updatedAt',
  'updatedBy',
]);

/** The indexes that a form asks for, as paths of the stored row. */
export function indexesOf(form: Form): { fields: string[]; unique: boolean }[] {
  const pathOf = (name: string) => {
    if (rowPaths.has(name)) return name;
    // Two references are the same when they point at the same record, whatever they carry.
    const isLink = ['reference', 'person', 'unit'].includes(form.fields[name]?.type ?? '');
    const path = isLink ? `${name}.id` : name;
    // Of what is encrypted the store compares only blind hashes.
    return isEncrypted(form, path) ? `blind.${path}` : `data.${path}`;
  };
  return [
    ...form.record.unique.map((fields) => ({ fields: fields.map(pathOf), unique: true })),
    ...form.record.index.map((fields) => ({ fields: fields.map(pathOf), unique: false })),
  ];
}
