// Builds dist/server (one bundle; what has native code stays outside it) and dist/designer (Vite).
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { build as bundle } from 'esbuild';
import { build as buildDesigner } from 'vite';
import { serverBundle, serverEntries } from './bundle.mjs';
import { root } from './fresh.mjs';

await rm(join(root, 'dist', 'server'), { recursive: true, force: true });
await bundle({ absWorkingDir: root, entryPoints: serverEntries, outdir: 'dist/server', ...serverBundle });
await buildDesigner({ configFile: join(root, 'vite.config.ts'), logLevel: 'warn' });
