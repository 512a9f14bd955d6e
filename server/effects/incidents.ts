import type { Json } from '../../engine/index.ts';
import { partId } from '../domain/cases/part-id.ts';
import type { EffectHandler } from './scope.ts';

export const openIncident: EffectHandler<'open-incident'> = async ({ deps, tx, subject: { row } }, params) => {
  const { incident, issue, state, step, event, retry } = params;
  await tx.incidents.insert({
    id: partId(row.id, incident),
    at: deps.clock.now(),
    code: issue.code,
    params: issue.params,
    case: row.id,
    effect: { incident, state, retry, ...(step !== undefined && { step }), ...(event !== undefined && { event }) },
    attempts: 0,
    status: 'open',
    path: issue.path,
    cause: state,
  });
  deps.log.warn({ incident: partId(row.id, incident), code: issue.code, tenant: row.tenant }, 'incident opened');
};

export const closeIncident: EffectHandler<'close-incident'> = async ({ tx, subject: { row } }, { incident }) => {
  const closed: { [path: string]: Json } = { status: 'closed' };
  await tx.incidents.update({ id: partId(row.id, incident) }, closed);
};
