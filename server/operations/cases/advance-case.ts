import type { Advance, Result, WorkflowContext } from '../../../engine/index.ts';
import type { Deps, TenantStore } from '../../deps.ts';
import { loadSubject, type Subject, workflowContext } from '../../domain/cases/case-subject.ts';
import { expectAdvance } from '../../domain/cases/refuse-advance.ts';
import { tell } from '../../domain/cases/tell.ts';
import { withLinks } from '../../domain/records/link-source.ts';
import { type Around, refreshPeople } from '../../domain/surroundings/load-surroundings.ts';
import { applyAdvance } from './apply-advance.ts';

/** A command of the engine, ready but for the case as it is now. Throws a fault to refuse with one of its own. */
export type Command = (
  subject: Subject,
  ctx: WorkflowContext,
  tx: TenantStore,
) => Result<Advance> | Promise<Result<Advance>>;

/** Carries out one command on a case and tells those concerned. Two at once: one wins, the other sees what it left. */
export async function advanceCase<R>(
  deps: Deps,
  tenant: string,
  caseId: string,
  around: Around,
  command: Command,
  answer: (subject: Subject) => R,
): Promise<R> {
  const { body, told } = await deps.store.transaction(tenant, async (tx) => {
    await refreshPeople(deps, tx, around);
    const before = await loadSubject(deps, tx, caseId);
    const structure = deps.packs.structure(before.loaded, before.form.key);
    const advance = await withLinks({ deps, around, rows: tx }, async (links) =>
      expectAdvance(await command(before, workflowContext(before, around, { structure, links }), tx)),
    );
    const after = await applyAdvance(deps, tx, around, before, advance);
    const answered = answer(after.subject);
    await deps.remember?.(tx, { status: 200, body: answered });
    deps.reach?.('advance/before-commit');
    return { body: answered, told: after.told };
  });
  deps.reach?.('advance/after-commit');
  tell(deps, tenant, told);
  return body;
}
