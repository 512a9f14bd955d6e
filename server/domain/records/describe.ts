import { displayLine, encryptedFields, type Form, type JsonObject } from '../../../engine/index.ts';
import type { LoadedPack, Surroundings } from '../../deps.ts';
import type { RecordRow } from '../../store/rows.ts';
import { derivedOf } from './derived.ts';
import { formatContext } from './form-use.ts';

/** Sets what is kept beside the data and follows from it: what it is searched, compared and sorted by, and its line for lists of the engine's own. */
export function describe(
  row: RecordRow,
  form: Form,
  loaded: LoadedPack,
  { zone }: Pick<Surroundings, 'zone'>,
): RecordRow {
  Object.assign(row, derivedOf(form, row.data));
  row.title = displayLine(form, readable(form, row.data), formatContext(loaded, zone, 'zh-CN'));
  return row;
}

/** Without what is encrypted: the line lies in clear, and releases of earlier builds may name such a field in it. */
function readable(form: Form, data: JsonObject): JsonObject {
  const encrypted = encryptedFields(form);
  if (!encrypted) return data;
  const names = new Set(encrypted.fields.map(({ name }) => name));
  return Object.fromEntries(Object.entries(data).filter(([name]) => !names.has(name)));
}
