import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';

const root = new URL('../..', import.meta.url).pathname;

// As scripts/build.mjs has it: native code stays outside, and so do optional parts of the MongoDB driver.
const external = [
  'libsql',
  '@node-rs/argon2',
  'kerberos',
  '@mongodb-js/zstd',
  '@aws-sdk/credential-providers',
  'gcp-metadata',
  'snappy',
  'socks',
  'aws4',
  'mongodb-client-encryption',
];

/** The server (or another program around it) bundled from the sources of now, without the designer; below the project, so that it finds its packages. */
export async function bundleServer(program = 'server/main.ts'): Promise<{ main: string; remove(): Promise<void> }> {
  const folder = join(root, '.cache', `server-${process.pid}-${randomUUID()}`);
  await build({
    absWorkingDir: root,
    entryPoints: { main: program, 'compile-child': 'server/compile/child.ts' },
    outdir: folder,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    external,
    logLevel: 'error',
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
    },
  });
  return { main: join(folder, 'main.js'), remove: () => rm(folder, { recursive: true, force: true }) };
}

/** The flags of a server process. */
export const serverFlags = ['--disallow-code-generation-from-strings', '--disable-proto=delete'];
