import { can, type FieldAccess, type FormScreen, formAccess, type JsonObject, own } from '../../../engine/index.ts';
import type { Caller, Deps, LoadedPack } from '../../deps.ts';
import { statusesWithPast } from '../../domain/packs/past-statuses.ts';
import { cutForm } from '../../domain/records/cut-form.ts';
import { type FormUse, formIfThere, formUnder, lastFormIfAny } from '../../domain/records/form-use.ts';
import { isOpenView } from '../../domain/records/open-fields.ts';
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
  const statuses = await statusesWithPast(deps, tenant, loaded, key);
  const definition = cutForm(form, access);
  const linked = await linkedForms(deps, caller, { form, loaded }, access);
  return {
    key,
    title: form.title,
    pack: loaded.key,
    release: loaded.release,
    definition,
    options: optionSets(loaded, definition, ...Object.values(linked)),
    linked,
    ...(workflow && { workflow: workflow.json }),
    ...(statuses && { statuses }),
    rights,
    fields: seenOf(access),
    validator: `/api/validators/${deps.packs.structureHash(loaded, key) ?? ''}.js`,
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

function optionSets({ pack }: LoadedPack, ...definitions: JsonObject[]): { [key: string]: JsonObject } {
  const named = new Set<string>();
  const visit = (fields: unknown) => {
    for (const field of Object.values((fields ?? {}) as { [name: string]: JsonObject })) {
      if (typeof field.options === 'string') named.add(field.options);
      visit(field.fields);
    }
  };
  for (const { fields } of definitions) visit(fields);
  const sets: { [key: string]: JsonObject } = {};
  for (const key of named) {
    const set = own(pack.options, key);
    if (set) sets[key] = { kind: 'options', ...(set as unknown as JsonObject) };
  }
  return sets;
}
