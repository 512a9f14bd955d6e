import {
  allOf,
  can,
  type Filter,
  type Form,
  fieldAt,
  issue,
  type Locale,
  own,
  type Page,
  parseRule,
  parseStrictJson,
  type RecordQuery,
  type RecordView,
  type Rule,
  requestLimits,
  rowFilter,
  storedPath,
  subjectOf,
  toQuery,
} from '../../../engine/index.ts';
import type { Caller, Deps } from '../../deps.ts';
import { pageOf } from '../../domain/paging.ts';
import { currentForm, formOfRecord, type Scene } from '../../domain/records/form-use.ts';
import { closedIn, isReadable } from '../../domain/records/open-fields.ts';
import { recordView } from '../../domain/records/record-view.ts';
import { searchPatterns } from '../../domain/records/search-words.ts';
import { accessOf } from '../../domain/records/visible.ts';
import { environmentOf, loadSurroundings } from '../../domain/surroundings/load-surroundings.ts';
import { badRequest, expectValid, forbidden, invalidAt, notFound } from '../../fault.ts';

/** One page of the records that the caller may read, filtered, searched and sorted by what he may see of them. */
export async function listRecords(
  deps: Deps,
  caller: Caller,
  key: string,
  query: RecordQuery,
): Promise<Page<RecordView>> {
  const { tenant } = caller.actor;
  const { form } = await currentForm(deps, tenant, key);
  if (!can(caller.actor, 'read', form.access)) throw forbidden('read', 'record');
  const scene: Scene = { deps, caller, around: await loadSurroundings(deps, tenant) };
  const view = query.view === undefined ? undefined : own(form.views, query.view);
  if (query.view !== undefined && !view) throw notFound('view', query.view);

  const filter = allOf([
    scopeOf(scene, form),
    ...(view?.filter ? [ruleFilter(scene, form, view.filter)] : []),
    ...(query.filter === undefined ? [] : [ruleFilter(scene, form, readFilter(form, query.filter))]),
    ...(query.q === undefined || query.q.trim() === '' ? [] : [searchFilter(scene, form, query.q)]),
  ]);
  const sort = sortPaths(
    scene,
    form,
    query.sort ? query.sort.split(',') : (view?.sort ?? ['-createdAt']),
    query.sort !== undefined,
  );
  const page = await pageOf(deps.store.tenant(tenant).records(key), { filter, sort: [...sort, 'id'] }, query);
  const items = await Promise.all(page.items.map(async (row) => recordView(scene, await formOfRecord(deps, row), row)));
  return { ...page, items };
}

/** The caller's rows as a filter. */
export function scopeOf({ caller, around }: Omit<Scene, 'deps'>, form: Form): Filter {
  const scope = rowFilter(caller.actor, 'read', form.access, environmentOf(around));
  if (scope === 'all') return {};
  return scope === 'none' ? { $nor: [{}] } : scope;
}

function readFilter(form: Form, text: string): Rule {
  const json = parseStrictJson(text, requestLimits);
  if (!json.ok) throw badRequest(json.issues);
  return expectValid(parseRule(json.value, { scope: form.scope, expect: { kind: 'boolean' }, path: '/filter' }));
}

function ruleFilter(scene: Scene, form: Form, rule: Rule): Filter {
  const closed = closedIn(rule, accessOf(form, scene.caller.actor));
  if (closed !== undefined) throw invalidAt('record/filter-field', '/filter', { field: closed });
  const env = environmentOf(scene.around, { actor: subjectOf(scene.caller.actor) });
  return expectValid(toQuery(rule, env, { field: storedPath }));
}

function searchFilter({ caller }: Scene, form: Form, q: string): Filter {
  const patterns = searchPatterns(
    q,
    form.record.search.filter((path) => isReadable(form, caller, path)),
  );
  if (!patterns) return { $nor: [{}] };
  return { $or: patterns.map((pattern) => ({ search: { $regex: pattern } })) };
}

const ownColumns = ['status', 'owner', 'unit', 'createdAt', 'createdBy', 'updatedAt', 'updatedBy'];

/** Paths of the stored row to sort by. A view's own columns that the caller may not see are passed over; his own are refused. */
function sortPaths(scene: Scene, form: Form, keys: string[], asked: boolean): string[] {
  return keys.flatMap((key) => {
    const descending = key.startsWith('-') ? '-' : '';
    const path = key.replace(/^[-+]/, '');
    if (ownColumns.includes(path)) return descending + path;
    const field = namesField(form, path) ? own(form.fields, path.split('.')[0] ?? '') : undefined;
    if (field && isReadable(form, scene.caller, path))
      return `${descending}data.${sortedPart(path, field, scene.caller.locale)}`;
    if (!asked) return [];
    if (!field) throw badRequest([issue('record/bad-sort', '/sort', { field: path })]);
    throw invalidAt('record/filter-field', '/sort', { field: path });
  });
}

// A field, a carried part, or the id of what is linked. A list has no place in an order: no store compares two of them.
function namesField(form: Form, path: string): boolean {
  const field = own(form.fields, path.split('.')[0] ?? '');
  if (!field || field.kind.ruleType(field.declaration).kind === 'list') return false;
  return fieldAt(form, path) !== undefined || (path.endsWith('.id') && fieldAt(form, path.slice(0, -3)) !== undefined);
}

// A reference is sorted by what it shows, a person or unit by the title.
function sortedPart(path: string, field: Form['fields'][string], locale: Locale): string {
  if (path.includes('.')) return path;
  if (field.type === 'reference' && field.link) return `${path}.${field.link.display}`;
  return field.type === 'person' || field.type === 'unit' ? `${path}.title.${locale}` : path;
}
