// Builds dist/server (one bundle; what has native code stays outside it) and dist/designer (Vite).
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { build as bundle } from 'esbuild';
import { build as buildDesigner } from 'vite';
import { root } from './fresh.mjs';

// Native code, and optional parts of the MongoDB driver that are not installed.
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

await rm(join(root, 'dist', 'server'), { recursive: true, force: true });
await bundle({
  absWorkingDir: root,
  entryPoints: { main: 'server/main.ts', 'compile-child': 'server/compile/child.ts' },
  outdir: 'dist/server',
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  splitting: false,
  external,
  minify: true,
  keepNames: true,
  logLevel: 'warning',
  // Packages written as CommonJS call require for Node's own modules.
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
});
await buildDesigner({ configFile: join(root, 'vite.config.ts'), logLevel: 'warn' });
