// Servers of MongoDB in processes of their own, for tests that stop, kill or distrust them.
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mongoose from 'mongoose';
import { mongodProgram } from './mongod.ts';
import { freePort } from './server-process.ts';

const { MongoClient } = mongoose.mongo;
type Client = InstanceType<typeof MongoClient>;

export type Member = {
  port: number;
  /** Starts it, again after a kill on the same data. */
  start(): Promise<void>;
  /** As `kill -9`. */
  kill(): Promise<void>;
  /** Stops and continues the process: a server that hangs. */
  pause(): void;
  resume(): void;
};
export type Servers = { members: Member[]; uri: string; stop(): Promise<void> };

/** One server that belongs to no replica set. */
export async function startLone(): Promise<Servers> {
  const folder = mkdtempSync(join(tmpdir(), 'dougong-mongod-'));
  const member = newMember(folder, await freePort(), []);
  await member.start();
  return servers(folder, [member], '');
}

/** A replica set of so many members; with `auth`, of users: `admin` with the password `adminsecret` may do everything; with `testCommands`, it can be told to fail. */
export async function startSet(count: number, options: { auth?: true; testCommands?: true } = {}): Promise<Servers> {
  const folder = mkdtempSync(join(tmpdir(), 'dougong-mongod-'));
  const more = ['--replSet', 'rs0', ...(options.auth ? ['--keyFile', keyFile(folder)] : [])];
  if (options.testCommands) more.push('--setParameter', 'enableTestCommands=1');
  const members: Member[] = [];
  for (let index = 0; index < count; index += 1) members.push(newMember(folder, await freePort(), more));
  await Promise.all(members.map((member) => member.start()));
  const [first] = members as [Member];
  const client = await direct(first.port);
  await client.db('admin').command({
    replSetInitiate: {
      _id: 'rs0',
      members: members.map(({ port }, _id) => ({ _id, host: `127.0.0.1:${port}` })),
      settings: { electionTimeoutMillis: 2000, heartbeatIntervalMillis: 500 },
    },
  });
  await until(async () => (await client.db('admin').command({ hello: 1 })).isWritablePrimary === true);
  if (options.auth) await client.db('admin').command({ createUser: 'admin', pwd: 'adminsecret', roles: ['root'] });
  await client.close();
  return servers(folder, members, '?replicaSet=rs0');
}

/** The member that is primary now; undefined while there is none. */
export async function primaryOf({ members }: Servers): Promise<Member | undefined> {
  for (const member of members) {
    const client = await direct(member.port).catch(() => undefined);
    if (!client) continue;
    const hello = await client
      .db('admin')
      .command({ hello: 1 })
      .catch(() => undefined);
    await client.close();
    if (hello?.isWritablePrimary) return member;
  }
  return undefined;
}

function newMember(folder: string, port: number, more: string[]): Member {
  const data = join(folder, String(port));
  mkdirSync(data);
  let child: ChildProcess | undefined;
  const send = (signal: NodeJS.Signals) => child?.kill(signal);
  return {
    port,
    async start() {
      const program = await mongodProgram();
      if (!program) throw new Error('There is no mongod');
      const options = [
        '--port',
        `${port}`,
        '--dbpath',
        data,
        '--bind_ip',
        '127.0.0.1',
        '--wiredTigerCacheSizeGB',
        '0.25',
      ];
      child = spawn(program, [...options, '--quiet', ...more], { stdio: 'ignore' });
      await until(async () => {
        if (child?.exitCode !== null) throw new Error(`mongod ended with ${child?.exitCode}`);
        const client = await direct(port).catch(() => undefined);
        await client?.close();
        return client !== undefined;
      });
    },
    async kill() {
      const ended = child && child.exitCode === null && child.signalCode === null ? once(child, 'exit') : undefined;
      send('SIGKILL');
      await ended;
    },
    pause: () => void send('SIGSTOP'),
    resume: () => void send('SIGCONT'),
  };
}

function servers(folder: string, members: Member[], query: string): Servers {
  const hosts = members.map(({ port }) => `127.0.0.1:${port}`).join(',');
  return {
    members,
    uri: `mongodb://${hosts}/test${query}`,
    async stop() {
      await Promise.all(members.map((member) => member.kill()));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function keyFile(folder: string): string {
  const path = join(folder, 'key');
  writeFileSync(path, randomBytes(96).toString('base64'), { mode: 0o400 });
  return path;
}

function direct(port: number): Promise<Client> {
  return MongoClient.connect(`mongodb://127.0.0.1:${port}/?directConnection=true`, { serverSelectionTimeoutMS: 500 });
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error('MongoDB was not ready in time');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
