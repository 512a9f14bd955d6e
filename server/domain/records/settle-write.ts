import {
  type Context,
  canonicalJson,
  type Issue,
  type JsonObject,
  mergeWrites,
  refusals,
  settle,
} from '../../../engine/index.ts';
import type { TenantStore } from '../../deps.ts';
import { type ContextMore, type FormUse, formContext, type Scene } from './form-use.ts';
import { linkValues } from './linked-values.ts';

export type Written = {
  data: JsonObject;
  /** Everything that is wrong; nothing may be stored while one is an error. */
  issues: Issue[];
  /** Files that become the record's when it is stored. */
  files: string[];
  context: Context;
};

export type WriteMore = ContextMore & {
  /** What a new record begins with. */
  base?: JsonObject;
  /** Nothing will be stored: what may not be written is left as it is instead of ending the look. */
  lenient?: boolean;
};

/**
 * What a record would hold after the caller has written `input` (in part or whole; null clears): what he may not write is
 * refused, links are read anew, formulas computed, the whole checked. Used by create, change, every step of a workflow and
 * the preview, so that all answer alike.
 */
export async function settleWrite(
  scene: Scene,
  rows: TenantStore,
  use: FormUse,
  input: JsonObject,
  more: WriteMore = {},
): Promise<Written> {
  const { form, loaded } = use;
  const context = formContext(use, scene, more);
  const before = more.before ?? more.base ?? {};
  const structure = scene.deps.packs.structure(loaded, form.key);
  const wanted = overlaid(before, input);
  // States as they are once everything is written: a rule may open or close a field by what another one now says.
  const first = settle(form, wanted, context, structure);
  const refused = refusals(form, before, input, first.states);
  if (refused.length > 0 && !more.lenient) return { data: before, issues: refused, files: [], context };
  // A value of the wrong shape would only bring follow-up findings: rules that cannot read it, links that lead nowhere.
  const shape = structure(first.data);
  if (shape.length > 0 && !more.lenient) return { data: before, issues: shape, files: [], context };
  const merged = mergeWrites(form, before, input, first.states);
  const linked = await linkValues(scene, rows, form, merged, before, first.states);
  const same = canonicalJson(linked.data) === canonicalJson(wanted);
  const settled = same ? first : settle(form, linked.data, context, structure);
  return { data: settled.data, issues: [...linked.issues, ...settled.issues], files: linked.files, context };
}

function overlaid(before: JsonObject, input: JsonObject): JsonObject {
  const data: JsonObject = { ...before };
  for (const [name, value] of Object.entries(input)) {
    if (value === null) delete data[name];
    else data[name] = value;
  }
  return data;
}
