import type { CaseState, JsonObject, Text } from '../../engine/index.ts';

/** What is stored, row by row. Times are ISO 8601 UTC texts, so that text order is time order; `revision` counts from 1. */
type Row = { id: string; tenant: string };

/** What administrators give an account. */
export type AccountGift = 'account' | 'password' | 'second-factor' | 'roles' | 'activation';
export type PersonRow = Row & {
  name: string;
  title: Text;
  unit: string;
  roles: string[];
  manager?: string;
  email?: string;
  active: boolean;
  locale?: string;
  passwordHash: string;
  /** Hashes of earlier passwords, the last one first. */
  formerPasswords?: string[];
  mustChangePassword: boolean;
  secondFactor?: SecondFactor;
  /** A factor that is being set up: nothing asks for it yet. `secret` is sealed. */
  pendingFactor?: { secret: string; until: string };
  failedSignIns: number;
  /** Who gave what, and when, since a second administrator last confirmed: until then the account cannot sign in. */
  awaits?: { by: string[]; gifts: AccountGift[]; at: string };
  lockedUntil?: string;
  lastSignInAt?: string;
  revision: number;
};
/** `secret` is sealed; `lastStep` is the step of the last one-time password; `recovery` are hashes of codes not yet used. */
export type SecondFactor = { secret: string; since: string; lastStep: number; recovery: string[] };
export type UnitRow = Row & {
  title: Text;
  kind: 'group' | 'company' | 'branch' | 'department';
  parent?: string;
  head?: string;
  /** Units of earlier builds have none: theirs is 1. */
  revision?: number;
};
/** `id` is the SHA-256 of the cookie's token: the store never holds what opens a session. */
export type SessionRow = Row & {
  person: string;
  csrf: string;
  createdAt: string;
  seenAt: string;
  expiresAt: string;
  /** When the person last proved who they are; absent: at its beginning. */
  provenAt?: string;
  ip?: string;
  agent?: string;
};

