// Where personal data lies: in what any release of a form called personal, and in what formulas, defaults and charts make of that.
import { type Field, type Form, own, type Workflow } from '../../../engine/index.ts';
import type { Deps, LoadedPack } from '../../deps.ts';

/** Paths of fields, and of columns as `rows.column`. */
export type Places = Set<string>;

/** Every release of a tenant that can be read, oldest first in each pack. */
export async function allReleases(deps: Deps, tenant: string): Promise<LoadedPack[]> {
  const rows = await deps.store.tenant(tenant).releases.find({
    filter: {},
    sort: ['pack', 'release'],
    fields: ['pack', 'release'],
  });
  const found: LoadedPack[] = [];
  for (const { pack, release } of rows) {
    const loaded = await deps.packs.release(tenant, pack, release).catch(() => undefined);
    if (loaded) found.push(loaded);
  }
  return found;
}

/** What a form's releases call personal, and what they make of it. */
export function ownPlaces(releases: LoadedPack[], key: string): Places {
  const places: Places = new Set();
  for (const { field, path } of fieldsOf(releases, key)) if (field.personal) places.add(path);
  return withCopies(releases, key, places);
}

/** A reference of a form to the subject's: the parts that it carries of it, and the fields beside it that it fills from it. */
export type Copies = { path: string; parts: Set<string>; filled: Set<string> };

/** What the releases of a form copy of the personal data of another. */
export function copiesOf(releases: LoadedPack[], key: string, subject: { form: string; places: Places }): Copies[] {
  const found = new Map<string, Copies>();
  for (const { field, path, rows } of fieldsOf(releases, key)) {
    const { link } = field;
    if (link?.form !== subject.form) continue;
    const copies = found.get(path) ?? { path, parts: new Set<string>(), filled: new Set<string>() };
    found.set(path, copies);
    for (const name of [link.display, ...link.carry]) if (subject.places.has(name)) copies.parts.add(name);
    for (const [target, source] of Object.entries(link.fill))
      if (subject.places.has(source)) copies.filled.add(rows ? `${rows}.${target}` : target);
  }
  return [...found.values()].filter(({ parts, filled }) => parts.size + filled.size > 0);
}

/** The places of a form that refers to the subject: what is filled from it, and what is made of what it carries. */
export function placesOfCopies(releases: LoadedPack[], key: string, copies: Copies[]): Places {
  const carried = copies.flatMap(({ path, parts }) => [...parts].map((part) => `${path}.${part}`));
  const places = withCopies(releases, key, new Set([...carried, ...copies.flatMap(({ filled }) => [...filled])]));
  for (const path of carried) places.delete(path);
  return places;
}

type Made = { target: string; reads: string[] };

/** The places, and what the form's releases make of them: copies of copies too. */
export function withCopies(releases: LoadedPack[], key: string, from: Places): Places {
  const made = releases.flatMap(({ pack }) => {
    const form = own(pack.forms, key);
    if (!form) return [];
    const ofForm = Object.values(pack.workflows).filter((workflow) => workflow.form === key);
    return [...madeByForm(form), ...ofForm.flatMap(madeByChart)];
  });
  const places = new Set(from);
  for (let before = -1; before !== places.size; ) {
    before = places.size;
    for (const { target, reads } of made) if (reads.some((read) => touches(read, places))) places.add(target);
  }
  return places;
}

function madeByForm({ computed, defaults }: Form): Made[] {
  return [...computed, ...defaults].map(({ field, rows, rule }) => ({
    target: rows ? `${rows.name}.${field.name}` : field.name,
    reads: rule.reads.map((path) => (rows && path.startsWith('row.') ? rows.name + path.slice(3) : path)),
  }));
}

function madeByChart({ actions }: Workflow): Made[] {
  return actions.flatMap(({ template }) =>
    template.type === 'set'
      ? Object.entries(template.values).map(([target, { rules }]) => ({
          target,
          reads: rules.flatMap(({ rule }) => rule.reads),
        }))
      : [],
  );
}

/** True where the path is personal, holds something personal, or lies in it. */
export function touches(path: string, places: Places): boolean {
  return [...places].some((place) => place === path || place.startsWith(`${path}.`) || path.startsWith(`${place}.`));
}

function fieldsOf(releases: LoadedPack[], key: string): { field: Field; path: string; rows?: string }[] {
  return releases.flatMap(({ pack }) =>
    Object.values(own(pack.forms, key)?.fields ?? {}).flatMap((field) => [
      { field, path: field.name },
      ...Object.values(field.columns ?? {}).map((column) => ({
        field: column,
        path: `${field.name}.${column.name}`,
        rows: field.name,
      })),
    ]),
  );
}
