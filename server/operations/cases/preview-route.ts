import {
  can,
  initialData,
  type JsonObject,
  own,
  preview,
  previewText,
  type RoutePreview,
  startable,
} from '../../../engine/index.ts';
import type { Caller, Deps } from '../../deps.ts';
import { personRef } from '../../domain/history/history-item.ts';
import { poolMembers } from '../../domain/people/pools.ts';
import { formContext } from '../../domain/records/form-use.ts';
import { settleWrite } from '../../domain/records/settle-write.ts';
import { environmentOf, loadSurroundings } from '../../domain/surroundings/load-surroundings.ts';
import { forbidden, notFound } from '../../fault.ts';

/** The way that data would take, with the caller as initiator: nothing is stored, given or sent. Unfinished data is welcome. */
export async function previewRoute(deps: Deps, caller: Caller, key: string, data: JsonObject): Promise<RoutePreview> {
  const { tenant, id: person, unit, roles } = caller.actor;
  const loaded = await deps.packs.withWorkflow(tenant, key);
  const workflow = own(loaded.pack.workflows, key);
  const form = workflow && own(loaded.pack.forms, workflow.form);
  if (!workflow || !form) throw notFound('workflow', key);
  if (!startable(workflow, roles) || !can(caller.actor, 'create', form.access)) throw forbidden('start', 'workflow');
  const around = await loadSurroundings(deps, tenant);
  const scene = { deps, caller, around };
  const use = { loaded, form };
  const base = initialData(form, formContext(use, scene));
  // What is wrong with the data is the form's business; the way is that of what is right with it.
  const written = await settleWrite(scene, deps.store.tenant(tenant), use, data, { base, lenient: true });
  const { organisation } = around;
  const context = {
    form,
    data: written.data,
    record: { id: '', owner: person, unit, createdAt: around.now, createdBy: person },
    env: environmentOf(around),
    organisation,
    initiator: person,
    at: around.now,
  };
  const route = preview(workflow, written.data, context);
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
  };
}
