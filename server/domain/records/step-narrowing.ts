// What the steps of workflows hide or mask, and whom they can seat: to these people the field is closed while the case runs.
import {
  type Actor,
  type Filter,
  type Form,
  limitsOfFormulas,
  narrowest,
  own,
  type StepAccess,
  type Workflow,
} from '../../../engine/index.ts';
import type { Packs, Surroundings, TenantStore } from '../../deps.ts';
import type { CaseRow, RecordRow } from '../../store/rows.ts';
import type { FormUse } from './form-use.ts';

export type Narrowing = { [field: string]: 'hidden' | 'masked' };

export type NarrowingStep = {
  workflow: Workflow;
  step: string;
  pack: string;
  release: number;
  fields: Narrowing;
};

/** Steps of the form's workflows that hide or mask a field. */
export function narrowingSteps({ loaded, form }: FormUse): NarrowingStep[] {
  return Object.values(loaded.pack.workflows).flatMap((workflow) =>
    workflow.form !== form.key
      ? []
      : Object.keys(workflow.steps).flatMap((step) => {
          const fields = narrowingOf(form, workflow, step);
          if (Object.keys(fields).length === 0) return [];
          return [{ workflow, step, pack: loaded.key, release: loaded.release, fields }];
        }),
  );
}

/** What a step hides or masks, formulas over it included unless the step names them. */
export function narrowingOf(form: Form, workflow: Workflow, step: string): Narrowing {
  const said = own(workflow.steps, step)?.fields ?? {};
  const isNarrow = (entry: [string, StepAccess]): entry is [string, 'hidden' | 'masked'] =>
    entry[1] === 'hidden' || entry[1] === 'masked';
  const fields: Narrowing = Object.fromEntries(Object.entries(said).filter(isNarrow));
  if (Object.keys(fields).length === 0) return fields;
  for (const { field, limit } of limitsOfFormulas(form, fields))
    if (own(said, field.path) === undefined) fields[field.path] = limit === 'hidden' ? 'hidden' : 'masked';
  return fields;
}

/** The narrowest of several. */
export function narrowestOf(steps: Narrowing[]): Narrowing {
  const all: Narrowing = {};
  for (const fields of steps)
    for (const [field, each] of Object.entries(fields))
      all[field] = narrowest(own(all, field) ?? each, each) as 'hidden' | 'masked';
  return all;
}

const RUNNING = ['running', 'suspended', 'failed'];

export const isRunning = ({ state }: Pick<CaseRow, 'state'>): boolean => RUNNING.includes(state.status);

type Seated = { actor: Actor; around: Surroundings };

/** Units whose requests can come to the person at the step; `all` where the step asks for no unit. */
function unitsSeated({ actor, around }: Seated, workflow: Workflow, step: string): 'all' | string[] {
  const units: string[] = [];
  for (const assign of own(workflow.steps, step)?.assign ?? []) {
    if (assign.by === 'person' && assign.person === actor.id) return 'all';
    if (assign.by !== 'role' && assign.by !== 'pool' && assign.by !== 'choice') continue;
    if (assign.role === undefined || !actor.roles.includes(assign.role)) continue;
    const { within } = assign;
    if (within?.unit === 'initiator') units.push(...unitsAbove(actor, around));
    else if (within?.unit !== 'id' || around.organisation.isInUnit(actor.unit, within.id)) return 'all';
  }
  return units;
}

function unitsAbove({ unit }: Actor, { organisation }: Surroundings): string[] {
  const units: string[] = [];
  for (let here: string | undefined = unit; here !== undefined && !units.includes(here); ) {
    units.push(here);
    here = organisation.unit(here)?.parent;
  }
  return units;
}

/** True where a step of the record's case may come to the person yet: by a role or pool that it asks for, or by name. */
export function canBeSeated(
  seated: Seated,
  workflow: Workflow,
  step: string,
  { unit }: Pick<RecordRow, 'unit'>,
): boolean {
  const units = unitsSeated(seated, workflow, step);
  return units === 'all' || units.includes(unit);
}

/** The same as a filter over records: those whose running case may come to the person at one of the steps. */
export function seatedRecords(seated: Seated, steps: NarrowingStep[]): Filter | undefined {
  const parts: Filter[] = [];
  for (const { workflow, step, pack, release } of steps) {
    const units = unitsSeated(seated, workflow, step);
    if (units.length === 0) continue;
    parts.push({ pack, release, ...(units !== 'all' && { unit: { $in: units } }) });
  }
  if (parts.length === 0) return undefined;
  return { caseStatus: { $in: RUNNING }, owner: { $ne: seated.actor.id }, $or: parts };
}

type Known = { upTo: number; steps: NarrowingStep[] };
const known = new WeakMap<Packs, Map<string, Promise<Known>>>();

/**
 * The steps that narrow anything, of all releases that the form has cases under: cases go on under the release that they began
 * with. What is known of a release stays true; later ones are added as they come.
 */
export async function stepsOfAllReleases(
  packs: Packs,
  tenant: string,
  rows: TenantStore,
  { loaded, form }: FormUse,
): Promise<NarrowingStep[]> {
  const byForm = known.get(packs) ?? new Map<string, Promise<Known>>();
  known.set(packs, byForm);
  const key = `${tenant}/${loaded.key}/${form.key}`;
  const before = await byForm.get(key)?.catch(() => undefined);
  if (before && before.upTo >= loaded.release) return before.steps;
  const reading = readSteps(packs, tenant, rows, { loaded, form }, before);
  byForm.set(key, reading);
  reading.catch(() => byForm.get(key) === reading && byForm.delete(key));
  return (await reading).steps;
}

async function readSteps(
  packs: Packs,
  tenant: string,
  rows: TenantStore,
  { loaded, form }: FormUse,
  before: Known | undefined,
): Promise<Known> {
  const wanted = before ? [] : await releasesWithCases(rows, form.key);
  const upTo = Math.max(loaded.release, ...wanted.map(({ pack, release }) => (pack === loaded.key ? release : 0)));
  for (let release = before ? before.upTo + 1 : upTo; release <= upTo; release++)
    if (release > 0 && !wanted.some((each) => each.pack === loaded.key && each.release === release))
      wanted.push({ pack: loaded.key, release });
  const steps = [...(before?.steps ?? [])];
  for (const { pack, release } of wanted) {
    const then = await packs.release(tenant, pack, release);
    const its = own(then.pack.forms, form.key);
    if (its) steps.push(...narrowingSteps({ loaded: then, form: its }));
  }
  return { upTo, steps };
}

async function releasesWithCases(rows: TenantStore, form: string): Promise<{ pack: string; release: number }[]> {
  const groups = await rows.cases.aggregate([
    { $match: { form } },
    { $group: { _id: { pack: '$pack', release: '$release' } } },
  ]);
  return groups.map(({ _id }) => _id as { pack: string; release: number });
}
