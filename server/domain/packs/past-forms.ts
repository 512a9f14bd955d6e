// What all releases of a tenant encrypted and carried. Definitions are looked at as they were published: a release need not be
// one that this build can still parse.
import { isJsonObject, type Json, type JsonObject, type PackFiles } from '../../../engine/index.ts';
import type { LoadedPack, Store } from '../../deps.ts';
import type { PastForm, PastForms } from '../../store/sealing/secret-parts.ts';

/** Answers the same object until something is published. */
export function createPastForms(
  store: Store,
  current: (tenant: string) => Promise<LoadedPack[]>,
): (tenant: string) => Promise<PastForms> {
  const known = new Map<string, { seen: Set<string>; forms: PastForms }>();
  const made = new WeakMap<LoadedPack[], Promise<PastForms>>();

  const read = async (tenant: string): Promise<PastForms> => {
    const before = known.get(tenant);
    const seen = new Set(before?.seen);
    const forms: PastForms = new Map([...(before?.forms ?? [])].map(([key, form]) => [key, copyOf(form)]));
    const { releases } = store.tenant(tenant);
    for (const { id } of await releases.find({ filter: {}, fields: ['id'] })) {
      if (seen.has(id)) continue;
      const [row] = await releases.find({ filter: { id }, fields: ['id', 'files'] });
      if (row) addAll(forms, row.files as unknown as PackFiles);
      seen.add(id);
    }
    known.set(tenant, { seen, forms });
    return forms;
  };

  return async (tenant) => {
    const packs = await current(tenant);
    const found = made.get(packs);
    if (found) return found;
    const reading = read(tenant);
    made.set(packs, reading);
    reading.catch(() => made.delete(packs));
    return reading;
  };
}

const copyOf = ({ fields, columns, links }: PastForm): PastForm => ({
  fields: new Set(fields),
  columns: new Map([...columns].map(([rows, names]) => [rows, new Set(names)])),
  links: links.map((link) => ({ ...link, fills: new Map(link.fills) })),
});

function addAll(forms: PastForms, { definitions }: PackFiles): void {
  for (const { kind, key, json } of definitions) {
    if (kind !== 'form' || !isJsonObject(json.fields)) continue;
    const form = forms.get(key) ?? { fields: new Set(), columns: new Map(), links: [] };
    forms.set(key, form);
    for (const [name, field] of Object.entries(json.fields)) {
      if (!isJsonObject(field)) continue;
      if (field.encrypted === true) form.fields.add(name);
      addLink(form, name, field);
      for (const [column, each] of Object.entries(isJsonObject(field.fields) ? field.fields : {})) {
        if (!isJsonObject(each)) continue;
        if (each.encrypted === true) form.columns.set(name, new Set([...(form.columns.get(name) ?? []), column]));
        addLink(form, `${name}.${column}`, each);
      }
    }
  }
}

function addLink(form: PastForm, path: string, { form: target, display, carry, fill }: JsonObject): void {
  if (typeof target !== 'string') return;
  const parts = [display, ...(Array.isArray(carry) ? carry : [])].filter(isName);
  const found = form.links.find((link) => link.path === path && link.form === target);
  const link = found ?? { path, form: target, parts: new Set(), fills: new Map<string, Set<string>>() };
  if (!found) form.links.push(link);
  link.parts = new Set([...link.parts, ...parts]);
  const rows = path.includes('.') ? `${path.split('.')[0]}.` : '';
  for (const [name, source] of Object.entries(isJsonObject(fill) ? fill : {}))
    if (isName(source)) link.fills.set(rows + name, new Set([...(link.fills.get(rows + name) ?? []), source]));
}

const isName = (value: Json | undefined): value is string => typeof value === 'string';
