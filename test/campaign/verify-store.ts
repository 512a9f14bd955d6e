// The judge of a campaign. It reads the database, never the server, and knows three ways to break the promise: something
// acknowledged is lost, something happened twice, something happened by halves.
import { isDeepStrictEqual } from 'node:util';
import { type HistoryDraft, hashOf, type Json, type JsonObject, replay } from '../../engine/index.ts';
import type { CaseRow, HistoryRow } from '../../server/store/rows.ts';
import type { Ledger } from './ledger.ts';
import type { Stored } from './stored.ts';

export type Fault = { kind: 'lost' | 'doubled' | 'half'; place: string; what: string };

/** `mailsPerPaid`: how many messages the pack sends when a case ends approved. */
export function verifyStore(stored: Stored, ledger: Ledger, mailsPerPaid: number): Fault[] {
  return [
    ...lostOf(stored, ledger),
    ...doubledOf(stored, ledger),
    ...stored.cases.flatMap((row) => halvesOf(stored, row, mailsPerPaid)),
    ...strays(stored),
  ];
}

function lostOf(stored: Stored, { submits, decisions }: Ledger): Fault[] {
  const lost = (place: string, what: string): Fault => ({ kind: 'lost', place, what });
  const faults: Fault[] = [];
  const cases = new Map(stored.cases.map((row) => [row.id, row]));
  const records = new Map(stored.records.map((row) => [row.id, row]));
  for (const [mark, { key, case: id, record }] of submits) {
    if (id === undefined || record === undefined) continue;
    if (cases.get(id)?.record !== record) faults.push(lost(`case ${id}`, 'its request was acknowledged'));
    if (records.get(record)?.data.note !== mark) faults.push(lost(`record ${record}`, 'its request was acknowledged'));
    if (stored.idempotency.get(key)?.status !== 201)
      faults.push(lost(`key ${key}`, 'the answer that was given is not kept'));
  }
  const tasks = new Map(stored.tasks.map((row) => [row.id, row]));
  for (const { key, case: id, task, person } of decisions) {
    const links = stored.history.get(`case/${id}`) ?? [];
    if (!links.some((link) => isDecision(link, task) && link.actor === person))
      faults.push(lost(`case ${id}`, `the decision of ${person} on ${task} was acknowledged`));
    if (tasks.get(task)?.decision !== 'approve') faults.push(lost(`task ${task}`, 'its decision was acknowledged'));
    if (stored.idempotency.get(key)?.status !== 200)
      faults.push(lost(`key ${key}`, 'the answer that was given is not kept'));
  }
  return faults;
}

function doubledOf(stored: Stored, { submits }: Ledger): Fault[] {
  const doubled = (place: string, what: string): Fault => ({ kind: 'doubled', place, what });
  const faults: Fault[] = [];
  for (const [mark, count] of counted(stored.records.map(({ data }) => String(data.note))))
    if (count > 1 && submits.has(mark)) faults.push(doubled(`request ${mark}`, `made ${count} records`));
  for (const [record, count] of counted(stored.cases.map((row) => row.record)))
    if (count > 1) faults.push(doubled(`record ${record}`, `has ${count} cases`));
  for (const [chain, links] of stored.history) {
    for (const [task, count] of counted(links.map(taskDecided).filter((task) => task !== undefined)))
      if (count > 1) faults.push(doubled(chain, `task ${task} was decided ${count} times`));
  }
  for (const numbers of [stored.cases.map(({ no }) => no), stored.records.map(({ data }) => String(data.no))])
    for (const [no, count] of counted(numbers)) if (count > 1) faults.push(doubled(no, `was given ${count} times`));
  return faults;
}

