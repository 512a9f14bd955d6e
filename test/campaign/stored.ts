// What a database holds of approval cases, read past the server: its own connection, no repositories, no rows cached.
import { type PackFiles, parsePack, type Workflow } from '../../engine/index.ts';
import type {
  CaseRow,
  HistoryRow,
  IdempotencyRow,
  OutboxRow,
  RecordRow,
  TaskRow,
  TimerRow,
} from '../../server/store/rows.ts';
import { looseCollection, openMongoose } from '../support/stores.ts';

export type Stored = {
  cases: CaseRow[];
  /** Links by `about/of`, in order of their number. */
  history: Map<string, HistoryRow[]>;
  tasks: TaskRow[];
  timers: TimerRow[];
  outbox: OutboxRow[];
  records: RecordRow[];
  idempotency: Map<string, IdempotencyRow>;
  workflowOf(row: CaseRow): Workflow | undefined;
};

export async function readStored(uri: string, form: string): Promise<Stored> {
  const own = await openMongoose(uri);
  const all = async <T>(name: string) => (await looseCollection(own, name).find().toArray()) as unknown as T[];
  try {
    const [cases, links, tasks, timers, outbox, records, idempotency, releases] = await Promise.all([
      all<CaseRow>('cases'),
      all<HistoryRow>('history'),
      all<TaskRow>('tasks'),
      all<TimerRow>('timers'),
      all<OutboxRow>('outbox'),
      all<RecordRow>(`records.demo.${form}`),
      all<IdempotencyRow>('idempotency'),
      all<{ pack: string; release: number; files: string }>('releases'),
    ]);
    const packs = new Map(
      releases.map(({ pack, release, files }) => [
        `${pack}/${release}`,
        parsePack(JSON.parse(files) as PackFiles, []).pack,
      ]),
    );
    return {
      // The state lies there as text, exact in its order of keys.
      cases: cases.map((row) => ({ ...row, state: JSON.parse(row.state as unknown as string) as CaseRow['state'] })),
      history: chainsOf(links),
      tasks,
      timers,
      outbox,
      records,
      idempotency: new Map(idempotency.map((row) => [row.key, row])),
      workflowOf: (row) => packs.get(`${row.pack}/${row.release}`)?.workflows[row.workflow],
    };
  } finally {
    await own.disconnect();
  }
}

function chainsOf(links: HistoryRow[]): Map<string, HistoryRow[]> {
  const chains = new Map<string, HistoryRow[]>();
  for (const link of links.sort((a, b) => a.seq - b.seq)) {
    const chain = chains.get(`${link.about}/${link.of}`) ?? [];
    chain.push(link);
    chains.set(`${link.about}/${link.of}`, chain);
  }
  return chains;
}
