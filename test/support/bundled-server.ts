import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { serverBundle, serverEntries } from '../../scripts/bundle.mjs';

const root = new URL('../..', import.meta.url).pathname;

/** Programs to run with Node: the server, and the commands of the store. */
export type Bundle = { main: string; store: string; remove(): Promise<void> };

/** What the tests' own entries bring along. */
const bundling = {
  absWorkingDir: root,
  ...serverBundle,
  external: [...(serverBundle.external ?? []), 'vitest', 'mongodb-memory-server-core'],
};
const newFolder = () => join(root, '.cache', `server-${process.pid}-${randomUUID()}`);

/** A program of the tests, bundled: it starts in a third of the time that its sources would take. */
export async function bundleProgram(entry: string): Promise<{ path: string; remove(): Promise<void> }> {
  const folder = newFolder();
  await build({ ...bundling, entryPoints: { program: entry }, outdir: folder });
  return { path: join(folder, 'program.js'), remove: () => rm(folder, { recursive: true, force: true }) };
}

/** The server (or another program around it) bundled from the sources of now, without the designer; below the project, so that it finds its packages. */
export async function bundleServer(main = serverEntries.main): Promise<Bundle> {
  const folder = newFolder();
  await build({ ...bundling, entryPoints: { ...serverEntries, main }, outdir: folder });
  return {
    main: join(folder, 'main.js'),
    store: join(folder, 'store.js'),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** The flags of a server process. */
export const serverFlags = ['--disallow-code-generation-from-strings', '--disable-proto=delete'];
