import {
  type Chosen,
  type JsonObject,
  peopleChoicesOf,
  preview,
  previewText,
  type RoutePreview,
} from '../../../engine/index.ts';
import type { Caller, Deps } from '../../deps.ts';
import { proposedData, startableWorkflow, startContext } from '../../domain/cases/startable-workflow.ts';
import { personRef } from '../../domain/history/history-item.ts';
import { poolMembers } from '../../domain/people/pools.ts';

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
  return {
    steps: route.map(({ step, title, type, people, pool, decide, note }) => ({
      step,
      title,
      type,
      people: (people.length > 0 ? people : poolMembers(organisation, pool)).map((each) => personRef(around, each)),
      ...(decide !== undefined && decide !== 'vote' && { decide }),
      ...(note !== undefined && { note }),
    })),
    text: previewText(workflow, route, context, caller.locale),
    choose: peopleChoicesOf(workflow, 'initiator').filter((choice) => route.some(({ step }) => step === choice.step)),
  };
}
