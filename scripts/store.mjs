// `npm run store -- <command>`: copies, backs up, restores and checks a store; see server/commands/main.ts.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ensureBuilt, ensureInstalled, requireNode, root } from './fresh.mjs';

requireNode();
try {
  await ensureInstalled();
  await ensureBuilt();
} catch (cause) {
  console.error(`\nDougong could not be prepared: ${cause.message}`);
  process.exit(1);
}

const command = spawn(
  process.execPath,
  [
    '--disallow-code-generation-from-strings',
    '--disable-proto=delete',
    join(root, 'dist', 'server', 'store.js'),
    ...process.argv.slice(2),
  ],
  { stdio: 'inherit' },
);
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => command.kill(signal));
command.once('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
