import { localise, type Proposed } from '../../../engine/index.ts';
import { permissionsOf } from '../../auth/permissions.ts';
import { requirePermission } from '../../auth/require-permission.ts';
import type { Caller, Deps } from '../../deps.ts';
import { appendAudit, byCaller } from '../../domain/audit/append-audit.ts';
import { type Told, tell } from '../../domain/cases/tell.ts';
import { personRef } from '../../domain/history/history-item.ts';
import { draftAuthors, loadDraft } from '../../domain/packs/draft.ts';
import { personAs } from '../../domain/records/field-rights.ts';
import { loadSurroundings } from '../../domain/surroundings/load-surroundings.ts';
import { conflict, refusedNow } from '../../fault.ts';

/** Asks the people who may publish, and are not among the authors of the draft, to look at it and publish it. */
export async function proposeDraft(
  deps: Deps,
  caller: Caller,
  pack: string,
  input: { revision: number; note?: string },
): Promise<Proposed> {
  await requirePermission(deps, caller, 'studio', 'publish');
  const { tenant, id: by } = caller.actor;
  const around = await loadSurroundings(deps, tenant);
  const told = await deps.store.transaction(tenant, async (tx) => {
    const draft = await loadDraft(tx, pack);
    if (draft.revision !== input.revision) throw conflict('draft', input.revision, draft.revision);
    const authors = await draftAuthors(tx, pack);
    const people: string[] = [];
    for (const person of around.organisation.people()) {
      if (!person.active || person.id === by || authors.includes(person.id)) continue;
      if ((await permissionsOf(deps, personAs(person, tenant))).includes('publish')) people.push(person.id);
    }
    if (people.length === 0) throw refusedNow('server/nobody-publishes');
    const notices = people.map((person) => {
      const chinese = around.localeOf(person) === 'zh-CN';
      const who = localise(caller.actor.title, around.localeOf(person)) || caller.actor.name;
      const note = input.note === undefined ? '' : chinese ? `说明：${input.note}` : ` Note: ${input.note}`;
      return {
        id: deps.ids.next(),
        tenant,
        person,
        title: chinese ? `待发布：${pack}` : `To publish: ${pack}`,
        text: chinese
          ? `${who}请您复核并发布“${pack}”的草稿。${note}`
          : `${who} asks you to review and publish the draft of "${pack}".${note}`,
        at: around.now,
        read: false,
      };
    });
    await tx.notices.insertMany(notices);
    await appendAudit(deps, tx, byCaller(caller), 'pack-proposed', { pack, revision: draft.revision, people });
    return notices.map(
      ({ tenant: _tenant, person, ...notice }): Told => ({ person, event: { type: 'notice', notice } }),
    );
  });
  tell(deps, tenant, told);
  return { asked: told.map(({ person }) => personRef(around, person)) };
}
