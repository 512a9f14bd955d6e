// A field that becomes encrypted, and where its values lie in clear outside it: another pack that carries or fills it, and fields
// that earlier releases filled or computed from it. Refused by name, as a dangling reference is.
import { type Field, type Form, issue, own, type Pack, type PackProblem } from '../../../engine/index.ts';
import type { Deps, LoadedPack } from '../../deps.ts';
import {
  allReleases,
  type Copies,
  copiesOf,
  type Places,
  placesOfCopies,
  withCopies,
} from '../personal/personal-places.ts';

type Where = { deps: Deps; tenant: string; current: LoadedPack[]; pack: Pack };

export async function clearCopies(
  deps: Deps,
  tenant: string,
  pack: Pack,
  current: LoadedPack[],
): Promise<PackProblem[]> {
  const before = current.find(({ key }) => key === pack.key)?.pack.forms ?? {};
  const secrets = Object.values(pack.forms).flatMap((form) => {
    const names = becoming(own(before, form.key), form);
    return names.length > 0 ? [{ form, names }] : [];
  });
  if (secrets.length === 0) return [];
  const releases = await allReleases(deps, tenant);
  const where: Where = { deps, tenant, current, pack };
  const problems = await Promise.all(secrets.map(({ form, names }) => problemsOf(where, releases, form, names)));
  return problems.flat();
}

/** Names of fields whose records lie in clear so far. */
function becoming(before: Form | undefined, { fields }: Form): string[] {
  const wasClear = (name: string) => own(before?.fields ?? {}, name)?.encrypted === false;
  return Object.values(fields).flatMap(({ name, encrypted }) => (encrypted && wasClear(name) ? [name] : []));
}

async function problemsOf(where: Where, releases: LoadedPack[], form: Form, names: string[]): Promise<PackProblem[]> {
  const problems: PackProblem[] = [];
  const keys = new Set(releases.flatMap(({ pack }) => Object.keys(pack.forms)));
  for (const name of names) {
    const places = new Set([name]);
    const field = own(form.fields, name);
    const at = `/fields/${name}/encrypted`;
    for (const key of keys) {
      const holder = own(where.pack.forms, key) ?? formIn(where.current, key);
      if (!holder || !field) continue;
      const copies = copiesOf(releases, key, { form: form.key, places });
      const carried = own(where.pack.forms, key) ? [] : carriedNow(holder, form.key, name);
      const kept = placesKept(releases, key, form.key, copies, places);
      for (const target of [...carried, ...(await holding(where, holder, [...kept]))]) {
        const params = { field: field.title, form: holder.title, target: titleAt(holder, target) };
        problems.push({ kind: 'form', key: form.key, issue: issue('pack/encrypted-elsewhere', at, params) });
      }
    }
  }
  return problems;
}

function formIn(current: LoadedPack[], key: string): Form | undefined {
  const found = current.find(({ pack }) => Object.hasOwn(pack.forms, key));
  return found && own(found.pack.forms, key);
}

/** References of a form in another pack that carry the field now, and are not encrypted themselves. */
function carriedNow(holder: Form, form: string, name: string): string[] {
  return placed(holder).flatMap(({ path, field, sealed }) => {
    const { link } = field;
    const carries = link?.form === form && [link.display, ...link.carry].includes(name);
    return carries && !sealed ? [path] : [];
  });
}

/** What any release filled or computed from the field, in the form itself or in one that refers to it. */
function placesKept(releases: LoadedPack[], key: string, form: string, copies: Copies[], places: Places): Places {
  const kept = placesOfCopies(releases, key, copies);
  if (key === form) for (const place of withCopies(releases, key, places)) if (!places.has(place)) kept.add(place);
  return kept;
}

/** Of these places those that are fields of today in clear, and hold something in some record. */
async function holding({ deps, tenant }: Where, holder: Form, paths: string[]): Promise<string[]> {
  const clear = placed(holder).filter(({ path, sealed }) => !sealed && paths.includes(path));
  const rows = deps.store.tenant(tenant).records(holder.key);
  const found: string[] = [];
  for (const { path } of clear)
    if (await rows.first({ filter: { [`data.${path}`]: { $exists: true } }, fields: ['id'] })) found.push(path);
  return found;
}

function placed({ fields }: Form): { path: string; field: Field; sealed: boolean }[] {
  return Object.values(fields).flatMap((field) => [
    { path: field.name, field, sealed: field.encrypted },
    ...Object.values(field.columns ?? {}).map((column) => ({
      path: `${field.name}.${column.name}`,
      field: column,
      sealed: field.encrypted || column.encrypted,
    })),
  ]);
}

function titleAt(form: Form, path: string): Field['title'] {
  return placed(form).find((each) => each.path === path)?.field.title ?? path;
}
