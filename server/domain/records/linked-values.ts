// What a value says of something else (a record, person, unit or file) is read from that thing, never believed from a request.
import {
  type Actor,
  applyFill,
  canonicalJson,
  type Field,
  type FieldStates,
  type Form,
  fieldAtPointer,
  type Issue,
  isJsonObject,
  issue,
  type Json,
  type JsonObject,
  type Organisation,
  own,
  type Person,
  pointer,
  valueAt,
  withValueAt,
} from '../../../engine/index.ts';
import type { TenantStore } from '../../deps.ts';
import type { FileRow } from '../../store/rows.ts';
import type { Scene } from './form-use.ts';
import { linkedRecord } from './linked-record.ts';

export type Linked = { data: JsonObject; issues: Issue[] /** Files that become the record's. */; files: string[] };

type Place = { at: string; field: Field; value: Json };

/** `data` with its links made true. A link that is stored already (`before`) stays as it was, whatever has become of its other end. */
export async function linkValues(
  scene: Scene,
  rows: TenantStore,
  form: Form,
  data: JsonObject,
  before: JsonObject,
  states: FieldStates,
): Promise<Linked> {
  const linked: Linked = { data, issues: [], files: [] };
  for (const place of placesIn(form, data)) {
    const stored = valueAt(before, place.at);
    if (stored !== undefined && canonicalJson(stored) === canonicalJson(place.value)) continue;
    switch (place.field.type) {
      case 'reference':
        await linkRecord(scene, rows, form, place, stored, linked, states);
        break;
      case 'person':
        linkPerson(scene, place, linked);
        break;
      case 'unit':
        linkUnit(scene, place, linked);
        break;
      case 'attachment':
        await linkFiles(scene, rows, place, stored, linked);
        break;
    }
  }
  return linked;
}

function placesIn(form: Form, data: JsonObject): Place[] {
  const places: Place[] = [];
  const visit = (fields: { [name: string]: Field }, values: JsonObject, at: string) => {
    for (const [name, value] of Object.entries(values)) {
      const field = own(fields, name);
      if (!field || value === null) continue;
      const here = at + pointer(name);
      if (field.columns && Array.isArray(value)) {
        for (const [index, row] of value.entries())
          if (isJsonObject(row)) visit(field.columns, row, here + pointer(index));
      } else places.push({ at: here, field, value });
    }
  };
  visit(form.fields, data, '');
  return places;
}

const idOf = (value: Json | undefined): string | undefined =>
  isJsonObject(value) && typeof value.id === 'string' ? value.id : undefined;

function put(linked: Linked, at: string, value: Json | undefined): void {
  linked.data = withValueAt(linked.data, at, value) as JsonObject;
}

async function linkRecord(
  scene: Scene,
  rows: TenantStore,
  form: Form,
  { at, field, value }: Place,
  stored: Json | undefined,
  linked: Linked,
  states: FieldStates,
): Promise<void> {
  const { link } = field;
  const id = idOf(value);
  // What has no id is of the wrong shape: the structure check says so.
  if (!link || id === undefined) return;
  if (idOf(stored) === id) {
    put(linked, at, stored);
    return;
  }
  const target = await linkedRecord(scene, rows, link.form, id);
  if (!target) {
    linked.issues.push(issue('record/linked-missing', at, { form: link.outline?.title ?? link.form }));
    return;
  }
  const carried: JsonObject = { id };
  for (const name of [link.display, ...link.carry]) {
    const part = own(target.data, name);
    if (part !== undefined) carried[name] = part;
  }
  put(linked, at, carried);
  // What the actor may write he has seen filled in and may have corrected; the rest is filled in here.
  const parent = at.slice(0, at.lastIndexOf('/'));
  for (const [name, filled] of Object.entries(applyFill(form, field.path, target.data))) {
    const place = parent + pointer(name);
    if (states[place]?.readonly === false || !fieldAtPointer(form, place)) continue;
    put(linked, place, filled ?? undefined);
  }
}

function linkPerson({ around, caller }: Scene, { at, field, value }: Place, linked: Linked): void {
  const id = idOf(value);
  if (id === undefined) return;
  const person = around.organisation.person(id);
  if (!person?.active) linked.issues.push(issue('record/person-missing', at));
  else if (!fits(field, person, caller.actor, around.organisation))
    linked.issues.push(issue('record/person-unfit', at));
  else put(linked, at, { id, title: person.title });
}

/** Whether a person may stand in a field: with its role, within its unit. */
export function fits({ json }: Field, person: Person, actor: Actor, organisation: Organisation): boolean {
  const { role, within } = json;
  if (typeof role === 'string' && !person.roles.includes(role)) return false;
  if (typeof within !== 'string') return true;
  return organisation.isInUnit(person.unit, within === 'actor.unit' ? actor.unit : within);
}

function linkUnit({ around }: Scene, { at, value }: Place, linked: Linked): void {
  const id = idOf(value);
  if (id === undefined) return;
  const unit = around.organisation.unit(id);
  if (!unit) linked.issues.push(issue('record/unit-missing', at));
  else put(linked, at, { id, title: unit.title });
}

async function linkFiles(
  { caller }: Scene,
  rows: TenantStore,
  { at, value }: Place,
  stored: Json | undefined,
  linked: Linked,
): Promise<void> {
  if (!Array.isArray(value)) return;
  const kept = new Map((Array.isArray(stored) ? stored : []).map((file) => [idOf(file), file]));
  for (const [index, given] of value.entries()) {
    const id = idOf(given);
    if (id === undefined) continue;
    const here = at + pointer(index);
    const before = kept.get(id);
    if (before !== undefined) {
      put(linked, here, before);
      continue;
    }
    const file = await rows.files.get(id);
    if (file && isFree(file, caller.actor.id)) {
      put(linked, here, { id, name: file.name, size: file.size, type: file.type });
      linked.files.push(id);
    } else {
      const name = isJsonObject(given) && typeof given.name === 'string' ? given.name.slice(0, 100) : id;
      linked.issues.push(issue('record/file-missing', here, { name }));
    }
  }
}

function isFree(file: FileRow, person: string): boolean {
  return file.owner === person && file.attachedTo === undefined;
}
