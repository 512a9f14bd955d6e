import { type Form, isEncrypted, own, valueAtDotted } from '../../../engine/index.ts';
import type { RecordRow } from '../../store/rows.ts';
import { isFreeText } from './derived.ts';

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
    const path = form.fields[name]?.kind.shape === 'link' ? `${name}.id` : name;
    // Of what is encrypted the store compares only blind hashes.
    return isEncrypted(form, path) ? `blind.${path}` : `data.${path}`;
  };
  const samePath = (name: string) => (isCompared(form, name) ? `same.${name}` : pathOf(name));
  return [
    ...form.record.unique.map((fields) => ({ fields: fields.map(samePath), unique: true })),
    ...form.record.index.map((fields) => ({ fields: fields.map(pathOf), unique: false })),
  ];
}

// Two texts are the same when they look alike: their folded texts lie beside the data.
export function isCompared(form: Form, name: string): boolean {
  const field = own(form.fields, name);
  return field !== undefined && isFreeText(field);
}

/** What the unique indexes of a form would hold of a row, one entry for each that holds it; `names`: its folded texts. */
export function uniqueKeysOf(form: Form, row: RecordRow): { group: string; names: string[] }[] {
  return indexesOf(form).flatMap(({ fields, unique }) => {
    const values = fields.map((path) => valueAtDotted(row as never, path));
    if (!unique || values.some((value) => value === undefined)) return [];
    const names = fields.flatMap((path) => (path.startsWith('same.') ? [path.slice('same.'.length)] : []));
    return [{ group: JSON.stringify([fields, values]), names }];
  });
}
