import {
  type ChoiceDeclaration,
  can,
  cutWorkflow,
  type Field,
  type FieldAccess,
  type Form,
  type FormScreen,
  formAccess,
  isJsonObject,
  type JsonObject,
  type Option,
  own,
  pointer,
} from '../../../engine/index.ts';
import { permissionsOf } from '../../auth/permissions.ts';
import type { Caller, Deps, LoadedPack } from '../../deps.ts';
import { statusesWithPast } from '../../domain/packs/past-statuses.ts';
import { cutForm } from '../../domain/records/cut-form.ts';
import { type FormUse, formIfThere, formUnder, lastFormIfAny } from '../../domain/records/form-use.ts';
import { fieldSight, isOpenView } from '../../domain/records/open-fields.ts';
import { structureFor } from '../../domain/records/reader-structure.ts';
import { forbidden } from '../../fault.ts';

/**
 * What the screens of a form need for this caller: nothing of fields that are hidden from the caller, not even their names. With a
 * release, as records of that release were made.
 */
export async function formScreen(deps: Deps, caller: Caller, key: string, release?: number): Promise<FormScreen> {
  const { actor } = caller;
  const { tenant } = actor;
  const { form, loaded } = await formUnder(deps, tenant, key, release);
  // A form that is in no pack any more takes no new records.
  const isThere = (await formIfThere(deps, tenant, key)) !== undefined;
  const rights = {
    create: isThere && can(actor, 'create', form.access),
    read: can(actor, 'read', form.access),
    update: can(actor, 'update', form.access),
    delete: can(actor, 'delete', form.access),
  };
  if (!can(actor, 'create', form.access) && !rights.read) throw forbidden('read', 'form');
  const access = formAccess(form, actor);
  const workflow = Object.values(loaded.pack.workflows).find((each) => each.form === key && each.start.on === 'create');
  const designs = (await permissionsOf(deps, actor)).includes('studio');
  const statuses = await statusesWithPast(deps, tenant, loaded, key);
  const definition = cutForm(form, access);
  const linked = await linkedForms(deps, caller, { form, loaded }, access);
  return {
    key,
    title: form.title,
    pack: loaded.key,
    release: loaded.release,
    definition,
    ...optionSets(loaded, definition, Object.values(linked)),
    linked,
    ...(workflow && { workflow: designs ? workflow.json : cutWorkflow(workflow, fieldSight(form, access)).json }),
    ...(statuses && { statuses }),
    rights,
    fields: seenOf(access),
    validator: `/api/forms/${key}/validators/${loaded.release}-${structureFor(deps, { form, loaded }, access).hash}.js`,
    views: Object.values(form.views)
      .filter((view) => isOpenView(view, access))
      .map(({ key: view, title }) => ({ key: view, title })),
  };
}

function seenOf(access: { [field: string]: FieldAccess }): { [field: string]: FieldAccess } {
  return Object.fromEntries(Object.entries(access).filter(([, each]) => each !== 'hidden'));
}

/** Definitions of the forms that references lead to, cut in the same way by what the caller may know of those. */
async function linkedForms(
  deps: Deps,
  { actor }: Caller,
  { form, loaded }: FormUse,
  access: { [field: string]: FieldAccess },
): Promise<{ [key: string]: JsonObject }> {
  const linked: { [key: string]: JsonObject } = {};
  const fields = Object.values(form.fields).filter(({ name }) => access[name] !== 'hidden');
  for (const { link } of fields.flatMap((field) => [field, ...Object.values(field.columns ?? {})])) {
    if (!link || linked[link.form]) continue;
    // As the release knows it: the form says what it shows of it.
    const isOwn = Object.hasOwn(loaded.pack.forms, link.form);
    const other = isOwn
      ? await formUnder(deps, actor.tenant, link.form, loaded.release)
      : await lastFormIfAny(deps, actor.tenant, link.form);
    if (other) linked[link.form] = cutForm(other.form, formAccess(other.form, actor));
  }
  return linked;
}

/** The option sets that the form and those linked to it name, and what fields had to choose before. */
function optionSets(
  { pack }: LoadedPack,
  definition: JsonObject,
  linked: JsonObject[],
): Pick<FormScreen, 'options' | 'former'> {
  const named = new Set<string>();
  const inPlace: { [at: string]: Option[] } = {};
  const visit = (holder: JsonObject, at?: string, fields: Form['fields'] = {}) => {
    for (const [name, json] of Object.entries(isJsonObject(holder.fields) ? holder.fields : {})) {
      if (!isJsonObject(json)) continue;
      const field = own(fields, name);
      const place = at === undefined ? undefined : at + pointer('fields', name);
      if (typeof json.options === 'string') named.add(json.options);
      const former = field?.options && formerOf(field);
      if (former && place !== undefined) inPlace[place] = former;
      visit(json, place, field?.columns);
    }
  };
  visit(definition, '', own(pack.forms, String(definition.key))?.fields);
  for (const each of linked) visit(each);
  const options: FormScreen['options'] = {};
  const sets: { [key: string]: Option[] } = {};
  for (const key of named) {
    const { former, ...set } = own(pack.options, key) ?? {};
    if (!('items' in set)) continue;
    options[key] = { kind: 'options', ...(set as unknown as JsonObject) };
    if (former) sets[key] = former;
  }
  const isThere = Object.keys(sets).length > 0 || Object.keys(inPlace).length > 0;
  return { options, ...(isThere && { former: { sets, fields: inPlace } }) };
}

function formerOf({ declaration }: Field): Option[] | undefined {
  const { key, set, former } = declaration as ChoiceDeclaration;
  return key === undefined ? set.former : former;
}
