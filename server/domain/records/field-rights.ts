// What a person may do with each field of one record: what the roles that reach the record say, narrowed by the steps that
// put it before the person.
import { LRUCache } from 'lru-cache';
import {
  type Actor,
  type FieldAccess,
  type Form,
  formAccess,
  narrowest,
  own,
  type Person,
  rolesReaching,
  type Workflow,
  widest,
} from '../../../engine/index.ts';
import type { PersonalReads, Surroundings, TenantStore } from '../../deps.ts';
import type { CaseRow, RecordRow } from '../../store/rows.ts';
import { environmentOf } from '../surroundings/load-surroundings.ts';
import type { FormUse, Scene } from './form-use.ts';
import { heldTasks, takesPart } from './participation.ts';
import { noteSeen } from './personal-seen.ts';
import { canBeSeated, isRunning, type Narrowing, narrowestOf, narrowingOf, narrowingSteps } from './step-narrowing.ts';

export type Access = { readonly [field: string]: FieldAccess };

/** Who looks: a caller, or the receiver of a message. */
export type Reader = { actor: Actor; around: Surroundings; reads?: PersonalReads };

export function readerOf({
  caller: { actor, reads },
  around,
}: {
  caller: Pick<Scene['caller'], 'actor' | 'reads'>;
  around: Surroundings;
}): Reader {
  return { actor, around, ...(reads && { reads }) };
}

/** A person who is written to. */
export function personAs({ id, name, title, unit, roles }: Person, tenant: string): Actor {
  return { id, tenant, name, title, unit, roles };
}

/** A record in its form, with the case about it where that matters (`caseAbout`). */
export type Looked = { use: FormUse; row: RecordRow; about: CaseRow | undefined };

/** What the reader may do with the fields of this record. Everything is hidden where neither a role nor a case reaches it. */
export function fieldsOn(reader: Reader, looked: Looked): Access {
  const { use, about } = looked;
  const all = accessOfRoles(use.form, readingRoles(reader, looked));
  const access = about ? narrowedBy(all, narrowingIn(reader, looked, about)) : all;
  noteSeen(reader.reads, use.form, looked.row, access);
  return access;
}

/**
 * The same at one step: what it hides or masks is so while the person works on it, whatever other steps show. At a step that is
 * not theirs they see no more of the record than anywhere else.
 */
export function fieldsAtStep(reader: Reader, looked: Looked, workflow: Workflow, step: string): Access {
  const { form } = looked.use;
  const { about } = looked;
  const isTheirs = about === undefined || heldTasks(reader, about).some((task) => task.step === step);
  const open = isTheirs ? accessOfRoles(form, readingRoles(reader, looked)) : fieldsOn(reader, looked);
  const access = narrowedBy(open, [narrowingOf(form, workflow, step)]);
  noteSeen(reader.reads, form, looked.row, access);
  return access;
}

/** What the reader may write: a role that reaches the record only for reading lends no right to change it. */
export function fieldsToChange(reader: Reader, looked: Looked): Access {
  const { form } = looked.use;
  const changing = accessOfRoles(form, reaching(reader, looked, 'update'));
  const seen = fieldsOn(reader, looked);
  const access: { [field: string]: FieldAccess } = {};
  for (const [field, each] of Object.entries(seen)) {
    const open = each === 'edit' ? 'read' : each;
    access[field] = each === 'hidden' || each === 'masked' ? each : widest(open, own(changing, field) ?? 'hidden');
  }
  return access;
}

/** What the reader's roles say of a form as a whole: the most that any of them gives on any record. */
export function accessOf(form: Form, { roles }: Pick<Actor, 'roles'>): Access {
  return accessOfRoles(form, roles);
}

/** For a new record: what the roles say that may create one. */
export function fieldsToCreate(form: Form, { roles }: Pick<Actor, 'roles'>): Access {
  return accessOfRoles(
    form,
    roles.filter((role) => (own(form.access, role)?.create ?? 'none') !== 'none'),
  );
}

/** The case about a record, read only where the reader's rights depend on it. */
export async function caseAbout(
  reader: Reader,
  rows: TenantStore,
  { use, row }: Omit<Looked, 'about'>,
): Promise<CaseRow | undefined> {
  return dependsOnCase(reader, use, row) ? rows.cases.get(row.case ?? '') : undefined;
}

