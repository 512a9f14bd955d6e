import {
  allOf,
  can,
  type Filter,
  type Form,
  fieldAt,
  issue,
  own,
  type Page,
  parseRule,
  parseStrictJson,
  type RecordQuery,
  type RecordView,
  type Rule,
  requestLimits,
  storedPath,
  subjectOf,
  toQuery,
} from '../../../engine/index.ts';
import type { Caller, Deps } from '../../deps.ts';
import { pageOf } from '../../domain/paging.ts';
import { casesAbout, readerOf } from '../../domain/records/field-rights.ts';
import { currentForm, type FormUse, formOfRecord, type Scene } from '../../domain/records/form-use.ts';
import { fieldsRead } from '../../domain/records/open-fields.ts';
import { openRows, rowsOf } from '../../domain/records/open-rows.ts';
import { recordView } from '../../domain/records/record-view.ts';
import { rowsIn } from '../../domain/records/rows-in.ts';
import { searchFilter } from '../../domain/records/search-filter.ts';
import { isOpenToAll, sortedPart } from '../../domain/records/sorted-part.ts';
import { environmentOf, loadSurroundings } from '../../domain/surroundings/load-surroundings.ts';
import { badRequest, expectValid, forbidden, invalidAt, notFound } from '../../fault.ts';

/** One page of the records that the caller may read, filtered, searched and sorted by what the caller may see of them. */
export async function listRecords(
  deps: Deps,
  caller: Caller,
  key: string,
  query: RecordQuery,
): Promise<Page<RecordView>> {
  const { tenant } = caller.actor;
  const use = await currentForm(deps, tenant, key);
  const { form } = use;
  if (!can(caller.actor, 'read', form.access)) throw forbidden('read', 'record');
  const scene: Scene = { deps, caller, around: await loadSurroundings(deps, tenant) };
  const view = query.view === undefined ? undefined : own(form.views, query.view);
  if (query.view !== undefined && !view) throw notFound('view', query.view);

  const filter = allOf([
    rowsOf(readerOf(scene), form),
    ...(view?.filter ? [await ruleFilter(scene, use, view.filter)] : []),
    ...(query.filter === undefined ? [] : [await ruleFilter(scene, use, readFilter(form, query.filter))]),
    ...(query.q === undefined || query.q.trim() === '' ? [] : [await searchFilter(scene, use, query.q)]),
  ]);
  const sort = await sortPaths(
    scene,
    use,
    query.sort ? query.sort.split(',') : (view?.sort ?? ['-createdAt']),
    query.sort !== undefined,
  );
  const rows = deps.store.tenant(tenant);
  const page = await pageOf(rows.records(key), { filter, sort: [...sort, 'id'] }, query);
  const found = await Promise.all(page.items.map(async (row) => ({ row, use: await formOfRecord(deps, row) })));
  const cases = await casesAbout(readerOf(scene), rows, found);
  return { ...page, items: found.map((each) => recordView(scene, each.use, each.row, cases.get(each.row.case ?? ''))) };
}

function readFilter(form: Form, text: string): Rule {
  const json = parseStrictJson(text, requestLimits);
  if (!json.ok) throw badRequest(json.issues);
  return expectValid(parseRule(json.value, { scope: form.scope, expect: { kind: 'boolean' }, path: '/filter' }));
}

// A field that is open on some of the records filters those alone.
async function ruleFilter(scene: Scene, use: FormUse, rule: Rule): Promise<Filter> {
  const open = await openRows(scene, rowsIn(scene), use, fieldsRead(rule));
  if (open.closed !== undefined) throw invalidAt('record/filter-field', '/filter', { field: open.closed });
  const env = environmentOf(scene.around, { actor: subjectOf(scene.caller.actor) });
  const wanted = expectValid(toQuery(rule, env, { field: storedPath }));
  return open.partly ? allOf([open.filter, wanted]) : wanted;
}

const ownColumns = ['status', 'owner', 'unit', 'createdAt', 'createdBy', 'updatedAt', 'updatedBy'];

/**
 * Paths of the stored row to sort by. An order tells of every row in it, so the field must be open on all of them: a view's own
 * columns that are not are passed over, those that the caller asks for are refused.
 */
async function sortPaths(scene: Scene, use: FormUse, keys: string[], asked: boolean): Promise<string[]> {
  const paths: string[] = [];
  for (const key of keys) {
    const descending = key.startsWith('-') ? '-' : '';
    const path = key.replace(/^[-+]/, '');
    const field = namesField(use.form, path) ? own(use.form.fields, path.split('.')[0] ?? '') : undefined;
    if (ownColumns.includes(path)) paths.push(descending + path);
    else if (field && (await isOpenToAll(scene, use, path)))
      paths.push(`${descending}${sortedPart(path, field, scene.caller.locale)}`);
    else if (asked && !field) throw badRequest([issue('record/bad-sort', '/sort', { field: path })]);
    else if (asked) throw invalidAt('record/filter-field', '/sort', { field: path });
  }
  return paths;
}

// A field, a carried part, or the id of what is linked. A list has no place in an order: no store compares two of them.
function namesField(form: Form, path: string): boolean {
  const field = own(form.fields, path.split('.')[0] ?? '');
  if (!field || field.kind.ruleType(field.declaration).kind === 'list') return false;
  return fieldAt(form, path) !== undefined || (path.endsWith('.id') && fieldAt(form, path.slice(0, -3)) !== undefined);
}
