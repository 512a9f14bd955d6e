import type { JsonObject } from '../core/json.ts';
import { localise } from '../core/text.ts';
import type { Environment } from '../rules/index.ts';
import type { CaseState } from './case-state.ts';
import type { WorkflowContext } from './context.ts';

/** Who and what, beside the record's data, rules of a case read. */
export type CaseFacts = { at: string; by?: string; decision?: { name: string; step: string; opinion?: string } };

/** What guards, assignments and actions read: exactly the names of `caseScope`. */
export function caseEnv(
  ctx: WorkflowContext,
  data: JsonObject,
  state: Pick<CaseState, 'initiator' | 'round'>,
  facts: CaseFacts,
): Environment {
  const root: JsonObject = facts.decision ? { decision: facts.decision, ...data } : { ...data };
  root.initiator = subject(state.initiator, ctx);
  root.record = ctx.record;
  root.case = { round: state.round };
  if (facts.by !== undefined) root.actor = subject(facts.by, ctx);
  const { zone, organisation, calendar } = ctx.env;
  return { data: root, now: facts.at, zone, organisation, calendar };
}

function subject(id: string, ctx: WorkflowContext): JsonObject {
  const person = ctx.organisation.person(id);
  if (!person) return { id };
  return { id, name: person.name, title: localise(person.title, 'en'), roles: person.roles, unit: person.unit };
}