/** The same for the rows of a list, in one question. */
export async function casesAbout(
  reader: Reader,
  rows: TenantStore,
  list: Omit<Looked, 'about'>[],
): Promise<Map<string, CaseRow>> {
  const ids = list.flatMap(({ use, row }) => (dependsOnCase(reader, use, row) ? [row.case ?? ''] : []));
  if (ids.length === 0) return new Map();
  return new Map((await rows.cases.find({ filter: { id: { $in: ids } } })).map((row) => [row.id, row]));
}

function dependsOnCase(reader: Reader, use: FormUse, row: RecordRow): boolean {
  if (row.case === undefined) return false;
  return narrowingSteps(use).length > 0 || reaching(reader, { use, row }, 'read').length === 0;
}

function reaching({ actor, around }: Reader, { use, row }: Omit<Looked, 'about'>, verb: 'read' | 'update'): string[] {
  return rolesReaching(actor, verb, use.form.access, row, environmentOf(around));
}

/**
 * The roles that reach the record for reading. A person to whom a case put it reads it with the roles that its steps asked
 * for as well; where those are none of theirs, with all that they have.
 */
function readingRoles(reader: Reader, looked: Looked): string[] {
  const roles = reaching(reader, looked, 'read');
  const { use, about } = looked;
  if (!about || !takesPart(reader, about)) return roles;
  const workflow = own(use.loaded.pack.workflows, about.workflow);
  const asked = heldTasks(reader, about).flatMap(({ step }) => rolesAsked(workflow, step));
  const all = [...new Set([...roles, ...asked.filter((role) => reader.actor.roles.includes(role))])];
  return all.length > 0 ? all : reader.actor.roles;
}

function rolesAsked(workflow: Workflow | undefined, step: string): string[] {
  return (own(workflow?.steps ?? {}, step)?.assign ?? []).flatMap((assign) => {
    const { role } = assign as { role?: unknown };
    return typeof role === 'string' ? [role] : [];
  });
}

/**
 * What each step of the reader in the case hides or masks. While it runs, a person who has none yet but may be seated at some
 * sees no more than the narrowest of them; who began it knows what they sent.
 */
function narrowingIn(reader: Reader, { use: { loaded, form }, row }: Looked, about: CaseRow): Narrowing[] {
  const workflow = own(loaded.pack.workflows, about.workflow);
  if (!workflow) return [];
  const held = [...new Set(heldTasks(reader, about).map(({ step }) => step))];
  if (held.length > 0) return held.map((step) => narrowingOf(form, workflow, step));
  if (about.initiator === reader.actor.id || !isRunning(about)) return [];
  const seats = Object.keys(workflow.steps).filter((step) => canBeSeated(reader, workflow, step, row));
  return [narrowestOf(seats.map((step) => narrowingOf(form, workflow, step)))];
}

/** A field is as narrow as the widest of the steps that the person has in the case: what one of them shows is known. */
function narrowedBy(access: Access, steps: Narrowing[]): Access {
  const [first] = steps;
  const fields = Object.keys(first ?? {}).filter((field) => steps.every((step) => step[field] !== undefined));
  if (fields.length === 0) return access;
  const narrowed = { ...access };
  for (const field of fields) {
    const said = steps.map((step) => step[field] as FieldAccess).reduce(widest);
    // A part that has no rights of its own is as its field, which a step may narrow apart.
    narrowed[field] = narrowest(own(access, field) ?? own(access, field.split('.')[0] ?? '') ?? 'hidden', said);
  }
  return narrowed;
}

// Rights follow from roles and a form that never changes: worked out once for each combination in use.
const known = new WeakMap<Form, LRUCache<string, Access>>();
const MOST_COMBINATIONS = 500;

function accessOfRoles(form: Form, roles: string[]): Access {
  let byRoles = known.get(form);
  if (!byRoles) {
    byRoles = new LRUCache({ max: MOST_COMBINATIONS });
    known.set(form, byRoles);
  }
  const key = [...roles].sort().join(' ');
  let access = byRoles.get(key);
  if (!access) {
    access = formAccess(form, { roles });
    byRoles.set(key, access);
  }
  return access;
}
