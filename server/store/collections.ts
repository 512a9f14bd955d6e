// Every collection: the paths of its rows, its indexes, and what a refusal calls a row of it.
// Paths are declared so that a query on a misspelt one is refused instead of matching everything.
import { cases, drafts, history, outbox, tasks, timers } from './case-collections.ts';
import type { Collection } from './collection.ts';
import type {
  AuditRow,
  DataKeyRow,
  FileRow,
  IdempotencyRow,
  IncidentRow,
  NoticeRow,
  PackDraftRow,
  PersonRow,
  ReleaseRow,
  SessionRow,
  SettingsRow,
  UnitRow,
} from './rows.ts';
import { byId } from './sharding.ts';

export { cases, drafts, history, outbox, records, timers } from './case-collections.ts';

const text = 'text';
const number = 'number';
const json = 'json';

export const people: Collection<PersonRow> = {
  name: 'people',
  noun: 'person',
  placement: { whole: 'small, and read by every request' },
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
    formerPasswords: 'texts',
    mustChangePassword: 'flag',
    secondFactor: json,
    pendingFactor: json,
    failedSignIns: number,
    awaits: json,
    lockedUntil: text,
    lastSignInAt: text,
    revision: number,
  },
  indexes: [{ keys: { name: 1 }, unique: true }],
};

export const units: Collection<UnitRow> = {
  name: 'units',
  noun: 'unit',
  placement: { whole: 'small, and read by every request' },
  paths: { title: json, kind: text, parent: text, head: text, revision: number },
  indexes: [],
};

export const sessions: Collection<SessionRow> = {
  name: 'sessions',
  noun: 'person',
  placement: { whole: 'one row for each person who is signed in, found by a token that is unique' },
  paths: {
    person: text,
    csrf: text,
    createdAt: text,
    seenAt: text,
    expiresAt: text,
    provenAt: text,
    ip: text,
    agent: text,
  },
  indexes: [
    { keys: { id: 1 }, unique: true, across: true },
    { keys: { person: 1 } },
    { keys: { expiresAt: 1 }, across: true },
  ],
  retention: { after: 'expiresAt', days: 0 },
};

export const notices: Collection<NoticeRow> = {
  name: 'notices',
  noun: 'notice',
  placement: byId,
  paths: { person: text, title: text, text, at: text, read: 'flag', link: json, task: text },
  indexes: [
    { keys: { person: 1, read: 1 } },
    { keys: { person: 1, at: -1 } },
    { keys: { task: 1 } },
    { keys: { at: 1 }, across: true },
  ],
  retention: { after: 'at', days: 180 },
};

export const incidents: Collection<IncidentRow> = {
  name: 'incidents',
  noun: 'incident',
  placement: byId,
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
  retention: { after: 'at', days: 365, where: { path: 'status', in: ['closed'] } },
};

export const audit: Collection<AuditRow> = {
  name: 'audit',
  noun: 'record',
  placement: { tenant: 1 },
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
    mac: text,
  },
  indexes: [
    { keys: { seq: 1 }, unique: true },
    { keys: { actor: 1, seq: -1 } },
    { keys: { action: 1, seq: -1 } },
    { keys: { at: 1 } },
  ],
};

export const releases: Collection<ReleaseRow> = {
  name: 'releases',
  noun: 'release',
  placement: { whole: 'a few rows for each publication' },
  paths: {
    pack: text,
    release: number,
    hash: text,
    files: 'document',
    structures: 'document',
    seal: text,
    forms: 'texts',
    validators: 'texts',
    at: text,
    by: text,
    authors: 'texts',
    note: text,
    current: 'flag',
    requires: json,
    from: text,
  },
  indexes: [
    { keys: { pack: 1, release: 1 }, unique: true },
    { keys: { current: 1 } },
    { keys: { forms: 1 } },
    { keys: { validators: 1 } },
  ],
};

export const packDrafts: Collection<PackDraftRow> = {
  name: 'packDrafts',
  noun: 'definition',
  placement: { whole: 'a row for each definition that is being edited' },
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
    editors: 'texts',
  },
  indexes: [{ keys: { pack: 1 } }],
};

export const settings: Collection<SettingsRow> = {
  name: 'settings',
  noun: 'settings',
  placement: { whole: 'one row for each tenant' },
  paths: {
    values: json,
    untilSecond: 'flag',
    asksAlone: json,
    revision: number,
    changedBy: text,
    changedAt: text,
  },
  indexes: [],
};

export const files: Collection<FileRow> = {
  name: 'files',
  noun: 'file',
  placement: byId,
  paths: { name: text, size: number, type: text, sha256: text, owner: text, createdAt: text, attachedTo: json },
  indexes: [{ keys: { owner: 1, createdAt: -1 } }],
};

export const idempotency: Collection<IdempotencyRow> = {
  name: 'idempotency',
  noun: 'record',
  placement: byId,
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
  retention: { after: 'expiresAt', days: 0 },
};

export const dataKeys: Collection<DataKeyRow> = {
  name: 'keys',
  noun: 'record',
  placement: { whole: 'a few rows for each tenant' },
  paths: { wrapped: text, createdAt: text },
  indexes: [],
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
  settings,
  files,
  idempotency,
  dataKeys,
] as const;
