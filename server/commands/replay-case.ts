// A case against its history: replaying the commands must lead to the state that is stored.
import { type HistoryDraft, type Json, type JsonObject, own, replay } from '../../engine/index.ts';
import { entryOf, isEntry } from '../domain/cases/entries.ts';
import type { CaseRow, HistoryRow } from '../store/rows.ts';
import { firstDifference, shown } from './difference.ts';
import type { StoreFault } from './faults.ts';
import type { Doc } from './place.ts';
import type { Releases } from './releases.ts';

/** Sealed, it was opened already. */
const stateIn = ({ state }: Doc): unknown => (typeof state === 'string' ? JSON.parse(state) : state);

export async function* replayCase(releases: Releases, links: Doc[], stored: Doc): AsyncGenerator<StoreFault> {
  const row = { ...stored, state: stateIn(stored) } as unknown as CaseRow;
  const of = { collection: 'cases', id: String(stored._id) };
  const pack = await releases.of(row.tenant, row.pack, row.release);
  const workflow = pack && own(pack.workflows, row.workflow);
  if (!workflow) {
    const release = `${row.pack} ${row.release}`;
    yield { ...of, path: '/release', code: 'case-unreadable', params: { release, workflow: row.workflow } };
    return;
  }
  const entries = (links as unknown as HistoryRow[]).filter(isEntry);
  const replayed = replay(
    workflow,
    entries.map((link): HistoryDraft => entryOf(link)),
  );
  if (!replayed.ok) {
    const [first] = replayed.issues;
    const at = entries[Number(first?.path.slice(1))];
    const history = { collection: 'history', id: `${row.tenant}/case/${row.id}`, path: `/${at?.seq ?? 1}` };
    const reason = first ? `${first.code} ${JSON.stringify(first.params)}` : '';
    yield { ...history, code: 'case-diverged', params: { reason } };
    return;
  }
  const state = replayed.value as unknown as JsonObject;
  const kept = { status: state.status, states: state.states, endedAt: state.endedAt } as JsonObject;
  const found = { status: row.status, states: row.states, endedAt: row.endedAt } as JsonObject;
  const compared: [string, Json, Json][] = [
    ['/state', row.state as unknown as Json, state],
    ['', found, kept],
  ];
  for (const [path, storedValue, wanted] of compared) {
    const different = firstDifference(storedValue, wanted);
    if (different === undefined) continue;
    const params = { stored: shown(different.one), replayed: shown(different.other) };
    yield { ...of, path: `${path}${different.path}`, code: 'case-differs', params };
    return;
  }
}
