// The only place where a case is written: snapshot with its revision, history, tasks, timers, record and outbox in one transaction.
import {
  type Advance,
  type CaseState,
  type EffectOf,
  type EffectType,
  type HistoryDraft,
  hashOf,
  type JsonObject,
  linkRecord,
  newFiles,
} from '../../../engine/index.ts';
import type { Deps, TenantStore } from '../../deps.ts';
import { type Subject, workflowContext } from '../../domain/cases/case-subject.ts';
import type { Told } from '../../domain/cases/tell.ts';
import { appendLink } from '../../domain/history/append-link.ts';
import { attachFiles } from '../../domain/records/attach-files.ts';
import { describe } from '../../domain/records/describe.ts';
import { withLinks } from '../../domain/records/link-source.ts';
import { storeNewRecord } from '../../domain/records/new-record.ts';
import { type Change, changesBetween } from '../../domain/records/record-changes.ts';
import type { Around } from '../../domain/surroundings/load-surroundings.ts';
import { handlers } from '../../effects/index.ts';
import { openRefused } from '../../effects/records.ts';
import type { EffectHandler, EffectScope, Writes } from '../../effects/scope.ts';
import type { CaseRow, RecordRow } from '../../store/rows.ts';

export type NewRows = {
  /** The case has no row yet. */
  isNew?: boolean;
  /** Nor has its record. */
  recordIsNew?: boolean;
};

/** Writes what a command led to. */
export async function applyAdvance(
  deps: Deps,
  tx: TenantStore,
  around: Around,
  before: Subject,
  advance: Advance,
  options: NewRows = {},
): Promise<{ subject: Subject; told: Told[] }> {
  const revision = options.isNew ? 1 : before.row.revision + 1;
  const row = rowAfter({ ...before.row, revision }, advance);
  const writes: Writes = {
    record: { ...before.record, caseStatus: caseStatusOf(advance.state) },
    links: [],
    tasks: [],
    taskChanges: [],
    timers: [],
    endedTimers: [],
    notices: [],
    settledTasks: [],
    outbox: [],
  };
  const scope: EffectScope = { deps, tx, around, subject: { ...before, row }, entry: advance.entry, writes, told: [] };
  for (const effect of advance.effects) await handle(scope, effect);
  const entries = [advance.entry, ...(await writeLinks(scope))];
  const { state } = row;
  for (const entry of entries)
    row.chain = await appendLink(deps, tx, 'case', row.id, linkOf(entry, row.form), row.chain);
  if (options.isNew) await tx.cases.insert(row);
  else await tx.cases.save(row, { ifRevision: before.row.revision });
  deps.reach?.(options.isNew ? 'start/half-written' : 'advance/half-written');
  const saved = { ...before, row };
  const record = options.recordIsNew
    ? await insertRecord(deps, tx, around, saved, writes.record)
    : await saveRecord(deps, tx, around, saved, writes.record, entries);
  await flush(tx, writes);
  for (const person of concerned(state)) scope.told.push({ person, event: { type: 'case', case: row.id, revision } });
  return { subject: { ...before, row, record }, told: scope.told };
}

function rowAfter(row: CaseRow, { state }: Advance): CaseRow {
  const after = { ...row, state, status: state.status, states: state.states };
  return state.endedAt === undefined ? after : { ...after, endedAt: state.endedAt };
}

/** Lets the engine write the links to records that the chart's actions have made, each as a command of its own. */
async function writeLinks(scope: EffectScope): Promise<HistoryDraft[]> {
  const { deps, tx, around, subject, writes, entry } = scope;
  const structure = deps.packs.structure(subject.loaded, subject.form.key);
  const entries: HistoryDraft[] = [];
  for (const made of writes.links) {
    const { workflow, row } = subject;
    const linked = await withLinks({ deps, around, rows: tx }, (links) => {
      const context = workflowContext({ ...subject, record: writes.record }, around, { structure, links });
      return linkRecord(workflow, row.state, { ...made, at: entry.at }, context);
    });
    if (!linked.ok) {
      await openRefused(scope, linked.issues);
      continue;
    }
    Object.assign(row, rowAfter(row, linked.value));
    for (const effect of linked.value.effects) await handle(scope, effect);
    entries.push(linked.value.entry);
  }
  return entries;
}

async function handle<T extends EffectType>(scope: EffectScope, effect: EffectOf<T>): Promise<void> {
  const handler = handlers[effect.type] as EffectHandler<T>;
  await handler(scope, effect.params);
}

