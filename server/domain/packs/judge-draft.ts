import {
  checkPack,
  issue,
  type JsonObject,
  type Locale,
  type LocatedIssue,
  type Pack,
  type PackFiles,
  type PackProblem,
  parsePack,
  toLocalIssue,
} from '../../../engine/index.ts';
import type { Deps, LoadedPack } from '../../deps.ts';
import { type FaultIssue, invalid } from '../../fault.ts';
import { clearCopies } from './clear-copies.ts';

/** A draft as the engine sees it: the pack where no problem is an error, and everything found. */
export type Judged = { pack?: Pack; partial: Pack; problems: PackProblem[]; required: LoadedPack[] };

/**
 * Parses and checks the files of a pack against the packs that it requires and beside those that are there. `place` is the key
 * that the pack is kept under, whatever its pack.json says.
 */
export async function judge(deps: Deps, tenant: string, place: string, files: PackFiles): Promise<Judged> {
  const current = await deps.packs.current(tenant);
  const required = requiredBy(files.pack, current);
  const parsed = parsePack(
    files,
    required.map(({ pack }) => pack),
  );
  const problems = [...parsed.problems, ...misfiled(place, files.pack), ...takenKeys(place, parsed.partial, current)];
  if (parsed.pack)
    problems.push(
      ...checkPack(
        parsed.pack,
        required.map(({ pack }) => pack),
      ),
    );
  if (parsed.pack) problems.push(...(await clearCopies(deps, tenant, parsed.pack, current)));
  const broken = problems.some((found) => found.issue.severity === 'error');
  return { ...(parsed.pack && !broken && { pack: parsed.pack }), partial: parsed.partial, problems, required };
}

/** A pack of another key than its place would pass for that other pack. */
function misfiled(place: string, { key }: JsonObject): PackProblem[] {
  if (typeof key !== 'string' || key === place) return [];
  return [{ kind: 'pack', key: place, issue: issue('pack/misfiled', '/key', { said: key, place }) }];
}

/** The packs that one builds on, and those that they build on. One that is not there is told of by `parsePack`. */
export function requiredBy({ requires }: JsonObject, current: LoadedPack[], found: LoadedPack[] = []): LoadedPack[] {
  for (const key of Array.isArray(requires) ? requires : []) {
    const pack = current.find((each) => each.key === key);
    if (!pack || found.includes(pack)) continue;
    found.push(pack);
    requiredBy(pack.pack.json, current, found);
  }
  return found;
}

/** Forms, workflows, dashboards, datasets and pages are addressed by key alone, so no two packs of a tenant may have the same. */
function takenKeys(own: string, pack: Pack, current: LoadedPack[]): PackProblem[] {
  const kinds = {
    form: 'forms',
    workflow: 'workflows',
    dashboard: 'dashboards',
    dataset: 'datasets',
    page: 'pages',
  } as const;
  const problems: PackProblem[] = [];
  for (const other of current.filter(({ key }) => key !== own)) {
    for (const [kind, map] of Object.entries(kinds) as [keyof typeof kinds, (typeof kinds)[keyof typeof kinds]][]) {
      for (const key of Object.keys(pack[map])) {
        if (!Object.hasOwn(other.pack[map], key)) continue;
        problems.push({ kind, key, issue: issue('server/key-taken', '/key', { key, pack: other.pack.title }) });
      }
    }
  }
  return problems;
}

export function locate(problems: PackProblem[], locale: Locale): LocatedIssue[] {
  return problems.map(({ kind, key, issue: found }) => ({ ...toLocalIssue(found, locale), kind, key }));
}

/** The refusal of a pack that has errors; each says in which definition it is. */
export function refuse(problems: PackProblem[]): never {
  const errors: FaultIssue[] = problems
    .filter((found) => found.issue.severity === 'error')
    .map(({ kind, key, issue: found }) => ({ ...found, kind, key }));
  throw invalid(errors);
}
