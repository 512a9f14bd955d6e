import {
  type DiffResult,
  type Field,
  type Form,
  isJsonObject,
  type Json,
  type JsonObject,
  own,
  type PackFiles,
} from '../../../engine/index.ts';
import type { Caller, Deps, LoadedPack, TenantStore } from '../../deps.ts';
import { loadSurroundings } from '../surroundings/index.ts';

export type Impact = Pick<DiffResult, 'gone' | 'running'>;

/**
 * What a release in the place of the current one takes away: forms with their records and running cases, roles with the people
 * who have them; and how many cases go on under the release that they began with.
 */
export async function impactOf(
  deps: Deps,
  { actor }: Caller,
  current: LoadedPack | undefined,
  next: PackFiles,
): Promise<Impact> {
  if (!current) return { gone: { forms: [], roles: [], options: [] }, running: 0 };
  const { tenant } = actor;
  // As they are written: what is broken for a moment is not gone.
  const has = (kind: string, key: string) => next.definitions.some((one) => one.kind === kind && one.key === key);
  const named = next.definitions.flatMap(({ kind, json }) =>
    kind === 'roles' && isJsonObject(json.roles) ? Object.keys(json.roles) : [],
  );
  const rows = deps.store.tenant(tenant);
  const runs = { status: { $in: ['running', 'suspended'] }, pack: current.key };
  const lost = Object.values(current.pack.forms).filter(({ key }) => !has('form', key));
  const forms = await Promise.all(
    lost.map(async ({ key, title }) => ({
      key,
      title,
      records: await rows.records(key).count({}),
      cases: await rows.cases.count({ ...runs, form: key }),
    })),
  );
  const { organisation } = await loadSurroundings(deps, tenant);
  const elsewhere = (await deps.packs.current(tenant)).filter(({ key }) => key !== current.key);
  const isKept = (role: string) =>
    named.includes(role) || elsewhere.some(({ pack }) => own(pack.roles, role) !== undefined);
  const roles = Object.entries(current.pack.roles)
    .filter(([role]) => !isKept(role))
    .map(([key, { title }]) => ({ key, title, people: organisation.withRole(key).length }));
  const options = await goneOptions(rows, current, next);
  return { gone: { forms, roles, options }, running: await rows.cases.count(runs) };
}

/** Options that rows hold and that are in no list any more. Retired options stay in their list. */
async function goneOptions(
  rows: TenantStore,
  { pack }: LoadedPack,
  next: PackFiles,
): Promise<Impact['gone']['options']> {
  const fields = Object.values(pack.forms).flatMap(choosing);
  const lists = [
    ...Object.values(pack.options).map((set) => ({
      title: set.title,
      items: set.items,
      kept: keysIn(jsonOf(next, 'options', set.key)?.items),
      places: fields.filter(({ field }) => field.json.options === set.key),
    })),
    // Options that are written in the field: a field that is gone, or that has another list now, takes none of them away.
    ...fields.flatMap((place) => {
      const written = fieldIn(jsonOf(next, 'form', place.form), place.field.path)?.options;
      const { title, options, json } = place.field;
      if (!options || !Array.isArray(json.options) || !Array.isArray(written)) return [];
      return [{ title, items: options.items, kept: keysIn(written), places: [place] }];
    }),
  ];
  const found: Impact['gone']['options'] = [];
  for (const { title: list, items, kept, places } of lists) {
    for (const { key, title } of items.filter((item) => !kept.includes(item.key))) {
      const counts = await Promise.all(
        places.map(({ form, field }) => rows.records(form).count({ [`data.${field.path}`]: key })),
      );
      const held = counts.reduce((sum, count) => sum + count, 0);
      if (held > 0) found.push({ list, key, title, rows: held });
    }
  }
  return found;
}

function jsonOf({ definitions }: PackFiles, kind: string, key: string): JsonObject | undefined {
  return definitions.find((one) => one.kind === kind && one.key === key)?.json;
}

function keysIn(items: Json | undefined): Json[] {
  return (Array.isArray(items) ? items : []).map((item) => (isJsonObject(item) ? (item.key ?? null) : null));
}

function fieldIn(holder: JsonObject | undefined, path: string): JsonObject | undefined {
  let found = holder;
  for (const name of path.split('.')) {
    const fields = found && own(found, 'fields');
    const field = isJsonObject(fields) ? own(fields, name) : undefined;
    found = isJsonObject(field) ? field : undefined;
  }
  return found;
}

/** Fields whose rows hold options; what is encrypted cannot be counted. */
function choosing({ key, fields }: Form): { form: string; field: Field }[] {
  return Object.values(fields)
    .filter(({ encrypted }) => !encrypted)
    .flatMap((field) => [field, ...Object.values(field.columns ?? {})])
    .filter(({ options, encrypted }) => options !== undefined && !encrypted)
    .map((field) => ({ form: key, field }));
}
