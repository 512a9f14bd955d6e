import { type AdministerCases, type AdministeredCases, messageOf, toLocalIssue } from '../../../engine/index.ts';
import { requirePermission } from '../../auth/require-permission.ts';
import type { Caller, Deps } from '../../deps.ts';
import { loadSurroundings } from '../../domain/surroundings/load-surroundings.ts';
import { Fault } from '../../fault.ts';
import { administerCase, type CaseVerb } from './administer-case.ts';

/** What an administrator does to cases: each on its own, with a reason, in the case's history and in the audit. */
export async function administerCases(
  deps: Deps,
  caller: Caller,
  verb: CaseVerb,
  input: AdministerCases,
): Promise<AdministeredCases> {
  await requirePermission(deps, caller, 'operations');
  const around = await loadSurroundings(deps, caller.actor.tenant);
  const items: AdministeredCases['items'] = [];
  for (const id of input.cases) {
    try {
      await administerCase(deps, caller, around, verb, id, input);
      items.push({ case: id, ok: true });
    } catch (cause) {
      if (!(cause instanceof Fault)) throw cause;
      // Before the first change the whole request may be repeated; after it the answer must say which were made.
      if (cause.code === 'unavailable' && !items.some(({ ok }) => ok)) throw cause;
      const issues = cause.issues.map((found) => toLocalIssue(found, caller.locale));
      items.push({
        case: id,
        ok: false,
        problem: { code: cause.code, detail: messageOf(cause.about, caller.locale), issues },
      });
    }
  }
  return { items };
}
