import type { EffectType } from '../../engine/index.ts';
import { openIncident } from '../domain/incidents/open-incident.ts';
import type { EffectHandler } from './scope.ts';

/** Only a release of an earlier build can still ask for this: the case goes on, and an administrator sees an incident. */
export function notSupported<T extends EffectType>(type: T): EffectHandler<T> {
  return async ({ deps, tx, subject: { row } }) => {
    await openIncident(deps, tx, { code: 'case/unsupported-effect', params: { type }, case: row.id });
  };
}