function caseStatusOf({ status, outcome }: CaseState): NonNullable<RecordRow['caseStatus']> {
  if (status === 'done') return outcome ?? 'approved';
  return status;
}

/** A new record is stored as its case leaves it, so that nobody sees it before. */
async function insertRecord(
  deps: Deps,
  tx: TenantStore,
  around: Around,
  { form, loaded, row }: Subject,
  record: RecordRow,
): Promise<RecordRow> {
  return storeNewRecord(deps, tx, describe(record, form, loaded, around), row.id);
}

async function saveRecord(
  deps: Deps,
  tx: TenantStore,
  around: Around,
  { record: before, form, loaded, row }: Subject,
  after: RecordRow,
  entries: HistoryDraft[],
): Promise<RecordRow> {
  const [entry] = entries as [HistoryDraft];
  const changes = hashOf(before.data) === hashOf(after.data) ? [] : changesBetween(before.data, after.data);
  const moved = before.status !== after.status || before.caseStatus !== after.caseStatus || before.case !== after.case;
  if (changes.length === 0 && !moved) return before;
  if (changes.length > 0) {
    await attachFiles(tx, newFiles(form, before.data, after.data), before);
    describe(after, form, loaded, around);
    after.updatedBy = entry.by ?? before.updatedBy;
    const actor = entry.by === undefined ? {} : { actor: entry.by };
    const { typed, set } = byOrigin(changes, entries);
    // What the chart's actions set was not typed by the person whose decision led to it.
    for (const [by, part] of [[actor, typed] as const, [{}, set] as const]) {
      if (part.length === 0) continue;
      const body = { changes: part, case: row.id } as JsonObject;
      await appendLink(deps, tx, 'record', before.id, { kind: 'changed', at: entry.at, ...by, form: form.key, body });
    }
  }
  after.updatedAt = entry.at;
  return tx.records(before.form).save(after, { ifRevision: before.revision });
}

/** Changes that a person made, and those that only the chart's actions made. */
function byOrigin(changes: Change[], entries: HistoryDraft[]): { typed: Change[]; set: Change[] } {
  const [acted, written] = [new Set<string>(), new Set<string>()];
  for (const { kind, facts } of entries)
    for (const fact of facts) {
      if (fact.kind !== 'acted' && fact.kind !== 'written') continue;
      const made = fact.kind === 'acted' || kind === 'link' ? acted : written;
      for (const field of fact.fields) made.add(field);
    }
  const isSet = ({ path }: Change) => acted.has(path) && !written.has(path);
  return { typed: changes.filter((change) => !isSet(change)), set: changes.filter(isSet) };
}

function linkOf({ kind, at, by, ...body }: HistoryDraft, form: string) {
  return { kind, at, form, ...(by !== undefined && { actor: by }), body: body as unknown as JsonObject };
}

/** Notices of a task are read once the task is closed; of a task that goes to another person, those of everybody else. */
async function settleNotices(tx: TenantStore, { notices, settledTasks }: Writes): Promise<void> {
  for (const notice of notices)
    if (settledTasks.some(({ task, now }) => notice.task === task && notice.person !== now)) notice.read = true;
  const closed = settledTasks.flatMap(({ task, now }) => (now === undefined ? task : []));
  if (closed.length > 0) await tx.notices.update({ task: { $in: closed }, read: false }, { read: true });
  for (const { task, now } of settledTasks)
    if (now !== undefined) await tx.notices.update({ task, read: false, person: { $ne: now } }, { read: true });
}

async function flush(tx: TenantStore, writes: Writes): Promise<void> {
  for (const { id, set, unset } of writes.taskChanges) await tx.tasks.update({ id }, set as JsonObject, unset);
  if (writes.tasks.length > 0) await tx.tasks.insertMany(writes.tasks);
  if (writes.endedTimers.length > 0)
    await tx.timers.update({ id: { $in: writes.endedTimers } }, { status: 'cancelled' }, ['leaseUntil']);
  if (writes.timers.length > 0) await tx.timers.insertMany(writes.timers);
  await settleNotices(tx, writes);
  if (writes.notices.length > 0) await tx.notices.insertMany(writes.notices);
  if (writes.outbox.length > 0) await tx.outbox.insertMany(writes.outbox);
}

function concerned(state: CaseState): Set<string> {
  const people = new Set([state.initiator]);
  for (const { person } of Object.values(state.tasks)) if (person !== undefined) people.add(person);
  return people;
}
