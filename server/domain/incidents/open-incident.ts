import type { IssueCode, JsonObject } from '../../../engine/index.ts';
import type { Deps, TenantStore } from '../../deps.ts';

/** Something that cannot go on without a person. `effect` says what a retry would repeat. */
export type IncidentDraft = {
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
  const id = deps.ids.next();
  await tx.incidents.insert({ id, at: deps.clock.now(), status: 'open', ...draft, attempts: draft.attempts ?? 0 });
  deps.log.warn({ incident: id, code: draft.code, tenant: tx.tenant }, 'incident opened');
  return id;
}
