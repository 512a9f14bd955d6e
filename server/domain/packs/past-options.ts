import { type OptionSet, own } from '../../../engine/index.ts';
import type { Deps, LoadedPack } from '../../deps.ts';

/** So many earlier releases are looked through. */
const MOST_RELEASES = 30;

const known = new WeakMap<LoadedPack, Promise<{ [key: string]: OptionSet }>>();

/** The option sets of a pack with the options that earlier releases had, as retired ones: what old rows hold keeps its title. */
export function optionsWithPast(deps: Deps, tenant: string, loaded: LoadedPack): Promise<{ [key: string]: OptionSet }> {
  const before = known.get(loaded);
  if (before) return before;
  const made = gather(deps, tenant, loaded);
  known.set(loaded, made);
  made.catch(() => known.delete(loaded));
  return made;
}

async function gather(deps: Deps, tenant: string, loaded: LoadedPack): Promise<{ [key: string]: OptionSet }> {
  const sets: { [key: string]: OptionSet } = { ...loaded.pack.options };
  for (let release = loaded.release - 1, left = MOST_RELEASES; release > 0 && left > 0; release--, left--) {
    const past = await deps.packs.release(tenant, loaded.key, release).catch(() => undefined);
    for (const [key, set] of Object.entries(past?.pack.options ?? {})) {
      const present = own(sets, key) ?? { ...set, items: [] };
      const gone = set.items.filter((item) => !present.items.some((one) => one.key === item.key));
      if (gone.length > 0)
        sets[key] = { ...present, items: [...present.items, ...gone.map((item) => ({ ...item, retired: true }))] };
    }
  }
  return sets;
}
