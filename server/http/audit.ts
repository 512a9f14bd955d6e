import { issue } from '../../engine/index.ts';
import { auditKinds } from '../domain/audit/audit-actions.ts';
import { badRequest } from '../fault.ts';
import { type AuditQuery, listAudit } from '../operations/audit/list-audit.ts';
import { answer, get, pageOf, type Route } from './route.ts';

export const auditRoutes: Route[] = [
  get(
    '/audit',
    {
      access: 'audit',
      summary: 'What was done, newest first',
      query: {
        actor: 'Only of this person',
        kind: auditKinds.join(', '),
        from: 'From this point in time on (2026-01-31T00:00:00.000Z)',
        to: 'Before this point in time',
        page: 'From 1',
        size: 'At most 200',
        count: 'true for the total',
      },
    },
    async ({ deps, caller, query }) =>
      answer(await listAudit(deps, caller, { ...pageOf(query), count: query.count === 'true', ...narrowed(query) })),
  ),
];

function narrowed({ actor, kind: named, ...times }: { [name: string]: string }): AuditQuery {
  const kind = auditKinds.find((one) => one === named);
  if (named && !kind)
    throw badRequest([issue('definition/value', '/kind', { found: named.slice(0, 100), allowed: [...auditKinds] })]);
  const query: AuditQuery = { ...(actor && { actor }), ...(kind && { kind }) };
  for (const name of ['from', 'to'] as const) {
    const text = times[name];
    if (!text) continue;
    if (Number.isNaN(Date.parse(text)) || new Date(text).toISOString() !== text)
      throw badRequest([issue('server/not-a-time', `/${name}`, { found: text.slice(0, 40) })]);
    query[name] = text;
  }
  return query;
}
