import { issue } from '../core/issue.ts';
import type { JsonObject } from '../core/json.ts';
import type { StructureValidator } from '../core/structure.ts';
import { computeAll } from './compute.ts';
import type { Context, FieldStates, Settled } from './context.ts';
import { fieldAtPointer } from './field-at.ts';
import { decideStates } from './field-states.ts';
import type { Form } from './form.ts';
import { dropCleared } from './prune.ts';
import { validateWork } from './validate.ts';
import { type Work, workOnNormalised } from './work.ts';

// A round drops at least one value, or lets one come back; a form whose rules chase each other is refused after these.
const MOST_ROUNDS = 50;

/**
 * Data as it would be stored, what every field then is, and what is wrong: the one call that browser, server, imports and
 * the API all make. Normalises, computes, decides and prunes until nothing changes any more, then validates.
 */
export function settle(form: Form, data: JsonObject, ctx: Context, structure?: StructureValidator): Settled {
  const work = workOnNormalised(form, data, ctx);
  const { states, unsettled } = decide(work);
  const issues = validateWork(work, states, structure);
  if (unsettled.length > 0) {
    const titles = unsettled.map((at) => fieldAtPointer(form, at)?.title ?? at);
    issues.push(issue('form/unsettled', '', { fields: titles }));
  }
  return { data: work.data, states, issues };
}

function decide(work: Work): { states: FieldStates; unsettled: string[] } {
  const dropped = new Set<string>();
  for (let round = 1; ; round++) {
    computeAll(work, dropped);
    const states = decideStates(work);
    const changed = changes(work, states, dropped);
    if (changed.length === 0) return { states, unsettled: [] };
    if (round === MOST_ROUNDS) return { states, unsettled: changed };
  }
}

// Hidden values go, and formulas of hidden fields rest until their field is shown again.
function changes(work: Work, states: FieldStates, dropped: Set<string>): string[] {
  const gone = dropCleared(work, states);
  if (gone.length === 0 && dropped.size === 0) return gone;
  const back = [...dropped].filter((at) => !states[at]?.clear);
  for (const at of back) dropped.delete(at);
  for (const at of gone) if (fieldAtPointer(work.form, at)?.compute !== undefined) dropped.add(at);
  return [...gone, ...back];
}
