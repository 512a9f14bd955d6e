import { join } from 'node:path';
import { createPasswords } from './auth/passwords.ts';
import { createSecrets } from './auth/secrets.ts';
import type { Config } from './config.ts';
import type { Clock, Deps, Log } from './deps.ts';
import { createPacks } from './domain/packs/loaded-packs.ts';
import { createPastForms } from './domain/packs/past-forms.ts';
import { dieAt } from './fail-points.ts';
import { systemClock, timeOrderedIds } from './ports/clock.ts';
import { diskFiles } from './ports/disk-files.ts';
import { createLive } from './ports/live-hub.ts';
import { createLog } from './ports/log.ts';
import { createMail } from './ports/mail.ts';
import { connectStore } from './store/connect-store.ts';
import type { SealedForms } from './store/sealing/sealing.ts';

/** Everything that operations may use, opened; `stop` closes it. Tests give a clock of their own. */
export async function assemble(
  config: Config,
  own: { clock?: Clock; log?: Log } = {},
): Promise<{ deps: Deps; stop(): Promise<void> }> {
  const log = own.log ?? createLog(config.logLevel);
  const clock = own.clock ?? systemClock;
  const secrets = createSecrets(config);
  // The store asks the published forms what to seal; the forms are read from the store.
  const forms: SealedForms = {
    current: (tenant) => packs.current(tenant),
    past: (tenant) => past(tenant),
  };
  const [store, passwords] = await Promise.all([connectStore(config.storeUri, { secrets, forms }), createPasswords()]);
  const packs = createPacks(store, log, secrets);
  const past = createPastForms(store, packs.current);
  const live = createLive({ store, clock, log });
  const deps: Deps = {
    config,
    store,
    clock,
    log,
    packs,
    live,
    mail: createMail(config.smtp),
    files: diskFiles(join(config.data, 'files')),
    passwords,
    secrets,
    ids: timeOrderedIds,
    ...(config.failAt && { reach: dieAt(config.failAt) }),
  };
  return {
    deps,
    async stop() {
      deps.mail.close();
      await live.stop();
      await store.close();
    },
  };
}
