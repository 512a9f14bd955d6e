import { type IncidentItem, type IssueCode, issue, type Locale, messageOf } from '../../../engine/index.ts';
import type { IncidentRow } from '../../store/rows.ts';

/** An incident as its page shows it. */
export function incidentItem(row: IncidentRow, locale: Locale): IncidentItem {
  const { id, at, code, params, attempts, status, path, cause } = row;
  const effect = row.effect && Object.keys(row.effect)[0];
  return {
    id,
    at,
    code,
    text: messageOf(issue(code as IssueCode, '', params), locale),
    ...(row.case !== undefined && { case: row.case }),
    ...(effect !== undefined && { effect }),
    attempts,
    status,
    ...(path !== undefined && path !== '' && { path }),
    // Of a case it is the key of the state; the text names the step.
    ...(cause !== undefined && row.effect?.incident === undefined && { cause }),
  };
}
