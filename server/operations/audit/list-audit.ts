import {
  type AuditItem,
  type AuditKind,
  type Filter,
  type IssueCode,
  issue,
  type Locale,
  messageOf,
  type Page,
  type Text,
} from '../../../engine/index.ts';
import { requirePermission } from '../../auth/require-permission.ts';
import type { Caller, Deps } from '../../deps.ts';
import { actionsOf } from '../../domain/audit/audit-actions.ts';
import { type Paging, pageOf } from '../../domain/paging.ts';
import type { AuditRow } from '../../store/rows.ts';

/** `from` and `to` are points in time; what is done at `to` is not in it any more. */
export type AuditQuery = { actor?: string; kind?: AuditKind; from?: string; to?: string };

/** The chain of what was done, newest first; each link as a sentence in the reader's language. */
export async function listAudit(deps: Deps, caller: Caller, query: Paging & AuditQuery): Promise<Page<AuditItem>> {
  await requirePermission(deps, caller, 'audit');
  const rows = deps.store.tenant(caller.actor.tenant);
  const { actor, kind, from, to } = query;
  const filter: Filter = {
    ...(actor !== undefined && { actor }),
    ...(kind !== undefined && { action: { $in: actionsOf(kind) } }),
    ...((from ?? to) !== undefined && { at: { ...(from && { $gte: from }), ...(to && { $lt: to }) } }),
  };
  const page = await pageOf(rows.audit, { filter, sort: ['-seq'] }, query);
  const ids = [...new Set(page.items.flatMap(({ actor }) => (actor === undefined ? [] : [actor])))];
  const people =
    ids.length === 0 ? [] : await rows.people.find({ filter: { id: { $in: ids } }, fields: ['id', 'title'] });
  const titles = new Map(people.map(({ id, title }) => [id, title]));
  return { ...page, items: page.items.map((row) => itemOf(row, titles, caller.locale)) };
}

function itemOf(row: AuditRow, titles: Map<string, Text>, locale: Locale): AuditItem {
  const { seq, at, actor, action, ip } = row;
  return {
    seq,
    at,
    ...(actor !== undefined && { actor: { id: actor, title: titles.get(actor) ?? actor } }),
    action,
    text: messageOf(issue(`server/audit-${action}` as IssueCode, '', row.params), locale),
    ...(ip !== undefined && { ip }),
  };
}
