// Which data files this process has open: its connections to one file share one store, and the last one closes it.
import { realpathSync } from 'node:fs';
import type { Location } from './data-file.ts';
import { refused } from './errors.ts';
import { Store, type StoreOptions } from './store.ts';

/** Stores by the real path of their file: several connections of one process share one. */
const open = new Map<string, { store: Store; users: number }>();

export function openStore(location: Location, options: Partial<StoreOptions> = {}): Store {
  const key = existingPath(location.path);
  const shared = open.get(key);
  if (shared) {
    for (const [name, value] of Object.entries(options))
      if (shared.store.options[name as keyof StoreOptions] !== value)
        throw refused(`another "${name}" for a data file that is open already`);
    shared.users += 1;
    return shared.store;
  }
  const store = new Store(location, options);
  open.set(existingPath(location.path), { store, users: 1 });
  return store;
}

/** Gives a store back; the last user closes it. */
export async function releaseStore(store: Store): Promise<void> {
  for (const [key, entry] of open) {
    if (entry.store !== store) continue;
    entry.users -= 1;
    if (entry.users > 0) return;
    open.delete(key);
    const end = store.close().finally(() => closing.delete(key));
    closing.set(
      key,
      end.catch(() => undefined),
    );
    await end;
  }
}

/** Files that this process is about to give back. */
const closing = new Map<string, Promise<void>>();

/** Waits until a file that this process is closing is free again. */
export async function whenClosed(location: Location): Promise<void> {
  await closing.get(existingPath(location.path));
}

function existingPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
