import { type CaseView, said } from '../../../engine/index.ts';
import type { Caller, Deps } from '../../deps.ts';
import { caseView } from '../../domain/cases/case-view.ts';
import { seeCase } from '../../domain/cases/see-case.ts';
import { type Told, tell } from '../../domain/cases/tell.ts';
import { appendToCase } from '../../domain/history/append-link.ts';
import { commentNotices } from '../../domain/notices/case-notices.ts';
import { storeNotices } from '../../domain/notices/store-notices.ts';
import { invalidAt, notAllowed } from '../../fault.ts';

/** Says something to the case, for everybody who sees its history. */
export async function commentOnCase(deps: Deps, caller: Caller, id: string, text: string): Promise<CaseView> {
  const { scene, subject, sight } = await seeCase(deps, caller, id);
  if (!caseView(scene, subject, sight).available.includes('comment')) throw notAllowed('case/not-to-comment');
  const remark = said(text);
  if (remark === '') throw invalidAt('definition/required', '/text', { key: 'text' });
  const { tenant, id: person } = caller.actor;
  const told = await deps.store.transaction(tenant, async (tx) => {
    await appendToCase(deps, tx, id, {
      kind: 'commented',
      at: scene.around.now,
      actor: person,
      form: subject.row.form,
      body: { text: remark },
    });
    return storeNotices(tx, commentNotices(scene, subject, remark));
  });
  const people = new Set([
    subject.row.initiator,
    ...Object.values(subject.row.state.tasks).flatMap((task) => task.person ?? []),
  ]);
  const changed = [...people].map(
    (to): Told => ({ person: to, event: { type: 'case', case: id, revision: subject.row.revision } }),
  );
  tell(deps, tenant, [...told, ...changed]);
  return caseView(scene, subject, sight);
}
