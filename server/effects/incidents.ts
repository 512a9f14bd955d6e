import type { Json } from '../../engine/index.ts';
import { partId } from '../domain/cases/part-id.ts';
import { openIncident as open } from '../domain/incidents/open-incident.ts';
import type { EffectHandler } from './scope.ts';

export const openIncident: EffectHandler<'open-incident'> = async ({ deps, tx, subject: { row } }, params) => {
  const { incident, issue, state, step, event, retry } = params;
  await open(deps, tx, {
    id: partId(row.id, incident),
    code: issue.code,
    params: issue.params,
    case: row.id,
    effect: { incident, state, retry, ...(step !== undefined && { step }), ...(event !== undefined && { event }) },
    path: issue.path,
    cause: state,
  });
};

export const closeIncident: EffectHandler<'close-incident'> = async ({ tx, subject: { row } }, { incident }) => {
  const closed: { [path: string]: Json } = { status: 'closed' };
  await tx.incidents.update({ id: partId(row.id, incident) }, closed);
};
