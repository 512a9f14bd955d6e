import type { IssueCode, JsonObject } from '../../../engine/index.ts';
import type { Deps, TenantStore } from '../../deps.ts';

/** Something that cannot go on without a person. `effect` says what a retry would repeat; `id` is given where a case names it itself. */
export type IncidentDraft = {
  id?: string;
  code: IssueCode;
  params: JsonObject;
  case?: string;
  effect?: JsonObject;
  attempts?: number;
  path?: string;
  cause?: string;
};

/** Puts an incident on the administrators' list, in the transaction of what caused it. Answers its id. */
export async function openIncident(deps: Deps, tx: TenantStore, draft: IncidentDraft): Promise<string> {
  const id = draft.id ?? deps.ids.next();
  await tx.incidents.insert({ at: deps.clock.now(), status: 'open', ...draft, id, attempts: draft.attempts ?? 0 });
  deps.log.warn({ incident: id, code: draft.code, tenant: tx.tenant }, 'incident opened');
  return id;
}
