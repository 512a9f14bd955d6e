import { LRUCache } from 'lru-cache';
import { type Form, type Issue, isKey, type PackFiles, parsePack, withLinkedAccess } from '../../../engine/index.ts';
import { loadStructure } from '../../compile/load-structure.ts';
import type { LoadedPack, Log, Packs, Secrets, Store } from '../../deps.ts';
import { type Noun, notFound } from '../../fault.ts';
import type { ReleaseRow } from '../../store/rows.ts';
import { askedAt } from './asked-at.ts';
import { createPastOptions } from './past-options.ts';
import { isSealed } from './seal-release.ts';

/** The series whose number grows with each publication of a tenant. */
export const PUBLICATIONS = 'publications';
/** How long another server's publication may stay unnoticed by what is no request: each request asks for itself, once. */
const LOOK_AGAIN_MS = 1_000;
/** Parsed releases kept in memory; the current ones stay beside them. */
const MOST_LOADED = 100;
const NO_ISSUES = (): Issue[] => [];

/** Forms of packs by their key. */
function formsOf(packs: LoadedPack[]): Map<string, Form> {
  return new Map(packs.flatMap(({ pack }) => Object.entries(pack.forms)));
}

/** `gone`: by form that no pack has any more, the newest release that had it. */
type Current = {
  publications: number;
  lookedAt: number;
  packs: LoadedPack[];
  gone: Map<string, Promise<LoadedPack | undefined>>;
};
type Structures = ReleaseRow['structures'];

