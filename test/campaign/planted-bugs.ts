// The server with a bug planted on purpose: what the judge of the campaigns must find, or it is blind.
// `PLANTED` says which: `early` answers before it commits, `keyless` forgets the keys of requests, `piecemeal` has no transactions.
import '../../server/harden.ts';
import { randomUUID } from 'node:crypto';
import { createApp, createHttpServer } from '../../server/app.ts';
import { assemble } from '../../server/assemble.ts';
import { DEMO_TENANT } from '../../server/auth/demo-access.ts';
import { readConfig } from '../../server/config.ts';
import { seedDemo } from '../../server/demo/index.ts';
import type { Store } from '../../server/deps.ts';
import { importFolder } from '../../server/domain/packs/import-folder.ts';

const config = readConfig(process.env, process.cwd());
const { deps } = await assemble(config);
await importFolder(deps, DEMO_TENANT);
await seedDemo(deps);

const planted: { [bug: string]: Store['transaction'] } = {
  early: (tenant, work) =>
    new Promise((resolve, reject) => {
      const all = deps.store.transaction(tenant, async (tx) => {
        resolve(await work(tx));
        await new Promise((later) => setTimeout(later, 200));
      });
      all.catch(reject);
    }),
  piecemeal: (tenant, work) => work(deps.store.tenant(tenant)),
};
const transaction = planted[process.env.PLANTED ?? ''] ?? deps.store.transaction;
const server = createHttpServer(createApp({ ...deps, store: { ...deps.store, transaction } }));
if (process.env.PLANTED === 'keyless') {
  server.prependListener('request', (request) => {
    if (request.headers['idempotency-key']) request.headers['idempotency-key'] = randomUUID();
  });
}
server.listen(config.port, config.host);
// What runs is finished: only a kill shows the bugs.
process.on('SIGTERM', () => setTimeout(() => process.exit(0), 1000));