/** Whatever the state of a case says must be there as rows, and nothing else. */
function halvesOf(stored: Stored, row: CaseRow, mailsPerPaid: number): Fault[] {
  const faults: Fault[] = [];
  const expect = (what: string, found: unknown, wanted: unknown) => {
    if (!isDeepStrictEqual(plain(found), plain(wanted)))
      faults.push({
        kind: 'half',
        place: `case ${row.id}`,
        what: `${what}: found ${JSON.stringify(found)}, expected ${JSON.stringify(wanted)}`.slice(0, 500),
      });
  };
  const { state } = row;
  const links = stored.history.get(`case/${row.id}`) ?? [];
  expect('broken link of its history', brokenLink(links)?.seq, undefined);
  expect('end of its history', row.chain, { seq: links.length, hash: links.at(-1)?.hash });
  expect('revision', row.revision, links.length);
  const workflow = stored.workflowOf(row);
  const replayed = workflow && replay(workflow, links.map(toEntry));
  expect('state that its history leads to', replayed?.ok ? replayed.value : replayed, state);
  expect('status', [row.status, row.states], [state.status, state.states]);

  const tasks = stored.tasks.filter((task) => task.case === row.id);
  expect(
    'tasks',
    inOrder(tasks.map(({ id, status, assignee, decision }) => ({ id, status, assignee, decision }))),
    inOrder(
      Object.values(state.tasks).map((task) => ({
        id: `${row.id}.${task.id}`,
        status: task.status,
        assignee: task.person,
        // A holder who had no say any more has the decision that closed the task.
        decision: task.decision ?? task.closed?.decision,
      })),
    ),
  );
  const timers = stored.timers.filter((timer) => timer.case === row.id && timer.status === 'waiting');
  expect(
    'waiting timers',
    inOrder(timers.map(({ id, event, fireAt }) => ({ id, event, fireAt }))),
    inOrder(Object.values(state.timers).map(({ id, event, fireAt }) => ({ id: `${row.id}.${id}`, event, fireAt }))),
  );
  const record = stored.records.find(({ id }) => id === row.record);
  expect('record', [record?.case, record?.status], [row.id, state.recordStatus]);
  expect('data of its record', record && hashOf(record.data), state.data.hash);
  const about = stored.history.get(`record/${row.record}`) ?? [];
  expect('first link of its record', about[0]?.kind, 'created');
  expect('broken link of its record', brokenLink(about)?.seq, undefined);
  const mails = stored.outbox.filter((mail) => mail.case === row.id).map(({ id }) => id);
  const due = state.outcome === 'approved' ? mailsPerPaid : 0;
  expect(
    'messages',
    mails.sort(),
    Array.from({ length: due }, (_, index) => `${row.id}:${row.revision}:${index + 1}`),
  );
  return faults;
}

/** Rows of cases that are not there; numbers of a series that nobody has. */
function strays(stored: Stored): Fault[] {
  const half = (place: string, what: string): Fault => ({ kind: 'half', place, what });
  const cases = new Set(stored.cases.map(({ id }) => id));
  const records = new Set(stored.records.map(({ id }) => id));
  const faults: Fault[] = [];
  const ofCases = { tasks: stored.tasks, timers: stored.timers, outbox: stored.outbox };
  for (const [name, rows] of Object.entries(ofCases))
    for (const row of rows) if (!cases.has(row.case ?? '')) faults.push(half(`${name} ${row.id}`, 'has no case'));
  for (const { id, case: of } of stored.records)
    if (!cases.has(of ?? '')) faults.push(half(`record ${id}`, 'has no case'));
  for (const [chain, [link]] of stored.history)
    if (link?.about === 'case' && !cases.has(link.of)) faults.push(half(`history ${chain}`, 'is of no case'));
  for (const row of stored.cases) if (!records.has(row.record)) faults.push(half(`case ${row.id}`, 'has no record'));
  for (const numbers of [stored.cases.map(({ no }) => no), stored.records.map(({ data }) => String(data.no))]) {
    const given = numbers.map((no) => Number(no.slice(-6)));
    if (given.length > 0 && Math.max(...given) !== given.length)
      faults.push(half('serial numbers', `${given.length} were given, the last is ${Math.max(...given)}`));
  }
  return faults;
}

function brokenLink(links: HistoryRow[]): HistoryRow | undefined {
  let prevHash = '';
  for (const [index, link] of links.entries()) {
    const { _id, id, tenant, hash, ...body } = link as HistoryRow & { _id: string };
    if (link.seq !== index + 1 || link.prevHash !== prevHash || hashOf(body as unknown as Json) !== hash) return link;
    prevHash = hash;
  }
  return undefined;
}

function toEntry({ kind, at, actor, body }: HistoryRow): HistoryDraft {
  return { kind, at, ...(actor !== undefined && { by: actor }), ...body } as unknown as HistoryDraft;
}

function taskDecided({ of, kind, body }: HistoryRow): string | undefined {
  return kind === 'decide' ? `${of}.${String((body.command as JsonObject).task)}` : undefined;
}

const isDecision = (link: HistoryRow, task: string) => taskDecided(link) === task;

function counted(values: string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

const inOrder = <T extends { id: string }>(rows: T[]) => rows.sort((a, b) => (a.id < b.id ? -1 : 1));

// What is absent and what is undefined are the same in a row.
const plain = (value: unknown): unknown => (value === undefined ? undefined : JSON.parse(JSON.stringify(value)));
