import { permissionsOf } from '../../auth/permissions.ts';
import type { TenantStore } from '../../deps.ts';
import { Fault, notFound } from '../../fault.ts';
import { readerOf } from '../records/field-rights.ts';
import type { Scene } from '../records/form-use.ts';
import { takesPart } from '../records/participation.ts';
import { mayRead } from '../records/readable-record.ts';
import { loadSubject, type Subject } from './case-subject.ts';

/** How the caller comes to see a case: as a participant, as a reader of its record, or as an operator; `designs`: they know its workflow. */
export type Sight = { takesPart: boolean; operates: boolean; designs?: boolean };

/** The case, if the caller may see it; otherwise it does not exist for them. */
export async function visibleCase(scene: Scene, rows: TenantStore, id: string): Promise<Subject & { sight: Sight }> {
  const subject = await loadSubject(scene.deps, rows, id).catch((cause: unknown) => {
    // A case without its record says no more than one that does not exist.
    throw cause instanceof Fault && cause.code === 'not-found' ? notFound('case', id) : cause;
  });
  const sight = await sightOf(scene, subject);
  if (!sight) throw notFound('case', id);
  return { ...subject, sight };
}

/** Undefined where the caller may not see the case. */
export async function sightOf(scene: Scene, subject: Subject): Promise<Sight | undefined> {
  const permissions = await permissionsOf(scene.deps, scene.caller.actor);
  const sight = {
    takesPart: takesPart(readerOf(scene), subject.row),
    operates: permissions.includes('operations'),
    designs: permissions.includes('studio'),
  };
  return sight.takesPart || sight.operates || mayRead(scene, subject, subject.record) ? sight : undefined;
}
