import {
  type Chosen,
  type FieldSight,
  type JsonObject,
  peopleChoicesOf,
  preview,
  previewText,
  type RoutePreview,
  type RouteStep,
  type Workflow,
} from '../../../engine/index.ts';
import type { Caller, Deps } from '../../deps.ts';
import { proposedData, startableWorkflow, startContext } from '../../domain/cases/startable-workflow.ts';
import { personRef } from '../../domain/history/history-item.ts';
import { poolMembers } from '../../domain/people/pools.ts';
import { accessOf } from '../../domain/records/field-rights.ts';
import { fieldSight } from '../../domain/records/open-fields.ts';

/** The way that data would take, with the caller as initiator: nothing is stored, given or sent. Unfinished data is welcome. */
export async function previewRoute(
  deps: Deps,
  caller: Caller,
  key: string,
  data: JsonObject,
  chosen: Chosen = {},
): Promise<RoutePreview> {
  const { scene, use, workflow } = await startableWorkflow(deps, caller, key);
  const { around } = scene;
  const { organisation } = around;
  const context = startContext(scene, use.form, await proposedData(scene, use, data));
  const route = preview(workflow, context.data, { ...context, chosen });
  const sight = fieldSight(use.form, accessOf(use.form, caller.actor));
  return {
    steps: route.map(({ step, title, type, people, pool, decide, note }) => ({
      step,
      title,
      type,
      people: (people.length > 0 ? people : poolMembers(organisation, pool)).map((each) => personRef(around, each)),
      ...(decide !== undefined && decide !== 'vote' && { decide }),
      ...(note !== undefined && { note }),
    })),
    text: previewText(workflow, withoutClosed(route, workflow, sight), context, caller.locale),
    choose: peopleChoicesOf(workflow, 'initiator').filter((choice) => route.some(({ step }) => step === choice.step)),
  };
}

// A reason shows the values that its guard reads: where one of them is closed to the caller, the way is told without a reason.
function withoutClosed(route: RouteStep[], workflow: Workflow, { open }: FieldSight): RouteStep[] {
  const told = (guards: RouteStep['guards']) =>
    guards.every(({ guard }) => workflow.guards[guard]?.rule.reads.every(open)) ? guards : [];
  return route.map((step) => ({
    ...step,
    guards: told(step.guards),
    ...(step.end && { end: { ...step.end, guards: told(step.end.guards) } }),
  }));
}
