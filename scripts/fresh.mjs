// What is stale and how it is made fresh: dependencies by the lock file, the build by its sources.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..');

const installedStamp = join(root, 'node_modules', '.dougong-installed');
const builtStamp = join(root, 'dist', '.built');
const sources = [
  'engine',
  'server',
  'designer',
  'package-lock.json',
  'vite.config.ts',
  'scripts/build.mjs',
  'scripts/bundle.mjs',
];

export function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 22 || (major === 22 && minor >= 12) || (major === 20 && minor >= 19)) return;
  console.error(
    `Dougong needs Node 20.19 or later in the 20 line, or 22.12 and later; this is ${process.versions.node}.`,
  );
  process.exit(1);
}

/** Installs what the lock file names, unless that was done for this very lock file. */
export async function ensureInstalled() {
  const lock = hashOfFile(join(root, 'package-lock.json'));
  if (existsSync(installedStamp) && readFileSync(installedStamp, 'utf8') === lock) return false;
  console.log('Installing dependencies (once; about a minute) …');
  await run('npm', ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']);
  writeFileSync(installedStamp, lock);
  return true;
}

/** Builds server and designer, unless nothing of theirs has changed since. */
export async function ensureBuilt() {
  const state = stateOfSources();
  if (existsSync(builtStamp) && readFileSync(builtStamp, 'utf8') === state) return false;
  console.log('Building (once after each change; about 20 seconds) …');
  await run(process.execPath, ['scripts/build.mjs']);
  mkdirSync(dirname(builtStamp), { recursive: true });
  writeFileSync(builtStamp, state);
  return true;
}

/** Runs a command in the project's folder; rejects unless it ends with 0. */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: 'inherit', ...options });
    child.once('error', reject);
    child.once('exit', (code, signal) =>
      code === 0 ? resolve() : reject(new Error(`${command} ${args.join(' ')} ended with ${code ?? signal}`)),
    );
  });
}

function hashOfFile(path) {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}

// Contents, not times: a fresh clone or a branch switch changes times without changing anything.
function stateOfSources() {
  const hash = createHash('sha256');
  for (const path of sources) addTo(hash, join(root, path));
  return hash.digest('hex');
}

function addTo(hash, path) {
  if (!existsSync(path)) return;
  if (statSync(path).isDirectory()) {
    for (const name of readdirSync(path).sort()) addTo(hash, join(path, name));
    return;
  }
  hash.update(path.slice(root.length)).update(readFileSync(path));
}
