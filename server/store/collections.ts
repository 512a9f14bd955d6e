// Every collection: the paths of its rows, its indexes, and what a refusal calls a row of it.
// Paths are declared so that a query on a misspelt one is refused instead of matching everything.
import type { Noun } from '../fault.ts';
import type {
  AuditRow,
  CaseRow,
  DraftRow,
  FileRow,
  HistoryRow,
  IdempotencyRow,
  IncidentRow,
  NoticeRow,
  OutboxRow,
  PackDraftRow,
  PersonRow,
  RecordRow,
  ReleaseRow,
  SessionRow,
  TaskRow,
  TimerRow,
  UnitRow,
} from './rows.ts';

/** `document` is stored as JSON text: exact in key order and numbers, free of the store's limits on keys; no query reaches into it. */
export type PathType = 'text' | 'texts' | 'number' | 'flag' | 'json' | 'document';

export type Index = {
  keys: { [path: string]: 1 | -1 };
  unique?: true;
  /** For look-ups that are made before the tenant is known, or by workers for all tenants: without the tenant before it. */
  across?: true;
  /** Only rows that have all of these paths. */
  where?: string[];
};

export type Collection<T> = {
  name: string;
  noun: Noun;
  paths: { [K in keyof Required<Omit<T, 'id' | 'tenant'>>]: PathType };
  /** The tenant goes before the keys of each, unless it says otherwise. */
  indexes: Index[];
};

const text = 'text';
const number = 'number';
const json = 'json';

export const people: Collection<PersonRow> = {
  name: 'people',
  noun: 'person',
  paths: {
    name: text,
    title: json,
    unit: text,
    roles: 'texts',
    manager: text,
    email: text,
    active: 'flag',
    locale: text,
    passwordHash: text,
    mustChangePassword: 'flag',
    failedSignIns: number,
    lockedUntil: text,
    lastSignInAt: text,
    revision: number,
  },
  indexes: [{ keys: { name: 1 }, unique: true }],
};

export const units: Collection<UnitRow> = {
  name: 'units',
  noun: 'unit',
  paths: { title: json, kind: text, parent: text, head: text },
  indexes: [],
};

export const sessions: Collection<SessionRow> = {
  name: 'sessions',
  noun: 'person',
  paths: { person: text, csrf: text, createdAt: text, seenAt: text, expiresAt: text, ip: text, agent: text },
  indexes: [
    { keys: { id: 1 }, unique: true, across: true },
    { keys: { person: 1 } },
    { keys: { expiresAt: 1 }, across: true },
  ],
};

export const records = (tenant: string, form: string): Collection<RecordRow> => ({
  name: `records.${tenant}.${form}`,
  noun: 'record',
  paths: {
    form: text,
    release: number,
    pack: text,
    revision: number,
    status: text,
    owner: text,
    unit: text,
    data: json,
    search: 'texts',
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
  paths: {
    about: text,
    of: text,
    seq: number,
    at: text,
    actor: text,
    onBehalfOf: text,
    kind: text,
    body: json,
    prevHash: text,
    hash: text,
  },
  indexes: [{ keys: { about: 1, of: 1, seq: 1 }, unique: true }, { keys: { at: 1 } }],
};

export const timers: Collection<TimerRow> = {
  name: 'timers',
  noun: 'timer',
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
};

export const outbox: Collection<OutboxRow> = {
  name: 'outbox',
  noun: 'task',
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
};

export const drafts: Collection<DraftRow> = {
  name: 'drafts',
  noun: 'draft',
  paths: { person: text, form: text, scope: text, data: json, revision: number, savedAt: text },
  indexes: [{ keys: { person: 1, form: 1, scope: 1 }, unique: true }],
};

export const notices: Collection<NoticeRow> = {
  name: 'notices',
  noun: 'notice',
  paths: { person: text, title: text, text, at: text, read: 'flag', link: json },
  indexes: [{ keys: { person: 1, read: 1 } }, { keys: { person: 1, at: -1 } }],
};

export const incidents: Collection<IncidentRow> = {
  name: 'incidents',
  noun: 'incident',
  paths: {
    at: text,
    code: text,
    params: json,
    case: text,
    effect: json,
    attempts: number,
    status: text,
    path: text,
    cause: text,
    closedBy: text,
    reason: text,
  },
  indexes: [{ keys: { status: 1, at: -1 } }, { keys: { case: 1 }, where: ['case'] }],
};

export const audit: Collection<AuditRow> = {
  name: 'audit',
  noun: 'record',
  paths: {
    seq: number,
    at: text,
    actor: text,
    action: text,
    params: json,
    ip: text,
    correlationId: text,
    prevHash: text,
    hash: text,
  },
  indexes: [{ keys: { seq: 1 }, unique: true }, { keys: { actor: 1, seq: -1 } }],
};

export const releases: Collection<ReleaseRow> = {
  name: 'releases',
  noun: 'release',
  paths: {
    pack: text,
    release: number,
    hash: text,
    files: 'document',
    structures: 'document',
    at: text,
    by: text,
    note: text,
    current: 'flag',
    requires: json,
    from: text,
  },
  indexes: [{ keys: { pack: 1, release: 1 }, unique: true }, { keys: { current: 1 } }],
};

export const packDrafts: Collection<PackDraftRow> = {
  name: 'packDrafts',
  noun: 'definition',
  paths: {
    pack: text,
    kind: text,
    key: text,
    json: 'document',
    revision: number,
    changedBy: text,
    changedAt: text,
    removed: 'flag',
    base: number,
  },
  indexes: [{ keys: { pack: 1 } }],
};

export const files: Collection<FileRow> = {
  name: 'files',
  noun: 'file',
  paths: { name: text, size: number, type: text, sha256: text, owner: text, createdAt: text, attachedTo: json },
  indexes: [{ keys: { owner: 1, createdAt: -1 } }],
};

export const idempotency: Collection<IdempotencyRow> = {
  name: 'idempotency',
  noun: 'record',
  paths: {
    person: text,
    key: text,
    bodyHash: text,
    status: number,
    body: 'document',
    createdAt: text,
    expiresAt: text,
  },
  indexes: [{ keys: { expiresAt: 1 }, across: true }],
};

/** The collections that every tenant shares; records have one for each form. */
export const shared = [
  people,
  units,
  sessions,
  cases,
  tasks,
  history,
  timers,
  outbox,
  drafts,
  notices,
  incidents,
  audit,
  releases,
  packDrafts,
  files,
  idempotency,
] as const;
