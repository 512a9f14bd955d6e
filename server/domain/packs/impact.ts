import { type DiffResult, isJsonObject, own, type PackFiles } from '../../../engine/index.ts';
import type { Caller, Deps, LoadedPack } from '../../deps.ts';
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
  if (!current) return { gone: { forms: [], roles: [] }, running: 0 };
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
  return { gone: { forms, roles }, running: await rows.cases.count(runs) };
}
