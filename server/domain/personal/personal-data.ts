// Takes what is personal data of a record's subject out of the record, and out of the records that refer to it.
import { isJsonObject, type Json, type JsonObject } from '../../../engine/index.ts';
import type { LoadedPack, TenantStore } from '../../deps.ts';
import type { RecordRow } from '../../store/rows.ts';
import { type Copies, copiesOf, ownPlaces, type Places, placesOfCopies } from './personal-places.ts';

/** Takes personal values out of a record's data; `names` are the paths that may have held some. */
export type Eraser = { names: string[]; erase(data: JsonObject): JsonObject };

/** Of the record that is the subject: what any release of its form called personal, and what was made of it. */
export function ownEraser(releases: LoadedPack[], form: string): Eraser {
  const places = ownPlaces(releases, form);
  return { names: [...places], erase: (data) => without(data, places) };
}

/** Of records that refer to the subject: what they carry of it, were filled with from it, and made of either. */
function copyEraser(
  releases: LoadedPack[],
  form: string,
  subject: { form: string; id: string; names: string[] },
  says?: (value: Json) => boolean,
): (Eraser & { paths: string[] }) | undefined {
  const copies = copiesOf(releases, form, { form: subject.form, places: new Set(subject.names) });
  if (copies.length === 0) return undefined;
  const places = placesOfCopies(releases, form, copies);
  const carried = copies.flatMap(({ path, parts }) => [...parts].map((part) => `${path}.${part}`));
  return {
    paths: copies.map(({ path }) => path),
    names: [...new Set([...carried, ...places])],
    erase: (data) => withoutParts(without(data, places, says), copies, subject.id),
  };
}

/**
 * Of records that referred to the subject once: beside what they carry of it, what they were filled with goes only where `says`
 * tells that it is the subject's, and not that of another record which they refer to by now.
 */
export function earlierCopies(
  releases: LoadedPack[],
  form: string,
  subject: { form: string; id: string; names: string[] },
  says: (value: Json) => boolean,
): Eraser | undefined {
  return copyEraser(releases, form, subject, says);
}

/** The records that hold copies of a subject's personal data, form by form; `names` are the subject's personal fields. */
export async function copiesAmong(
  tx: TenantStore,
  releases: LoadedPack[],
  { form, id }: Pick<RecordRow, 'form' | 'id'>,
  names: string[],
): Promise<{ form: string; rows: RecordRow[]; eraser: Eraser }[]> {
  const found = [];
  for (const key of new Set(releases.flatMap(({ pack }) => Object.keys(pack.forms)))) {
    const eraser = copyEraser(releases, key, { form, id, names });
    if (!eraser) continue;
    const filter = { $or: eraser.paths.map((path) => ({ [`data.${path}.id`]: id })) };
    const rows = await tx.records(key).find({ filter, sort: ['id'] });
    found.push({ form: key, rows: rows.filter((row) => row.id !== id), eraser });
  }
  return found;
}

/** With `says`, only what it tells of is taken out. */
export function without(
  data: JsonObject,
  places: Places,
  says: (value: Json) => boolean = () => true,
  before = '',
): JsonObject {
  return Object.fromEntries(
    Object.entries(data).flatMap(([name, value]): [string, Json][] => {
      const path = before + name;
      if (places.has(path) && says(value)) return [];
      if (!Array.isArray(value) || before !== '') return [[name, value]];
      return [[name, value.map((row) => (isJsonObject(row) ? without(row, places, says, `${path}.`) : row))]];
    }),
  );
}

function withoutParts(data: JsonObject, copies: Copies[], id: string, before = ''): JsonObject {
  return Object.fromEntries(
    Object.entries(data).map(([name, value]): [string, Json] => {
      const path = before + name;
      if (Array.isArray(value) && before === '')
        return [name, value.map((row) => (isJsonObject(row) ? withoutParts(row, copies, id, `${path}.`) : row))];
      const found = copies.find((each) => each.path === path);
      if (!found || !isJsonObject(value) || value.id !== id) return [name, value];
      return [name, Object.fromEntries(Object.entries(value).filter(([part]) => !found.parts.has(part)))];
    }),
  );
}
