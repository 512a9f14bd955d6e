// The definitions that lie in a store, as the server would read them.
import { type Pack, type PackFiles, parsePack } from '../../engine/index.ts';
import { storedKey } from '../store/filter.ts';
import { type Place, rowsByIds, rowsOf } from './place.ts';

export type Releases = {
  /** Undefined where it is not there or cannot be read. */
  of(tenant: string, pack: string, release: number): Promise<Pack | undefined>;
  /** Those that are in force, of all tenants. */
  current(): Promise<{ tenant: string; id: string; pack: Pack | undefined }[]>;
};

export function releasesOf(place: Place): Releases {
  const known = new Map<string, Promise<Pack | undefined>>();
  const read = async (tenant: string, key: string): Promise<Pack | undefined> => {
    const row = (await rowsByIds(place, 'releases', [key], ['files', 'requires'])).get(key);
    if (!row) return undefined;
    const requires = Object.entries((row.requires ?? {}) as { [pack: string]: number });
    const required = await Promise.all(requires.map(([pack, release]) => of(tenant, pack, release)));
    if (required.includes(undefined)) return undefined;
    try {
      return parsePack(JSON.parse(String(row.files)) as PackFiles, required as Pack[]).pack;
    } catch {
      return undefined;
    }
  };
  const of: Releases['of'] = (tenant, pack, release) => {
    const key = storedKey(tenant, `${pack}/${release}`);
    const found = known.get(key) ?? read(tenant, key);
    known.set(key, found);
    return found;
  };
  return {
    of,
    async current() {
      const found = [];
      for await (const row of rowsOf(place, 'releases', ['tenant', 'pack', 'release'], { _id: 1 }, { current: true })) {
        const tenant = String(row.tenant);
        found.push({ tenant, id: String(row._id), pack: await of(tenant, String(row.pack), Number(row.release)) });
      }
      return found;
    },
  };
}
