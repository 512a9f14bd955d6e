import { own, recordStatuses, type Standing } from '../../../engine/index.ts';
import type { Deps, LoadedPack } from '../../deps.ts';

/** So many earlier releases are looked through. */
const MOST_RELEASES = 30;

type Statuses = { [status: string]: Standing };

const known = new WeakMap<LoadedPack, Map<string, Promise<Statuses>>>();

/**
 * What a record's status may be called, by the present workflow of its form and then by those of earlier releases: cases go on
 * under the release that they began with. Undefined where no release has a workflow for the form.
 */
export async function statusesWithPast(
  deps: Deps,
  tenant: string,
  loaded: LoadedPack,
  form: string,
): Promise<Statuses | undefined> {
  const forms = known.get(loaded) ?? new Map<string, Promise<Statuses>>();
  known.set(loaded, forms);
  const made = forms.get(form) ?? gather(deps, tenant, loaded, form);
  forms.set(form, made);
  made.catch(() => forms.delete(form));
  const statuses = await made;
  return Object.keys(statuses).length > 0 ? statuses : undefined;
}

async function gather(deps: Deps, tenant: string, loaded: LoadedPack, form: string): Promise<Statuses> {
  const statuses: Statuses = { ...statusesIn(loaded, form) };
  for (let release = loaded.release - 1, left = MOST_RELEASES; release > 0 && left > 0; release--, left--) {
    const past = await deps.packs.release(tenant, loaded.key, release).catch(() => undefined);
    for (const [status, standing] of Object.entries(past ? statusesIn(past, form) : {}))
      if (!own(statuses, status)) statuses[status] = standing;
  }
  return statuses;
}

// Its states are what a record's status names, also for those who may not begin a case.
function statusesIn({ pack }: LoadedPack, form: string): Statuses {
  const workflow = Object.values(pack.workflows).find((each) => each.form === form && each.start.on === 'create');
  return workflow ? recordStatuses(workflow) : {};
}
