import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { issue, messageOf } from '../engine/index.ts';
import { createApp, createHttpServer } from './app.ts';
import { assemble } from './assemble.ts';
import { DEMO_TENANT } from './auth/demo-access.ts';
import { checkProductionProcess, checkProductionStore } from './boot-checks.ts';
import type { Config } from './config.ts';
import { seedDemo } from './demo/index.ts';
import type { Deps } from './deps.ts';
import { anchorAudits } from './domain/audit/anchor-audits.ts';
import { type FolderImport, importFolder } from './domain/packs/import-folder.ts';
import { sealStored } from './domain/packs/make-release.ts';
import { upgradeReleases } from './domain/packs/upgrade-releases.ts';
import { upgradeRecords } from './domain/records/upgrade-records.ts';
import { whyUnavailable } from './fault.ts';
import { startHousekeeping } from './housekeeping.ts';
import { setUpLink } from './operations/setup/set-up-link.ts';
import { startWorkers } from './workers/index.ts';

export type Started = {
  deps: Deps;
  /** As it can be opened on this machine; undefined for a worker. */
  url?: string;
  folder?: FolderImport;
  setUpLink?: string;
  /** Stops accepting, lets what runs finish, closes the store. */
  stop(): Promise<void>;
};

/** A start that cannot go on for a reason outside the program: the message says which. */
export class StartError extends Error {}

/** How long open requests may take to finish when the server stops. */
const DRAIN_MS = 5_000;

/** Starts everything that the configuration asks for. `progress` hears what takes a while. */
export async function start(config: Config, progress: (text: string) => void): Promise<Started> {
  if (config.mode === 'production') checkProductionProcess();
  const { deps, stop: close } = await assemble(config).catch((cause: unknown) => {
    const why = whyUnavailable(cause);
    const translated = why ? `\n${messageOf(issue(why, ''), 'zh-CN')}` : '';
    throw new StartError(`The store cannot be opened: ${reasonOf(cause)}${translated}`);
  });
  try {
    await upgradeReleases(deps);
    await upgradeRecords(deps);
    let folder: FolderImport | undefined;
    if (config.mode === 'production') await checkProductionStore(deps);
    else {
      folder = await importFolder(deps, DEMO_TENANT);
      await fillDemo(deps, progress);
    }
    for (const tenant of await deps.store.tenants()) await sealStored(deps, tenant);
    const link = config.mode === 'production' ? await setUpLink(deps) : undefined;
    const workers = config.role === 'web' ? undefined : startWorkers(deps);
    await anchorAudits(deps);
    const housekeeping = startHousekeeping(deps);
    const server = config.role === 'worker' ? undefined : await listen(deps);
    return {
      deps,
      ...(server && { url: addressOf(server) }),
      ...(folder && { folder }),
      ...(link !== undefined && { setUpLink: link }),
      async stop() {
        housekeeping.stop();
        await Promise.all([server && drain(server), workers?.stop()]);
        await anchorAudits(deps).catch(() => undefined);
        await close();
      },
    };
  } catch (cause) {
    await close();
    throw cause;
  }
}

/** Demo data once for the packs that are there; what a kill left unfinished is finished by the next start. */
async function fillDemo(deps: Deps, progress: (text: string) => void): Promise<void> {
  const keys = (await deps.packs.current(DEMO_TENANT)).map(({ key }) => key);
  const series = `demo-filled/${keys.join('+')}`;
  const rows = deps.store.tenant(DEMO_TENANT);
  // Looking through the data for what is missing costs time and memory that a later start can do without.
  if ((await rows.currentNumber(series)) > 0) return;
  await seedDemo(deps, progress);
  await rows.nextNumber(series);
}

// The address of a store may carry a password.
function reasonOf(cause: unknown): string {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return reason.replace(/\/\/[^/@\s]*@/g, '//…@');
}

function listen(deps: Deps): Promise<Server> {
  const server = createHttpServer(createApp(deps));
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const { host, port } = deps.config;
      const taken = cause.code === 'EADDRINUSE';
      reject(
        taken ? new StartError(`Port ${port} of ${host} is in use: stop what uses it, or set PORT to another`) : cause,
      );
    });
    server.listen(deps.config.port, deps.config.host, () => resolve(server));
  });
}

function addressOf(server: Server): string {
  const { address, family, port } = server.address() as AddressInfo;
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
}

function drain(server: Server): Promise<void> {
  return new Promise((resolve) => {
    // Streams of events never end by themselves; browsers come back to the next server.
    const timer = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
    server.close(() => {
      clearTimeout(timer);
      resolve();
    });
    server.closeIdleConnections();
  });
}
