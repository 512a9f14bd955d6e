// A record in the form that it follows, with the rights of today: what a release takes away or encrypts, it does
// of old records too.
import {
  type AccessTable,
  accessNames,
  type Form,
  fieldAccessOf,
  own,
  withLinkedAccess,
} from '../../../engine/index.ts';
import type { Deps, LoadedPack } from '../../deps.ts';
import { secretToday } from './secrecy-of-today.ts';

type Made = { packs: LoadedPack[]; form: Form };
const mixed = new WeakMap<Form, Made>();

/**
 * Made once for each publication, since what is worked out of a form is kept by the form. `last` is the newest release that has the
 * form, `packs` are those of today.
 */
export async function withRightsOfToday(
  deps: Deps,
  tenant: string,
  { release, form }: { release: number; form: Form },
  last: LoadedPack,
  packs: LoadedPack[],
): Promise<Form> {
  const today = own(last.pack.forms, form.key);
  if (!today || today === form) return form;
  const known = mixed.get(form);
  if (known?.packs === packs) return known.form;
  const access = await accessWithGone(deps, tenant, { release, form }, last, today);
  const forms = new Map(packs.flatMap(({ pack }) => Object.entries(pack.forms)));
  const linked = withLinkedAccess(form, (key) => forms.get(key)?.access);
  const made = { ...secretToday(linked, today), access, afterApproval: today.afterApproval };
  mixed.set(form, { packs, form: made });
  return made;
}

/** Today's table; of what today's form does not have any more, the rights of the last release that had it. */
async function accessWithGone(
  deps: Deps,
  tenant: string,
  { release, form }: { release: number; form: Form },
  current: LoadedPack,
  today: Form,
): Promise<AccessTable> {
  const there = new Set(accessNames(today));
  const gone = new Set(accessNames(form).filter((name) => !there.has(name)));
  if (gone.size === 0) return today.access;
  const last: { names: string[]; access: AccessTable }[] = [];
  for (let each = current.release - 1; each >= release && gone.size > 0; each--) {
    const then = each === release ? form : await formAt(deps, tenant, current.key, each, form.key);
    const names = then ? accessNames(then).filter((name) => gone.has(name)) : [];
    if (then) last.push({ names, access: then.access });
    for (const name of names) gone.delete(name);
  }
  return Object.fromEntries(
    Object.entries(today.access).map(([role, rights]) => {
      const former = last.map(({ names, access }) => fieldAccessOf({ roles: [role] }, access, names));
      return [role, { ...rights, fields: Object.assign({}, rights.fields, ...former) }];
    }),
  );
}

async function formAt(
  deps: Deps,
  tenant: string,
  pack: string,
  release: number,
  key: string,
): Promise<Form | undefined> {
  const loaded = await deps.packs.release(tenant, pack, release).catch(() => undefined);
  return loaded && own(loaded.pack.forms, key);
}
