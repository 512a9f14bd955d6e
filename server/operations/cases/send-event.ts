import { type CaseView, event } from '../../../engine/index.ts';
import type { Caller, Deps } from '../../deps.ts';
import { caseView } from '../../domain/cases/case-view.ts';
import { type Sight, sightOf } from '../../domain/cases/visible-case.ts';
import type { Scene } from '../../domain/records/form-use.ts';
import { loadSurroundings } from '../../domain/surroundings/load-surroundings.ts';
import { notFound } from '../../fault.ts';
import { advanceCase } from './advance-case.ts';

/** Sends an event that the workflow declares to a case. For those who may not see the case it does not exist. */
export async function sendEvent(deps: Deps, caller: Caller, id: string, name: string): Promise<CaseView> {
  const { tenant, id: person } = caller.actor;
  const scene: Scene = { deps, caller, around: await loadSurroundings(deps, tenant) };
  let sight: Sight | undefined;
  return advanceCase(
    deps,
    tenant,
    id,
    scene.around,
    async (subject, context) => {
      sight = await sightOf(scene, subject);
      if (!sight) throw notFound('case', id);
      return event(subject.workflow, subject.row.state, { event: name, person, at: scene.around.now }, context);
    },
    (subject) => caseView(scene, subject, sight ?? { takesPart: false, operates: false }),
  );
}
