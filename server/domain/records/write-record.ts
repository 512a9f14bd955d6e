import { type Context, type Issue, type JsonObject, newFiles, type Writer, write } from '../../../engine/index.ts';
import type { TenantStore } from '../../deps.ts';
import { type ContextMore, type FormUse, formContext, type Scene } from './form-use.ts';
import { withLinks } from './link-source.ts';

export type WrittenRecord = {
  data: JsonObject;
  /** Everything that is wrong; nothing may be stored while one is an error. */
  issues: Issue[];
  /** Files that become the record's when it is stored. */
  files: string[];
  context: Context;
};

export type WriteMore = ContextMore & {
  /** A person, unless it is said otherwise. */
  by?: Writer;
  /** What a new record begins with. */
  base?: JsonObject;
  /** Nothing will be stored: what may not be written is left out instead of ending the look. */
  lenient?: boolean;
};

/** What a record would hold after `input` was written, as the engine's one writer has it, with links read through `rows`. */
export async function writeRecord(
  scene: Scene,
  rows: TenantStore,
  use: FormUse,
  input: JsonObject,
  more: WriteMore = {},
): Promise<WrittenRecord> {
  const { form, loaded } = use;
  const { by = 'person', lenient = false } = more;
  const before = more.before ?? more.base ?? {};
  const context = formContext(use, scene, more);
  const structure = scene.deps.packs.structure(loaded, form.key);
  const isNew = more.before === undefined && { isNew: true as const };
  const { data, issues } = await withLinks({ ...scene, rows }, (links) =>
    write(form, input, context, { before, by, structure, links, lenient, ...isNew }),
  );
  return { data, issues, files: newFiles(form, before, data), context };
}
