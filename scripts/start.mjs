// `npm start`: installs what is missing, builds what is stale, then runs the server in this terminal.
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

const server = spawn(
  process.execPath,
  ['--disallow-code-generation-from-strings', '--disable-proto=delete', join(root, 'dist', 'server', 'main.js')],
  { cwd: root, stdio: 'inherit', env: { ...process.env, DOUGONG_MODE: process.env.DOUGONG_MODE ?? 'demo' } },
);
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => server.kill(signal));
server.once('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
