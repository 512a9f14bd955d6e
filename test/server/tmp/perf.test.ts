import { existsSync, writeFileSync } from 'node:fs';
import { Session } from 'node:inspector/promises';
import { it, vi } from 'vitest';

vi.mock('../../../engine/workflow/check-workflow.ts', () => ({ checkWorkflow: () => [] }));

import { assemble } from '../../../server/assemble.ts';
import { readConfig } from '../../../server/config.ts';
import { seedDemo } from '../../../server/demo/index.ts';
import { queryDashboard } from '../../../server/operations/dashboards/query-dashboard.ts';
import { listRecords } from '../../../server/operations/records/list-records.ts';
import { lookUp } from '../../../server/operations/records/look-up.ts';
import { importFolder } from '../../../server/packs/import-folder.ts';

const cpu = () => {
  const { user, system } = process.cpuUsage();
  return Math.round((user + system) / 1000);
};
async function profiled(name: string, work: () => Promise<unknown>) {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.start');
  const c = cpu();
  const t = performance.now();
  await work();
  console.log(name, cpu() - c, 'cpu ms', Math.round(performance.now() - t), 'wall ms');
  const { profile } = (await session.post('Profiler.stop')) as any;
  writeFileSync(`/tmp/perf/${name}.cpuprofile`, JSON.stringify(profile));
  const self = new Map<string, number>();
  const dt = profile.timeDeltas;
  const nodes = new Map(profile.nodes.map((n: any) => [n.id, n]));
  profile.samples.forEach((id: number, i: number) => {
    const n: any = nodes.get(id);
    const k = `${n.callFrame.functionName || '(anon)'} ${n.callFrame.url.replace(/.*\/work\/main\//, '').slice(-60)}:${n.callFrame.lineNumber}`;
    self.set(k, (self.get(k) ?? 0) + dt[i] / 1000);
  });
  console.log(
    [...self]
      .sort((a, b) => b[1] - a[1])
      .slice(0, 22)
      .map(([k, v]) => `${Math.round(v)}ms ${k}`)
      .join('\n'),
  );
}
it('perf', async () => {
  const config = readConfig({ DOUGONG_MODE: 'demo', DOUGONG_DATA: '/tmp/perf/data', LOG_LEVEL: 'warn' }, '/work/main');
  const fresh = !existsSync('/tmp/perf/data/dougong.db');
  const { deps, stop } = await assemble(config);
  console.log(JSON.stringify(await importFolder(deps, 'demo')));
  if (fresh) await profiled('seed', () => seedDemo(deps));
  const person = (await deps.store.tenant('demo').people.get('manager'))!;
  const caller = {
    actor: {
      id: person.id,
      tenant: 'demo',
      name: person.name,
      title: person.title,
      unit: person.unit,
      roles: person.roles,
    },
    locale: 'en' as const,
    correlationId: '',
  };
  await queryDashboard(deps, caller, 'transfer-overview', { filters: {} });
  await profiled('dashboard', () => queryDashboard(deps, caller, 'transfer-overview', { filters: {} }));
  await profiled('list', () => listRecords(deps, caller, 'transfer', { count: true, size: 50 }));
  await profiled('lookup', async () =>
    console.log((await lookUp(deps, caller, { form: 'transfer', field: 'customer', q: 'rf' })).length),
  );
  await profiled('lookup2', async () =>
    console.log((await lookUp(deps, caller, { form: 'transfer', field: 'customer', q: '瑞丰' })).length),
  );
  await stop();
}, 300000);
