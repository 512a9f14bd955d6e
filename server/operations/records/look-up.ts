import {
  allOf,
  applyFill,
  displayLine,
  type Field,
  type Form,
  fieldAt,
  type Json,
  type JsonObject,
  type LookupItem,
  localise,
  lookupFilter,
  own,
  personFits,
} from '../../../engine/index.ts';
import type { Caller, Deps } from '../../deps.ts';
import { type Access, accessOf, casesAbout, fieldsOn, readerOf } from '../../domain/records/field-rights.ts';
import { type FormUse, formatContext, formUnder, lastForm, type Scene } from '../../domain/records/form-use.ts';
import { isOpen } from '../../domain/records/open-fields.ts';
import { rowsOf } from '../../domain/records/open-rows.ts';
import { searchFilter } from '../../domain/records/search-filter.ts';
import { matchesName } from '../../domain/records/search-words.ts';
import { isOpenToAll, sortedPart } from '../../domain/records/sorted-part.ts';
import { visibleWith } from '../../domain/records/visible.ts';
import { type Around, environmentOf, loadSurroundings } from '../../domain/surroundings/load-surroundings.ts';
import { forbidden, invalidAt, notFound } from '../../fault.ts';
import type { RecordRow } from '../../store/rows.ts';

export type LookUp = {
  form: string;
  /** Dotted for a column of rows. */
  field: string;
  q?: string;
  size?: number;
  /** Under which the form is filled in, where that is not the newest: the release of a case. */
  release?: number | undefined;
  /** What is filled in beside it, as far as the reference's filter reads it: then only what the filter offers is found. */
  current?: JsonObject | undefined;
};

const MOST = 50;

/** Records that a reference field may name, found by part of their texts or by pinyin; without `q` the newest. */
export async function lookUp(
  deps: Deps,
  caller: Caller,
  { form: key, field: path, q = '', size = 20, release, current }: LookUp,
): Promise<LookupItem[]> {
  const { tenant } = caller.actor;
  const { form } = await formUnder(deps, tenant, key, release);
  const access = own(accessOf(form, caller.actor), path.split('.')[0] ?? '');
  if (access === undefined) throw notFound('field', path);
  if (access === 'hidden' || access === 'masked') throw forbidden('read', 'field');
  const field = fieldAt(form, path);
  if (field?.type === 'person') return lookUpPerson(await loadSurroundings(deps, tenant), caller, field, q, size);
  const link = field?.link;
  if (!field || !link) throw invalidAt('record/not-a-reference', '', { field: path });

  const linked = await lastForm(deps, tenant, link.form);
  const scene: Scene = { deps, caller, around: await loadSurroundings(deps, tenant) };
  const stored = deps.store.tenant(tenant);
  const searching = q.trim() !== '';
  // An order tells of every record in it.
  const byName = searching && (await isOpenToAll(scene, linked, link.display));
  const env = environmentOf(scene.around);
  const rows = await stored.records(link.form).find({
    filter: allOf([
      rowsOf(readerOf(scene), linked.form),
      ...(current ? [lookupFilter(form, path, current, { env, actor: caller.actor, locale: caller.locale })] : []),
      ...(searching ? [await searchFilter(scene, linked, q)] : []),
    ]),
    sort: [byName ? orderOf(linked.form, link.display, caller) : '-createdAt', 'id'],
    limit: Math.min(MOST, size),
  });
  const found = rows.map((row) => ({ row, use: linked }));
  const cases = await casesAbout(readerOf(scene), stored, found);
  return rows.map((row) => {
    const access = fieldsOn(readerOf(scene), { row, use: linked, about: cases.get(row.case ?? '') });
    return itemOf(scene, form, path, link, linked, access, row);
  });
}

function lookUpPerson(
  { organisation }: Around,
  { actor, locale }: Caller,
  field: Field,
  q: string,
  size: number,
): LookupItem[] {
  return organisation
    .people()
    .filter((person) => person.active && personFits(field, person, actor, organisation) && matchesName(person, q))
    .slice(0, Math.min(MOST, size))
    .map(({ id, title, unit }) => {
      const description = localise(organisation.unit(unit)?.title, locale);
      const shown = localise(title, locale);
      return {
        id,
        title: shown,
        ...(description !== '' && { description }),
        value: { id, title: title as Json },
        fill: {},
      };
    });
}

function orderOf({ fields }: Form, display: string, { locale }: Caller): string {
  const field = own(fields, display);
  return field ? sortedPart(display, field, locale) : `data.${display}`;
}

function itemOf(
  { caller, around }: Scene,
  form: Form,
  path: string,
  link: { display: string; carry: string[] },
  linked: FormUse,
  access: Access,
  row: RecordRow,
): LookupItem {
  const seen = visibleWith(access, linked, row.data, around, caller.locale);
  const value: JsonObject = { id: row.id };
  for (const name of [link.display, ...link.carry]) if (seen.data[name] !== undefined) value[name] = seen.data[name];
  // A mask is not a value: what the caller may not read is filled in by the server on submission, or not at all.
  const whole: JsonObject = {};
  for (const [name, part] of Object.entries(seen.data)) if (isOpen(access, name)) whole[name] = part;
  const line = displayLine(linked.form, seen.data, formatContext(linked.loaded, around.zone, caller.locale));
  const title = seen.textOf(link.display) || line;
  const description = [linked.form.record.search[0] ?? '', ...link.carry]
    .filter((name) => name !== '' && name !== link.display)
    .map((name) => seen.textOf(name))
    .filter((text) => text !== '')
    .join(' · ');
  return { id: row.id, title, ...(description !== '' && { description }), value, fill: applyFill(form, path, whole) };
}
