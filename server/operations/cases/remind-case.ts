import type { CaseView } from '../../../engine/index.ts';
import type { Caller, Deps } from '../../deps.ts';
import { caseView } from '../../domain/cases/case-view.ts';
import { seeCase } from '../../domain/cases/see-case.ts';
import { tell } from '../../domain/cases/tell.ts';
import { appendToCase, linksOf } from '../../domain/history/append-link.ts';
import { reminders } from '../../domain/notices/case-notices.ts';
import { storeNotices } from '../../domain/notices/store-notices.ts';
import { notAllowed, refusedNow } from '../../fault.ts';

const REMIND_AGAIN_MINUTES = 30;

/** Reminds those whom the case waits for; not again before a while has passed. */
export async function remindCase(deps: Deps, caller: Caller, id: string): Promise<CaseView> {
  const { scene, subject, sight } = await seeCase(deps, caller, id);
  if (!caseView(scene, subject, sight).available.includes('remind')) throw notAllowed('case/not-to-remind');
  const { tenant, id: person } = caller.actor;
  const at = scene.around.now;
  const told = await deps.store.transaction(tenant, async (tx) => {
    const links = await linksOf(tx, 'case', id);
    const last = links.filter(({ kind }) => kind === 'reminded').pop();
    const minutes = last ? REMIND_AGAIN_MINUTES - (Date.parse(at) - Date.parse(last.at)) / 60_000 : 0;
    if (minutes > 0) throw refusedNow('case/remind-too-soon', { minutes: Math.ceil(minutes) });
    const notices = reminders(scene, subject);
    const people = [...new Set(notices.map((notice) => notice.person))];
    await appendToCase(deps, tx, id, { kind: 'reminded', at, actor: person, form: subject.row.form, body: { people } });
    return storeNotices(tx, notices);
  });
  tell(deps, tenant, told);
  return caseView(scene, subject, sight);
}
