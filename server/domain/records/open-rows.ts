// Filters, searches, orders and totals tell of a field what reading it tells: they reach the records on which it is open.
import {
  type AccessTable,
  allOf,
  canonicalJson,
  type Filter,
  type Form,
  type Json,
  own,
  rowFilter,
} from '../../../engine/index.ts';
import type { TenantStore } from '../../deps.ts';
import { poolsOf } from '../people/pools.ts';
import { environmentOf } from '../surroundings/load-surroundings.ts';
import { accessOf, type Reader, readerOf } from './field-rights.ts';
import type { FormUse, Scene } from './form-use.ts';
import { isOpen } from './open-fields.ts';
import { type NarrowingStep, seatedRecords, stepsOfAllReleases } from './step-narrowing.ts';

/**
 * The reader's rows on which all of the fields are open, as a filter; `partly` where these are not all of the reader's rows.
 * `closed` names a field that is open on none of them.
 */
export type OpenRows = { closed: string } | { closed?: undefined; filter: Filter; partly: boolean };

export async function openRows(
  scene: Scene,
  rows: TenantStore,
  use: FormUse,
  paths: Iterable<string>,
): Promise<OpenRows> {
  const reader = readerOf(scene);
  const scope = scopeOf(reader, use.form);
  const filters: Filter[] = [];
  for (const path of new Set(paths)) {
    const open = scopeOfRoles(reader, use.form, rolesThatOpen(reader, use.form, path));
    const narrowed = await narrowedRecords(scene, rows, use, path);
    if (open === 'none' || narrowed === undefined) return { closed: path };
    if (!isSame(open, scope)) filters.push(filterOf(open));
    if (narrowed.length > 0) filters.push({ $nor: narrowed });
  }
  return { filter: allOf([filterOf(scope), ...filters]), partly: filters.length > 0 };
}

type Scope = Filter | 'none' | 'all';

function scopeOf(reader: Reader, form: Form): Scope {
  return rowFilter(reader.actor, 'read', form.access, environmentOf(reader.around));
}

/** The reader's rows as a filter. */
export function rowsOf(reader: Reader, form: Form): Filter {
  return filterOf(scopeOf(reader, form));
}

function filterOf(scope: Scope): Filter {
  if (scope === 'all') return {};
  return scope === 'none' ? { $nor: [{}] } : scope;
}

function isSame(a: Scope, b: Scope): boolean {
  return canonicalJson(a as Json) === canonicalJson(b as Json);
}

function rolesThatOpen({ actor }: Reader, form: Form, path: string): string[] {
  return actor.roles.filter((role) => isOpen(accessOf(form, { roles: [role] }), path));
}

function scopeOfRoles({ actor, around }: Reader, form: Form, roles: string[]): Scope {
  const table: AccessTable = {};
  for (const role of roles) {
    const row = own(form.access, role);
    if (row) table[role] = row;
  }
  return rowFilter(actor, 'read', table, environmentOf(around));
}

/**
 * Whether the field is open in any case that may be put before the caller: with each role that has a right to the form, at every
 * step of each release.
 */
export async function isOpenInCases(scene: Scene, rows: TenantStore, use: FormUse, path: string): Promise<boolean> {
  const roles = scene.caller.actor.roles.filter((role) => own(use.form.access, role) !== undefined);
  if (roles.length === 0 || !roles.every((role) => isOpen(accessOf(use.form, { roles: [role] }), path))) return false;
  return (await stepsThatNarrow(scene, rows, use, path)).length === 0;
}

/** Past this many the field is closed to a list as a whole. */
const MOST_NARROWED = 2_000;

/** Records of which a step hides or masks the field for the reader, as filters; undefined where there are too many to name. */
async function narrowedRecords(
  scene: Scene,
  rows: TenantStore,
  use: FormUse,
  path: string,
): Promise<Filter[] | undefined> {
  const steps = await stepsThatNarrow(scene, rows, use, path);
  if (steps.length === 0) return [];
  const { actor, around } = readerOf(scene);
  const mine: Filter = {
    $or: [
      { assignee: actor.id },
      { assignee: { $exists: false }, status: 'open', pool: { $in: poolsOf(actor, around.organisation) } },
    ],
  };
  const at: Filter = {
    $or: steps.map(({ workflow, step, pack, release }) => ({ workflow: workflow.key, step, pack, release })),
  };
  const tasks = await rows.tasks.find({
    filter: { $and: [mine, at] },
    limit: MOST_NARROWED + 1,
    fields: ['id', 'record'],
  });
  if (tasks.length > MOST_NARROWED) return undefined;
  const yetToCome = seatedRecords({ actor, around }, steps);
  const held = [...new Set(tasks.map(({ record }) => record))];
  return [...(held.length > 0 ? [{ id: { $in: held } }] : []), ...(yetToCome ? [yetToCome] : [])];
}

async function stepsThatNarrow(
  { deps, caller }: Scene,
  rows: TenantStore,
  use: FormUse,
  path: string,
): Promise<NarrowingStep[]> {
  const steps = await stepsOfAllReleases(deps.packs, caller.actor.tenant, rows, use);
  return steps.filter(({ fields }) => Object.keys(fields).some((field) => overlaps(field, path)));
}

function overlaps(a: string, b: string): boolean {
  return a === b || a.startsWith(`${b}.`) || b.startsWith(`${a}.`);
}
