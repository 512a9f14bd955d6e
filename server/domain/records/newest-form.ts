import { type FormerField, formatAt, type JsonObject, localise, moveData, own } from '../../../engine/index.ts';
import type { CaseRow, FormerData, RecordRow } from '../../store/rows.ts';
import { fieldsOn, readerOf } from './field-rights.ts';
import { type FormUse, formatContext, formIfThere, formOfRecord, type Scene } from './form-use.ts';
import { visibleWith } from './visible.ts';

/** A record as the newest release of its form has it: what it is read with, and what that release has no place for. */
export type Newest = { use: FormUse; row: RecordRow };

/**
 * The record under the newest release of its form; as it is, where it follows that already or no pack has the form any more.
 * A record that a case decides about stays under the release of the case.
 */
export async function underNewest(scene: Scene, row: RecordRow, use: FormUse): Promise<Newest> {
  const today = await formIfThere(scene.deps, row.tenant, row.form);
  const { key: pack, release } = today?.loaded ?? { key: row.pack, release: row.release };
  if (!today || (pack === row.pack && release === row.release)) return { use, row };
  const { data, gone } = moveData(use.form, today.form, row.data);
  const former =
    Object.keys(gone).length === 0
      ? row.former
      : [...(row.former ?? []), { pack: row.pack, release: row.release, data: gone }];
  const moved = { ...row, pack, release, data, ...(former && { former }) };
  return { use: today, row: moved };
}

/** What earlier releases of the form asked for and the record still has, as the reader may see it. */
export async function formerFields(scene: Scene, row: RecordRow, about: CaseRow | undefined): Promise<FormerField[]> {
  const fields: FormerField[] = [];
  for (const former of row.former ?? []) fields.push(...(await fieldsOf(scene, row, former, about)));
  return fields;
}

async function fieldsOf(
  scene: Scene,
  row: RecordRow,
  { pack, release, data }: FormerData,
  about: CaseRow | undefined,
): Promise<FormerField[]> {
  const { caller, around, deps } = scene;
  const use = await formOfRecord(deps, { ...row, pack, release });
  const access = fieldsOn(readerOf(scene), { use, row, about });
  const seen: JsonObject = visibleWith(access, use, data, around, caller.locale).data;
  const context = formatContext(use.loaded, around.zone, caller.locale);
  return Object.entries(seen).map(([name, value]) => ({
    release,
    name,
    title: localise(own(use.form.fields, name)?.title ?? name, caller.locale),
    text: formatAt(use.form, name, value, context),
  }));
}
