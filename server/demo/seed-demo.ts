import { issue } from '../../engine/index.ts';
import { DEMO_TENANT } from '../auth/demo-access.ts';
import type { Deps } from '../deps.ts';
import { currentForm } from '../domain/records/form-use.ts';
import { loadSurroundings } from '../domain/surroundings/load-surroundings.ts';
import { Fault } from '../fault.ts';
import type { DemoData } from './demo-data.ts';
import { readDemo } from './read-demo.ts';
import { runWalks } from './run-walks.ts';
import { seedOrganisation } from './seed-organisation.ts';
import { type Referable, seedRecords, storedOf } from './seed-records.ts';

/**
 * Fills the demo tenant from what its packs say of their demo: people and units, records of the past, running cases. What is
 * there already is left alone, so a second start does nothing and one after a kill goes on. Refuses outside demo mode.
 */
export async function seedDemo(deps: Deps, progress: (text: string) => void = () => undefined): Promise<void> {
  const { mode } = deps.config;
  if (mode !== 'demo') throw new Fault('forbidden', issue('demo/production', '', { mode }));
  const packs = await deps.packs.current(DEMO_TENANT);
  for (const { key } of packs) {
    const demo = await readDemo(deps.config.packs, key);
    if (!demo) continue;
    await seedOrganisation(deps, DEMO_TENANT, demo.organisation);
    await seedPack(deps, demo, progress);
  }
}

async function seedPack(deps: Deps, demo: DemoData, progress: (text: string) => void): Promise<void> {
  const { series } = demo.records;
  const rows = deps.store.tenant(DEMO_TENANT);
  const stored = await Promise.all(series.map(({ form }) => storedOf(deps, DEMO_TENANT, form)));
  const complete = series.every(({ count }, index) => (stored[index] ?? 0) >= count);
  const walked = (await rows.cases.first({ fields: ['id'] })) !== undefined;
  if (complete && walked) return;
  const around = await loadSurroundings(deps, DEMO_TENANT);
  const references: Referable = {};
  for (const each of series) {
    const use = await currentForm(deps, DEMO_TENANT, each.form);
    references[each.form] = await seedRecords(deps, DEMO_TENANT, around, use, each, references, (done, of) =>
      progress(`demo data: ${each.form} ${done.toLocaleString('en')} of ${of.toLocaleString('en')}`),
    );
  }
  if (walked) return;
  for (const walks of demo.cases.cases) {
    const each = series.find(({ form }) => form === walks.form);
    if (!each) continue;
    const count = await runWalks(
      deps,
      DEMO_TENANT,
      around,
      await currentForm(deps, DEMO_TENANT, walks.form),
      walks,
      each,
      references,
    );
    progress(`demo data: ${count} running cases`);
  }
}
