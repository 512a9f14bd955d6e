import { type CaseView, type IssueCode, issue, said, withdraw } from '../../../engine/index.ts';
import type { Caller, Deps, TenantStore } from '../../deps.ts';
import type { Subject } from '../../domain/cases/case-subject.ts';
import { caseView } from '../../domain/cases/case-view.ts';
import { type Told, tell } from '../../domain/cases/tell.ts';
import { type Sight, visibleCase } from '../../domain/cases/visible-case.ts';
import { appendToCase, linksOf } from '../../domain/history/append-link.ts';
import { commentNotices, reminders } from '../../domain/notices/case-notices.ts';
import type { Scene } from '../../domain/records/form-use.ts';
import { loadSurroundings } from '../../domain/surroundings/load-surroundings.ts';
import { Fault, forbidden, invalidAt, refusedNow } from '../../fault.ts';
import type { NoticeRow } from '../../store/rows.ts';
import { advanceCase } from './advance-case.ts';

const REMIND_AGAIN_MINUTES = 30;

/** The initiator takes the request back. */
export async function withdrawCase(deps: Deps, caller: Caller, id: string, opinion?: string): Promise<CaseView> {
  const { scene, subject, sight } = await see(deps, caller, id);
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

/** Reminds those whom the case waits for; not again before a while has passed. */
export async function remindCase(deps: Deps, caller: Caller, id: string): Promise<CaseView> {
  const { scene, subject, sight } = await see(deps, caller, id);
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

/** Stores notices, and answers what is told to open pages once the transaction is through. */
async function storeNotices(tx: TenantStore, notices: NoticeRow[]): Promise<Told[]> {
  if (notices.length > 0) await tx.notices.insertMany(notices);
  return notices.map(({ tenant: _tenant, person, task: _task, ...notice }) => ({
    person,
    event: { type: 'notice', notice },
  }));
}

/** Says something to the case, for everybody who sees its history. */
export async function commentOnCase(deps: Deps, caller: Caller, id: string, text: string): Promise<CaseView> {
  const { scene, subject, sight } = await see(deps, caller, id);
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

function notAllowed(code: IssueCode): Fault {
  return new Fault('forbidden', issue(code, ''));
}

async function see(deps: Deps, caller: Caller, id: string): Promise<{ scene: Scene; subject: Subject; sight: Sight }> {
  const { tenant } = caller.actor;
  const scene: Scene = { deps, caller, around: await loadSurroundings(deps, tenant) };
  const { sight, ...subject } = await visibleCase(scene, deps.store.tenant(tenant), id);
  return { scene, subject, sight };
}
