import type { AccountExport } from '../../../engine/index.ts';
import { requirePermission } from '../../auth/require-permission.ts';
import type { Caller, Deps } from '../../deps.ts';
import { appendAudit, byCaller } from '../../domain/audit/append-audit.ts';
import { personView } from '../../domain/people/person-view.ts';
import { notFound } from '../../fault.ts';

const MOST = 2_000;

/**
 * What is kept about a person as the holder of an account, as one document. It says which requests and tasks were theirs, and
 * nothing of what these are about: that is personal data of others.
 */
export async function exportAccount(deps: Deps, caller: Caller, id: string): Promise<AccountExport> {
  await requirePermission(deps, caller, 'people');
  const { tenant } = caller.actor;
  const rows = deps.store.tenant(tenant);
  const person = await rows.people.get(id);
  if (!person) throw notFound('person', id);
  const newest = { sort: ['-createdAt'], limit: MOST };
  const [sessions, cases, tasks, drafts, files, notices, audit] = await Promise.all([
    rows.sessions.find({ filter: { person: id }, ...newest }),
    rows.cases.find({ filter: { initiator: id }, sort: ['-startedAt'], limit: MOST }),
    rows.tasks.find({ filter: { assignee: id }, ...newest }),
    rows.drafts.find({ filter: { person: id }, sort: ['-savedAt'], limit: MOST }),
    rows.files.find({ filter: { owner: id }, ...newest }),
    rows.notices.find({ filter: { person: id }, sort: ['-at'], limit: MOST }),
    rows.audit.find({ filter: { $or: [{ actor: id }, { 'params.person': id }] }, sort: ['-seq'], limit: MOST }),
  ]);
  const at = deps.clock.now();
  const answer: AccountExport = {
    at,
    person: personView(person, at),
    sessions: sessions.map(({ createdAt, seenAt, expiresAt, ip, agent }) => ({
      createdAt,
      seenAt,
      expiresAt,
      ...(ip !== undefined && { ip }),
      ...(agent !== undefined && { agent }),
    })),
    cases: cases.map(({ no, workflow, status, startedAt, endedAt }) => ({
      no,
      workflow,
      status,
      startedAt,
      ...(endedAt !== undefined && { endedAt }),
    })),
    tasks: tasks.map(({ no, step, status, decision, createdAt, endedAt }) => ({
      no,
      step,
      status,
      ...(decision !== undefined && { decision }),
      createdAt,
      ...(endedAt !== undefined && { endedAt }),
    })),
    drafts: drafts.map(({ form, savedAt }) => ({ form, savedAt })),
    // The name of a file tells what it is about, and lies in a field with rights of its own.
    files: files.map(({ size, type, createdAt }) => ({ size, type, createdAt })),
    notices: notices.map(({ at: sentAt, read }) => ({ at: sentAt, read })),
    audit: audit.map(({ at: doneAt, action, actor, ip }) => ({
      at: doneAt,
      action,
      own: actor === id,
      // The address of another person is theirs.
      ...(ip !== undefined && actor === id && { ip }),
    })),
    ...([cases, tasks, files, notices, audit].some(({ length }) => length === MOST) && { more: true as const }),
  };
  await deps.store.transaction(tenant, (tx) =>
    appendAudit(deps, tx, byCaller(caller), 'account-exported', { person: id, name: person.name, title: person.title }),
  );
  return answer;
}
