import type { Actor, Organisation } from '../access/index.ts';
import { own } from '../core/json.ts';
import type { Locale, Text } from '../core/text.ts';
import type { ReportContext } from '../reports/index.ts';
import type { Environment } from '../rules/index.ts';
import type { Workflow } from '../workflow/index.ts';
import type { Pack } from './pack.ts';

/** The titles that a pack's dashboards need, for one reader. What the pack does not have is looked for in those that it requires. */
export function reportContext(
  pack: Pack,
  reader: { actor: Actor; locale: Locale; env: Environment; organisation: Organisation },
  required: readonly Pack[] = [],
): ReportContext {
  const packs = [pack, ...required];
  return {
    ...reader,
    options: (key) => packs.flatMap(({ options }) => own(options, key) ?? [])[0],
    stateTitle: (state, workflow) => {
      const workflows = packs.flatMap(({ workflows: map }) =>
        workflow === undefined ? Object.values(map) : (own(map, workflow) ?? []),
      );
      return workflows.flatMap((each) => titleOf(each, state) ?? [])[0];
    },
  };
}

/** By path (`review.legal`) or by key, as statuses name states. */
function titleOf(workflow: Workflow, state: string): Text | undefined {
  const found = own(workflow.states, state) ?? Object.values(workflow.states).find(({ key }) => key === state);
  return found?.title;
}
