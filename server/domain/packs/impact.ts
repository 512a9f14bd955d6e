import { type DiffResult, type Form, isJsonObject, own, type PackFiles } from '../../../engine/index.ts';
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
  const found: Impact['gone']['options'] = [];
  for (const set of Object.values(pack.options)) {
    const written = next.definitions.find(({ kind, key }) => kind === 'options' && key === set.key)?.json.items;
    const kept = (Array.isArray(written) ? written : []).map((item) => isJsonObject(item) && item.key);
    const places = Object.values(pack.forms).flatMap((form) => choosing(form, set.key));
    for (const { key, title } of set.items.filter((item) => !kept.includes(item.key))) {
      const counts = await Promise.all(places.map(({ form, path }) => rows.records(form).count({ [path]: key })));
      const held = counts.reduce((sum, count) => sum + count, 0);
      if (held > 0) found.push({ list: set.title, key, title, rows: held });
    }
  }
  return found;
}

/** Where rows of the form hold options of the list; what is encrypted cannot be counted. */
function choosing({ key, fields }: Form, list: string): { form: string; path: string }[] {
  const open = Object.values(fields).filter(({ encrypted }) => !encrypted);
  return open
    .flatMap((field) => [field, ...Object.values(field.columns ?? {})])
    .filter(({ json, encrypted }) => json.options === list && !encrypted)
    .map(({ path }) => ({ form: key, path: `data.${path}` }));
}