/** Releases as parsed packs. Parsed releases never change; which of them is current is asked of the store again and again. */
export function createPacks(store: Store, log: Log, secrets: Pick<Secrets, 'digests'>): Packs {
  const currents = new Map<string, Promise<Current>>();
  const loaded = new LRUCache<string, Promise<LoadedPack>>({ max: MOST_LOADED });
  const structures = new WeakMap<LoadedPack, Structures>();
  const pastOptions = createPastOptions(store);

  const load = (row: ReleaseRow): Promise<LoadedPack> => {
    const key = `${row.tenant}/${row.pack}/${row.release}`;
    const known = loaded.get(key);
    if (known) return known;
    const loading = parse(row);
    loaded.set(key, loading);
    loading.catch(() => loaded.delete(key));
    return loading;
  };

  const parse = async (row: ReleaseRow): Promise<LoadedPack> => {
    if (!isSealed(secrets, row))
      throw new Error(`Release ${row.release} of ${row.pack} was not published with this server's key`);
    const required = await Promise.all(
      Object.entries(row.requires ?? {}).map(([pack, release]) => stored(row.tenant, pack, release)),
    );
    const { pack, problems } = parsePack(
      row.files as unknown as PackFiles,
      required.map((each) => each.pack),
      await pastOptions(row.tenant, row.pack, row.release),
    );
    if (!pack) {
      const [first] = problems.filter(({ issue }) => issue.severity === 'error');
      throw new Error(
        `Release ${row.release} of ${row.pack} cannot be read: ${first?.kind}/${first?.key}${first?.issue.path} ${first?.issue.code}`,
      );
    }
    const found: LoadedPack = { key: row.pack, release: row.release, hash: row.hash, pack };
    structures.set(found, row.structures);
    return found;
  };

  const stored = async (tenant: string, pack: string, release: number): Promise<LoadedPack> => {
    const known = loaded.get(`${tenant}/${pack}/${release}`);
    if (known) return known;
    const row = await store.tenant(tenant).releases.first({ filter: { pack, release } });
    if (!row) throw notFound('release', `${pack} ${release}`);
    return load(row);
  };

  const look = async (tenant: string, known: Current | undefined): Promise<Current> => {
    const rows = store.tenant(tenant);
    const lookedAt = performance.now();
    const publications = await rows.currentNumber(PUBLICATIONS);
    if (known?.publications === publications) return { ...known, lookedAt };
    const found = await rows.releases.find({ filter: { current: true }, sort: ['pack'] });
    const readable = await Promise.all(
      found.map((row) =>
        load(row).catch((cause: unknown) => {
          // One unreadable pack must not take the others down.
          log.error({ tenant, pack: row.pack, release: row.release, reason: String(cause) }, 'release cannot be read');
          return undefined;
        }),
      ),
    );
    const packs = linkedToday(readable.filter((each) => each !== undefined));
    return { publications, lookedAt, packs, gone: new Map() };
  };

  // A form that refers to one of another pack was read with the rights that the other had when this pack was published.
  const linkedToday = (found: LoadedPack[]): LoadedPack[] => {
    const today = formsOf(found);
    return found.map((each) => {
      const forms = Object.entries(each.pack.forms).map(
        ([key, form]) => [key, withLinkedAccess(form, (linked) => today.get(linked)?.access)] as const,
      );
      if (forms.every(([key, form]) => form === each.pack.forms[key])) return each;
      const made = { ...each, pack: { ...each.pack, forms: Object.fromEntries(forms) } };
      structures.set(made, structures.get(each) ?? {});
      return made;
    });
  };

  const current = async (tenant: string): Promise<LoadedPack[]> => (await present(tenant)).packs;

  const present = async (tenant: string): Promise<Current> => {
    const asked = currents.get(tenant);
    const known = await asked?.catch(() => undefined);
    const since = askedAt() ?? performance.now() - LOOK_AGAIN_MS;
    if (known && known.lookedAt >= since) return known;
    // Another request may have begun to look while this one waited; that look counts if it began after this request did.
    const other = currents.get(tenant);
    if (other && other !== asked) return present(tenant);
    const looking = look(tenant, known);
    currents.set(tenant, looking);
    looking.catch(() => currents.get(tenant) === looking && currents.delete(tenant));
    return looking;
  };

  const lastWith = async (tenant: string, form: string): Promise<LoadedPack | undefined> => {
    const row = await store.tenant(tenant).releases.first({ filter: { forms: form }, sort: ['-at', '-release'] });
    return row && load(row);
  };

  const holding = async (
    tenant: string,
    kind: 'forms' | 'workflows' | 'dashboards' | 'pages',
    noun: Noun,
    key: string,
  ): Promise<LoadedPack> => {
    const found = (await current(tenant)).find(({ pack }) => Object.hasOwn(pack[kind], key));
    if (!found) throw notFound(noun, key);
    return found;
  };

  const packs: Packs = {
    current,
    async release(tenant, pack, release) {
      const inForce = (await currents.get(tenant)?.catch(() => undefined))?.packs;
      const same = inForce?.find((each) => each.key === pack && each.release === release);
      return same ?? stored(tenant, pack, release);
    },
    async holdsForm(tenant, form) {
      if (!isKey(form)) return false;
      if ((await current(tenant)).some(({ pack }) => Object.hasOwn(pack.forms, form))) return true;
      return (await store.tenant(tenant).releases.first({ filter: { forms: form }, fields: ['id'] })) !== undefined;
    },
    async lastWithForm(tenant, form) {
      if (!isKey(form)) return undefined;
      const now = await present(tenant);
      const holder = now.packs.find(({ pack }) => Object.hasOwn(pack.forms, form));
      if (holder) return holder;
      let last = now.gone.get(form);
      if (!last) {
        last = lastWith(tenant, form);
        now.gone.set(form, last);
        last.catch(() => now.gone.delete(form));
      }
      return last;
    },
    withForm: (tenant, form) => holding(tenant, 'forms', 'form', form),
    withWorkflow: (tenant, workflow) => holding(tenant, 'workflows', 'workflow', workflow),
    withDashboard: (tenant, dashboard) => holding(tenant, 'dashboards', 'dashboard', dashboard),
    withPage: (tenant, page) => holding(tenant, 'pages', 'page', page),
    refresh: (tenant) => {
      currents.delete(tenant);
    },
    structure(pack, form) {
      const compiled = structures.get(pack)?.[form];
      return compiled ? loadStructure(compiled.hash, compiled.code) : NO_ISSUES;
    },
    structureHash: (pack, form) => structures.get(pack)?.[form]?.hash,
    structureCode: (pack, form) => structures.get(pack)?.[form]?.code,
  };
  return packs;
}
