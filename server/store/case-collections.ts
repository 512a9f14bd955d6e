// Where work in progress lies: records, their cases, and what those wait for.
import type { Collection } from './collection.ts';
import type { CaseRow, DraftRow, HistoryRow, OutboxRow, RecordRow, TaskRow, TimerRow } from './rows.ts';
import { byId } from './sharding.ts';

const text = 'text';
const number = 'number';
const json = 'json';

export const records = (tenant: string, form: string): Collection<RecordRow> => ({
  name: `records.${tenant}.${form}`,
  noun: 'record',
  // Of a form with unique fields see `placementOfRecords`.
  placement: byId,
  paths: {
    form: text,
    release: number,
    pack: text,
    revision: number,
    status: text,
    owner: text,
    unit: text,
    data: json,
    former: json,
    erased: json,
    erasing: json,
    touched: text,
    search: 'texts',
    same: json,
    order: json,
    derived: number,
    title: text,
    case: text,
    caseStatus: text,
    createdAt: text,
    createdBy: text,
    updatedAt: text,
    updatedBy: text,
  },
  indexes: [
    { keys: { createdAt: -1 } },
    { keys: { owner: 1, createdAt: -1 } },
    { keys: { unit: 1, createdAt: -1 } },
    { keys: { status: 1, createdAt: -1 } },
    { keys: { search: 1 } },
  ],
});

export const cases: Collection<CaseRow> = {
  name: 'cases',
  noun: 'case',
  placement: byId,
  paths: {
    no: text,
    workflow: text,
    form: text,
    record: text,
    pack: text,
    release: number,
    revision: number,
    title: text,
    status: text,
    states: 'texts',
    state: 'document',
    chain: json,
    initiator: text,
    unit: text,
    startedAt: text,
    endedAt: text,
  },
  indexes: [
    { keys: { workflow: 1, status: 1, startedAt: -1 } },
    { keys: { initiator: 1, startedAt: -1 } },
    { keys: { record: 1 } },
  ],
};

export const tasks: Collection<TaskRow> = {
  name: 'tasks',
  noun: 'task',
  placement: byId,
  paths: {
    case: text,
    no: text,
    workflow: text,
    form: text,
    record: text,
    pack: text,
    release: number,
    step: text,
    caseTitle: text,
    status: text,
    assignee: text,
    pool: text,
    kind: text,
    initiator: text,
    unit: text,
    decision: text,
    dueAt: text,
    createdAt: text,
    endedAt: text,
  },
  indexes: [
    { keys: { assignee: 1, status: 1, createdAt: -1 } },
    { keys: { pool: 1, status: 1 }, where: ['pool'] },
    { keys: { case: 1 } },
  ],
};

export const history: Collection<HistoryRow> = {
  name: 'history',
  noun: 'case',
  placement: { tenant: 1, about: 1, of: 1 },
  paths: {
    about: text,
    of: text,
    seq: number,
    at: text,
    actor: text,
    onBehalfOf: text,
    kind: text,
    form: text,
    body: json,
    salt: text,
    erased: json,
    prevHash: text,
    hash: text,
  },
  indexes: [{ keys: { about: 1, of: 1, seq: 1 }, unique: true }, { keys: { at: 1 } }],
};

export const timers: Collection<TimerRow> = {
  name: 'timers',
  noun: 'timer',
  placement: byId,
  paths: {
    case: text,
    no: text,
    timer: text,
    step: text,
    event: text,
    fireAt: text,
    status: text,
    leaseUntil: text,
    attempts: number,
  },
  indexes: [{ keys: { status: 1, fireAt: 1 }, across: true }, { keys: { case: 1 } }],
  retention: { after: 'fireAt', days: 180, where: { path: 'status', in: ['fired', 'cancelled'] } },
};

export const outbox: Collection<OutboxRow> = {
  name: 'outbox',
  noun: 'task',
  placement: byId,
  paths: {
    type: text,
    params: json,
    case: text,
    createdAt: text,
    dueAt: text,
    leaseUntil: text,
    attempts: number,
    status: text,
    lastError: text,
  },
  indexes: [
    { keys: { status: 1, dueAt: 1 }, across: true },
    { keys: { case: 1 }, where: ['case'] },
  ],
  // The text of a mail is personal data; its key has long kept a second copy away.
  retention: { after: 'dueAt', days: 30, where: { path: 'status', in: ['sent'] } },
};

export const drafts: Collection<DraftRow> = {
  name: 'drafts',
  noun: 'draft',
  placement: { whole: 'a row for each form that a person is filling in' },
  paths: { person: text, form: text, scope: text, data: json, revision: number, savedAt: text, sent: json },
  indexes: [{ keys: { person: 1, form: 1, scope: 1 }, unique: true }],
  retention: { after: 'savedAt', days: 90 },
};
