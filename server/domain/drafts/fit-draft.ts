import {
  type Draft,
  type Form,
  type FormerField,
  formatAt,
  isJsonObject,
  type JsonObject,
  localise,
  own,
} from '../../../engine/index.ts';
import type { DraftRow } from '../../store/rows.ts';
import { type FormUse, formatContext, formOfRecord, type Scene } from '../records/form-use.ts';
import { draftView } from './find-draft.ts';

/** Earlier releases that are looked through for the title of a field. */
const MOST_RELEASES = 20;

/** The draft as its form is today: what is typed into fields that the form no longer has stands apart, by their former titles. */
export async function fittedDraft(scene: Scene, use: FormUse, row: DraftRow): Promise<Draft> {
  const { data, left } = divided(use.form, row.data);
  if (Object.keys(left).length === 0) return draftView(row);
  return { ...draftView(row), data, former: await formerFields(scene, use, left) };
}

function divided(form: Form, typed: JsonObject): { data: JsonObject; left: JsonObject } {
  const [data, left]: [JsonObject, JsonObject] = [{}, {}];
  for (const [name, value] of Object.entries(typed)) {
    const field = own(form.fields, name);
    if (!field) left[name] = value;
    else if (!field.columns || !Array.isArray(value)) data[name] = value;
    else {
      const { columns } = field;
      const known = (row: JsonObject) =>
        Object.fromEntries(Object.entries(row).filter(([column]) => own(columns, column)));
      data[name] = value.map((each) => (isJsonObject(each) ? known(each) : each));
      if (value.some((each) => isJsonObject(each) && Object.keys(each).some((column) => !own(columns, column))))
        left[name] = value;
    }
  }
  return { data, left };
}

async function formerFields(scene: Scene, use: FormUse, left: JsonObject): Promise<FormerField[]> {
  const { caller, around, deps } = scene;
  const { key: pack, release: today } = use.loaded;
  const found = new Map<string, FormerField>();
  const fits = (form: Form, name: string) =>
    Object.keys(divided(form, { [name]: left[name] ?? null }).left).length === 0;
  for (let release = today - 1; release > 0 && release >= today - MOST_RELEASES; release--) {
    const missing = Object.keys(left).filter((name) => !found.has(name));
    if (missing.length === 0) break;
    const row = { tenant: caller.actor.tenant, pack, release, form: use.form.key };
    const then = await formOfRecord(deps, row).catch(() => undefined);
    if (!then) continue;
    const context = formatContext(then.loaded, around.zone, caller.locale);
    for (const name of missing.filter((each) => fits(then.form, each))) {
      const title = localise(own(then.form.fields, name)?.title ?? name, caller.locale);
      found.set(name, { release, name, title, text: formatAt(then.form, name, left[name] ?? null, context) });
    }
  }
  return Object.entries(left).map(
    ([name, value]) =>
      found.get(name) ?? {
        release: today,
        name,
        title: name,
        text: typeof value === 'string' ? value : JSON.stringify(value),
      },
  );
}
