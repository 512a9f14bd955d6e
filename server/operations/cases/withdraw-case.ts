import { type CaseView, withdraw } from '../../../engine/index.ts';
import type { Caller, Deps } from '../../deps.ts';
import { caseView } from '../../domain/cases/case-view.ts';
import { seeCase } from '../../domain/cases/see-case.ts';
import { forbidden } from '../../fault.ts';
import { advanceCase } from './advance-case.ts';

/** The initiator takes the request back. */
export async function withdrawCase(deps: Deps, caller: Caller, id: string, opinion?: string): Promise<CaseView> {
  const { scene, subject, sight } = await seeCase(deps, caller, id);
  if (subject.row.initiator !== caller.actor.id) throw forbidden('withdraw', 'case');
  const input = { person: caller.actor.id, at: scene.around.now, ...(opinion !== undefined && { opinion }) };
  return advanceCase(
    deps,
    caller.actor.tenant,
    id,
    scene.around,
    ({ workflow, row }, context) => withdraw(workflow, row.state, input, context),
    (withdrawn) => caseView(scene, withdrawn, sight),
  );
}
