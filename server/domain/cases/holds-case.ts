import type { CaseRow, IncidentRow } from '../../store/rows.ts';
import { partId } from './part-id.ts';

type Stuck = { id: string; state: Pick<CaseRow['state'], 'stuck'> };

/** True where the case cannot go on until the cause of the incident is gone: no person can close it by hand. */
export function holdsCase({ id, status }: IncidentRow, { id: about, state }: Stuck): boolean {
  return status === 'open' && state.stuck.some(({ incident }) => partId(about, incident) === id);
}