export type FormerData = { pack: string; release: number; data: JsonObject };
export type RecordRow = Row & {
  form: string;
  release: number;
  pack: string;
  revision: number;
  status: string;
  owner: string;
  unit: string;
  data: JsonObject;
  /** What newer releases of the form have no place for, as it was under the release named. */
  former?: FormerData[];
  /** When personal data was erased from it, and by whom. */
  erased?: { at: string; by: string };
  /** One administrator wants its personal data erased: a second one has to ask for the same. */
  erasing?: { at: string; by: string; reason: string };
  /** Changes with each transaction that copies from it, so that none of them runs beside one that erases it. */
  touched?: string;
  /** Lower-case tokens: words, pinyin, initials. */
  search: string[];
  /** Texts of `unique` as they are compared, by field. */
  same?: JsonObject;
  /** Keys by which texts and titles sort, by field. */
  order?: JsonObject;
  /** By which rules the three were derived from the data; absent in rows of the first build. */
  derived?: number;
  title: string;
  case?: string;
  /** Of that case: how it ended, or that it goes on. */
  caseStatus?: 'running' | 'suspended' | 'failed' | 'approved' | 'rejected' | 'cancelled';
  createdAt: string;
  createdBy: string;
  updatedAt: string;
  updatedBy: string;
};
export type CaseRow = Row & {
  no: string;
  workflow: string;
  form: string;
  record: string;
  pack: string;
  release: number;
  revision: number;
  title: string;
  status: string;
  states: string[];
  state: CaseState;
  /** The last link of its history: where the next one follows. */
  chain: { seq: number; hash: string };
  initiator: string;
  unit: string;
  startedAt: string;
  endedAt?: string;
};
export type TaskRow = Row & {
  case: string;
  no: string;
  workflow: string;
  form: string;
  record: string;
  pack: string;
  release: number;
  step: string;
  caseTitle: string;
  /** `waiting`: its holder has asked another person to sign first. */
  status: 'open' | 'waiting' | 'done' | 'cancelled';
  assignee?: string;
  pool?: string;
  kind: 'approval' | 'fill' | 'copy';
  initiator: string;
  unit: string;
  decision?: string;
  dueAt?: string;
  createdAt: string;
  endedAt?: string;
};
/** One link of the chain of a case (`about: case`) or record: append-only; unique by about, of and seq. */
export type HistoryRow = Row & {
  about: 'case' | 'record';
  of: string;
  seq: number;
  at: string;
  actor?: string;
  onBehalfOf?: string;
  kind: string;
  /** Of which form the record or the case's record is; links of earlier builds do not say. */
  form?: string;
  body: JsonObject;
  /** Random: the hash of a link gives none of its content away to trying. */
  salt?: string;
  /** Personal data was taken out of it: a later link of the kind `erased` answers for what it holds now. */
  erased?: { at: string };
  prevHash: string;
  hash: string;
};
export type TimerRow = Row & {
  case: string;
  no: string;
  timer: string;
  step: string;
  event: string;
  fireAt: string;
  status: 'waiting' | 'fired' | 'cancelled';
  leaseUntil?: string;
  attempts: number;
};
/** Something that leaves the system; `id` is its idempotency key `case:revision:n`. */
export type OutboxRow = Row & {
  type: string;
  params: JsonObject;
  case?: string;
  createdAt: string;
  dueAt: string;
  leaseUntil?: string;
  attempts: number;
  status: 'waiting' | 'sent' | 'dead';
  lastError?: string;
};
export type DraftRow = Row & {
  person: string;
  form: string;
  scope: string;
  data: JsonObject;
  revision: number;
  savedAt: string;
  /** What the draft before became; `revision` is that of this row then. */
  sent?: { revision: number; record: string; case?: string; at: string };
};
export type NoticeRow = Row & {
  person: string;
  title: string;
  text: string;
  at: string;
  read: boolean;
  link?: { kind: 'task' | 'case' | 'record'; id: string; form?: string };
  /** The task that it asks for: the notice is read once that is closed. */
  task?: string;
};
export type IncidentRow = Row & {
  at: string;
  code: string;
  params: JsonObject;
  case?: string;
  effect?: JsonObject;
  attempts: number;
  status: 'open' | 'closed';
  path?: string;
  cause?: string;
  closedBy?: string;
  reason?: string;
};
export type AuditRow = Row & {
  seq: number;
  at: string;
  actor?: string;
  action: string;
  params: JsonObject;
  ip?: string;
  correlationId?: string;
  prevHash: string;
  hash: string;
  /** Its hash, signed with the server's key; absent in rows of earlier builds. */
  mac?: string;
};
export type ReleaseRow = Row & {
  pack: string;
  release: number;
  hash: string;
  files: JsonObject;
  structures: { [form: string]: { hash: string; code: string } };
  /** Made of all of it with the server's key: what runs here was published here. */
  seal?: string;
  /** Keys of its forms, and hashes of their validators: what is looked up without reading `files` and `structures`. */
  forms?: string[];
  validators?: string[];
  at: string;
  by: string;
  /** Those who wrote it. */
  authors?: string[];
  note?: string;
  current: boolean;
  /** Releases of the packs that this one requires, as it was checked against them. */
  requires?: { [pack: string]: number };
  /** Taken from the folder of packs at a start. */
  from?: 'folder';
};
/** A key that values are sealed with, itself sealed with the server's key. `id` is `data-<number>`, or `index` for blind indexes. */
export type DataKeyRow = Row & { wrapped: string; createdAt: string };
/** `id` is `pack/kind/key`; the pack's own json is `pack/pack/pack`. */
export type PackDraftRow = Row & {
  pack: string;
  kind: string;
  key: string;
  json: JsonObject;
  revision: number;
  changedBy: string;
  changedAt: string;
  removed?: boolean;
  base?: number;
  /** All who have changed it since the last release; absent in rows of an earlier build, and after a release. */
  editors?: string[];
};
/** Settings of a tenant, in one row. What is not among the values is as delivered. */
export type SettingsRow = Row & {
  values: { publish?: 'alone' | 'four-eyes'; people?: 'alone' | 'four-eyes' };
  /** True while there has never been a second administrator of people: until then `people: four-eyes` holds nothing up. */
  untilSecond?: true;
  /** Who asked for `people: alone`; a second person must agree. */
  asksAlone?: { by: string; at: string };
  revision: number;
  changedBy: string;
  changedAt: string;
};
export type FileRow = Row & {
  name: string;
  size: number;
  type: string;
  sha256: string;
  owner: string;
  createdAt: string;
  attachedTo?: { form: string; record: string };
};
export type IdempotencyRow = Row & {
  person: string;
  key: string;
  bodyHash: string;
  status: number;
  body?: JsonObject;
  createdAt: string;
  expiresAt: string;
};
