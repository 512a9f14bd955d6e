import { type Form, own } from '../../../engine/index.ts';
import type { Deps, TenantStore } from '../../deps.ts';
import type { RecordRow } from '../../store/rows.ts';
import { loadSurroundings } from '../surroundings/load-surroundings.ts';
import { describe } from './describe.ts';
import { secretToday } from './secrecy-of-today.ts';

const BATCH = 200;

/** Derives anew what lies in clear beside records of earlier releases in which a field was not encrypted that is now. */
export async function forgetSecrets(deps: Deps, tenant: string, today: Form): Promise<void> {
  const secret = Object.values(today.fields).filter(({ encrypted }) => encrypted);
  if (secret.length === 0) return;
  const rows = deps.store.tenant(tenant).records(today.key);
  const around = await loadSurroundings(deps, tenant);
  const groups = await rows.aggregate([{ $group: { _id: { pack: '$pack', release: '$release' } } }]);
  for (const { _id } of groups) {
    const { pack, release } = _id as { pack: string; release: number };
    const loaded = await deps.packs.release(tenant, pack, release).catch(() => undefined);
    const then = loaded && own(loaded.pack.forms, today.key);
    if (!loaded || !then || !secret.some(({ name }) => own(then.fields, name)?.encrypted === false)) continue;
    const form = secretToday(then, today);
    for (let after = ''; ; ) {
      const filter = { pack, release, id: { $gt: after } };
      const batch = await rows.find({ filter, sort: ['id'], limit: BATCH });
      await deps.store.transaction(tenant, async (tx) => {
        for (const row of batch) {
          const { id, revision, title, search, same = {}, order = {} } = describe({ ...row }, form, loaded, around);
          await tx.records(today.key).update({ id, revision }, { title, search, same, order });
          await retitle(tx, row, title);
        }
      });
      if (batch.length < BATCH) break;
      after = batch[batch.length - 1]?.id ?? after;
    }
  }
}

/** Cases and tasks show the title of their record. */
async function retitle(tx: TenantStore, row: RecordRow, title: string): Promise<void> {
  if (title === row.title) return;
  await tx.cases.update({ record: row.id }, { title });
  await tx.tasks.update({ record: row.id }, { caseTitle: title });
}
