import { mayTouch } from '../../../engine/index.ts';
import type { TenantStore } from '../../deps.ts';
import { Fault } from '../../fault.ts';
import type { RecordRow } from '../../store/rows.ts';
import { environmentOf } from '../surroundings/load-surroundings.ts';
import { currentForm, type FormUse, type Scene } from './form-use.ts';

/** A record that the caller may link to: one that he may read. Nothing tells him apart from one that does not exist. */
export async function linkedRecord(
  scene: Scene,
  rows: TenantStore,
  form: string,
  id: string,
): Promise<RecordRow | undefined> {
  const use = await formIfThere(scene, form);
  if (!use) return undefined;
  const row = await rows.records(form).get(id);
  const { actor } = scene.caller;
  return row && mayTouch(actor, 'read', use.form.access, row, environmentOf(scene.around)) ? row : undefined;
}

async function formIfThere({ deps, caller }: Scene, form: string): Promise<FormUse | undefined> {
  try {
    return await currentForm(deps, caller.actor.tenant, form);
  } catch (cause) {
    // Published without it meanwhile: nothing can be linked to any more.
    if (cause instanceof Fault && cause.code === 'not-found') return undefined;
    throw cause;
  }
}
