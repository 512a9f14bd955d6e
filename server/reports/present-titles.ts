// A reference is called by what its record is called now, not by what rows carried when they were written.
import { type Form, type JsonObject, own, type QueryPlan } from '../../engine/index.ts';
import { currentForm, type Scene } from '../domain/records/form-use.ts';
import { openRows } from '../domain/records/open-rows.ts';

const MOST_TITLES = 2000;

/** The rows of a plan with the present titles of linked records, where the reader may see them; else with the carried ones. */
export async function withPresentTitles(
  scene: Scene,
  forms: { [key: string]: Form },
  plan: QueryPlan,
  rows: JsonObject[],
): Promise<JsonObject[]> {
  let titled = rows;
  for (const { as, path } of plan.dimensions) {
    const link = linkAt(forms, plan, path);
    const label = `l${as.slice(1)}`;
    if (!link || !plan.measures.some((measure) => measure.as === label)) continue;
    const titles = await titlesOf(
      scene,
      link,
      rows.map((row) => own(row, as)).filter((id) => typeof id === 'string'),
    );
    titled = titled.map((row) => {
      const title = titles.get(String(own(row, as)));
      return title === undefined ? row : { ...row, [label]: title };
    });
  }
  return titled;
}

function linkAt(forms: { [key: string]: Form }, { from }: QueryPlan, path: string): Form['fields'][string]['link'] {
  const [, name = '', end] = /^data\.([^.]+)\.(id)$/.exec(path) ?? [];
  return end === undefined || typeof from === 'string'
    ? undefined
    : own(own(forms, String(from.form))?.fields ?? {}, name)?.link;
}

async function titlesOf(
  scene: Scene,
  link: { form: string; display: string },
  ids: string[],
): Promise<Map<string, string>> {
  const titles = new Map<string, string>();
  const { deps, caller } = scene;
  const rows = deps.store.tenant(caller.actor.tenant);
  const use = await currentForm(deps, caller.actor.tenant, link.form).catch(() => undefined);
  const open = use && (await openRows(scene, rows, use, [link.display]));
  if (!open || open.closed !== undefined) return titles;
  const wanted = [...new Set(ids)].slice(0, MOST_TITLES);
  const found = await rows
    .records(link.form)
    .find({ filter: { $and: [open.filter, { id: { $in: wanted } }] }, fields: ['id', 'data'] });
  for (const { id, data } of found) {
    const title = own(data, link.display);
    if (typeof title === 'string') titles.set(id, title);
  }
  return titles;
}
