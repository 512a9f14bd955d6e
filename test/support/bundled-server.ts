import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { serverBundle, serverEntries } from '../../scripts/bundle.mjs';

const root = new URL('../..', import.meta.url).pathname;

/** Programs to run with Node: the server, and the commands of the store. */
export type Bundle = { main: string; store: string; remove(): Promise<void> };

/** The server (or another program around it) bundled from the sources of now, without the designer; below the project, so that it finds its packages. */
export async function bundleServer(main = serverEntries.main): Promise<Bundle> {
  const folder = join(root, '.cache', `server-${process.pid}-${randomUUID()}`);
  await build({
    absWorkingDir: root,
    entryPoints: { ...serverEntries, main },
    outdir: folder,
    ...serverBundle,
    // What the tests' own entries bring along.
    external: [...(serverBundle.external ?? []), 'vitest', 'mongodb-memory-server-core'],
  });
  return {
    main: join(folder, 'main.js'),
    store: join(folder, 'store.js'),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** The flags of a server process. */
export const serverFlags = ['--disallow-code-generation-from-strings', '--disable-proto=delete'];
