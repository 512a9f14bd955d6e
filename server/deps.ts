import type {
  Actor,
  Filter,
  Form,
  Issue,
  Json,
  JsonObject,
  LiveEvent,
  Locale,
  Organisation,
  Pack,
  WorkCalendar,
} from '../engine/index.ts';
import type { Config } from './config.ts';
import type { FailPoint } from './fail-points.ts';
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
  SettingsRow,
  TaskRow,
  TimerRow,
  UnitRow,
} from './store/rows.ts';

/** What operations may use. Built once in `main.ts`; tests build the same with other values. Operations know these ports, not Express or Mongoose. */
export type Deps = {
  config: Config;
  store: Store;
  clock: Clock;
  log: Log;
  packs: Packs;
  live: Live;
  mail: Mail;
  files: FileStore;
  passwords: Passwords;
  secrets: Secrets;
  ids: { next(): string };
  /** Called at the places named there; absent unless a crash campaign asked to die at one of them. */
  reach?: (point: FailPoint) => void;
  /**
   * Keeps the answer of a request that is carried out once, in the transaction of its change: who repeats it then gets that
   * answer, also when this server dies before it could send it. Absent where no key was sent.
   */
  remember?: (tx: TenantStore, answer: { status: number; body: unknown }) => Promise<void>;
};

export type Clock = { now(): string };
export type Log = {
  info(fields: JsonObject, message: string): void;
  warn(fields: JsonObject, message: string): void;
  error(fields: JsonObject, message: string): void;
};

/** Compiles a filter into a test of one row. */
export type RowTest = (filter: Filter) => (row: JsonObject) => boolean;

/** Rows by tenant: a query without a tenant cannot be written. */
export type Store = {
  kind: 'embedded' | 'mongodb';
  /** Decides about rows in memory as the store does. Only where the rows lie in this process. */
  rowTest?: RowTest;
  /** Reads and single writes outside a transaction. */
  tenant(tenant: string): TenantStore;
  /** All writes of `work` or none; run again on a write conflict, so `work` has no effect outside `tx`. */
  transaction<T>(tenant: string, work: (tx: TenantStore) => Promise<T>): Promise<T>;
  tenants(): Promise<string[]>;
  /** Rows of workers, across tenants: due timers, outbox. */
  claimDue<K extends 'timers' | 'outbox'>(
    queue: K,
    now: string,
    leaseUntil: string,
    limit: number,
  ): Promise<(K extends 'timers' ? TimerRow : OutboxRow)[]>;
  sessionByToken(tokenHash: string): Promise<SessionRow | undefined>;
  limits: Limits;
  events: Events;
  /** Removes what has run out: sessions, remembered answers, counted attempts, told events. */
  prune(now: string): Promise<void>;
  /**
   * Brings what lies in a tenant's store into line with its published forms: seals what an earlier build or release left in clear,
   * opens what the form has and does not encrypt any more. In steps that may be stopped and repeated; answers how many rows were
   * changed. `setAside` hears of each record that looks like another in an encrypted field that must differ.
   */
  sealStored(tenant: string, setAside?: (form: Form) => void): Promise<number>;
  /** Rejects when the store does not answer, or takes no writes. */
  ping(): Promise<void>;
  close(): Promise<void>;
};

export type TenantStore = {
  tenant: string;
  records(form: string): Repository<RecordRow>;
  cases: Repository<CaseRow>;
  tasks: Repository<TaskRow>;
  history: Repository<HistoryRow>;
  timers: Repository<TimerRow>;
  outbox: Repository<OutboxRow>;
  drafts: Repository<DraftRow>;
  notices: Repository<NoticeRow>;
  incidents: Repository<IncidentRow>;
  people: Repository<PersonRow>;
  units: Repository<UnitRow>;
  sessions: Repository<SessionRow>;
  audit: Repository<AuditRow>;
  releases: Repository<ReleaseRow>;
  packDrafts: Repository<PackDraftRow>;
  settings: Repository<SettingsRow>;
  files: Repository<FileRow>;
  idempotency: Repository<IdempotencyRow>;
  /**
   * The next number of a series, from 1, without gaps (given in the same transaction as what uses it); with `count`, so many at
   * once, of which it answers the last.
   */
  nextNumber(series: string, count?: number): Promise<number>;
  /** In a transaction: of those that take the same turn, one after the other is run. For what all of them change: the end of a chain. */
  takeTurn(name: string): Promise<void>;
  /** In a transaction: none that changes the record runs beside this one. Outside of one, nothing. */
  touchRecord(form: string, id: string): Promise<void>;
  /** The last number given of a series, 0 before the first: a cheap question whether something has changed. */
  currentNumber(series: string): Promise<number>;
  /** Makes the record collection of a form and its indexes (`fields` are paths of the row: `status`, `data.no`), without blocking. Outside transactions only. */
  ensureRecords(form: string, indexes: { fields: string[]; unique: boolean }[]): Promise<void>;
};

/** Longest that a person's list, search or figure may take in the store, in milliseconds. */
export const QUERY_MS = 2_000;

/** `limitMs`: the store gives up after this, and the request is refused. `fields`: only these paths are read; the row is then incomplete, whatever its type says. */
export type Query = {
  filter?: Filter;
  sort?: string[];
  skip?: number;
  limit?: number;
  fields?: string[];
  limitMs?: number;
};

/** Attempts counted by key in windows of time that begin with the first one. */
export type Limits = {
  /** Counts one; answers the window's count with it. */
  hit(key: string, now: string, seconds: number): Promise<LimitState>;
  read(key: string, now: string): Promise<LimitState | undefined>;
  /** True if it was there: of several at once, one hears so. */
  clear(key: string): Promise<boolean>;
  /** Forgets every key that begins so. */
  clearUnder(prefix: string): Promise<void>;
};
export type LimitState = { count: number; firstAt: string; lastAt: string };

/** What was told to people lately. `id` orders them; `server` is who told it. */
export type Events = {
  append(rows: EventRow[]): Promise<void>;
  /** Of other servers, from a point in time on. */
  since(at: string, exceptServer: string): Promise<EventRow[]>;
  /** What a person missed after the given id. */
  missed(tenant: string, person: string, after: string, limit: number): Promise<EventRow[]>;
};
export type EventRow = { id: string; tenant: string; person: string; server: string; at: string; event: LiveNews };
/** What streams are told. `session`: some of the person's sessions may be over; no browser hears of it. */
export type LiveNews = LiveEvent | { type: 'session' };

/** One collection of one tenant. Filters are MongoDB filters over the row's own paths; the tenant is added to each by the store. */
export type Repository<T extends { id: string }> = {
  get(id: string): Promise<T | undefined>;
  find(query: Query): Promise<T[]>;
  first(query: Query): Promise<T | undefined>;
  count(filter?: Filter, limitMs?: number): Promise<number>;
  insert(row: Omit<T, 'tenant'>): Promise<void>;
  insertMany(rows: Omit<T, 'tenant'>[]): Promise<void>;
  /** Replaces the row; with `ifRevision`, throws `conflict` unless the stored row has it. Sets `revision` to the next where the row has one. */
  save(row: T, options?: { ifRevision?: number }): Promise<T>;
  /** Sets the given paths of all rows that match; answers how many. */
  update(filter: Filter, set: JsonObject, unset?: string[]): Promise<number>;
  remove(filter: Filter): Promise<number>;
  /** Rows of an aggregation pipeline; the tenant's `$match` is put first by the store. */
  aggregate(stages: Json[], limitMs?: number): Promise<JsonObject[]>;
};

/** Current releases, parsed. A parsed release never changes, so keeping it in memory is safe with any number of servers. */
export type Packs = {
  current(tenant: string): Promise<LoadedPack[]>;
  release(tenant: string, pack: string, release: number): Promise<LoadedPack>;
  /** Whether any release of the tenant, current or earlier, has the form: only then are there records of it. */
  holdsForm(tenant: string, form: string): Promise<boolean>;
  /** The release that has the form now, or the newest one that had it: what its rights are where no pack has it any more. */
  lastWithForm(tenant: string, form: string): Promise<LoadedPack | undefined>;
  /** The pack that holds the form/workflow/dashboard/page now; throws `not-found`. */
  withForm(tenant: string, form: string): Promise<LoadedPack>;
  withWorkflow(tenant: string, workflow: string): Promise<LoadedPack>;
  withDashboard(tenant: string, dashboard: string): Promise<LoadedPack>;
  withPage(tenant: string, page: string): Promise<LoadedPack>;
  /** Forget which release is current, after a publication here or elsewhere. */
  refresh(tenant: string): void;
  /** Structure validator of a form of a release (standalone code made at publish). */
  structure(loaded: LoadedPack, form: string): (data: unknown) => Issue[];
  /** Names the validator's code, and with it the module that browsers load. */
  structureHash(loaded: LoadedPack, form: string): string | undefined;
  structureCode(loaded: LoadedPack, form: string): string | undefined;
};
export type LoadedPack = { key: string; release: number; hash: string; pack: Pack };

/** Server-sent events to people, across servers through the store. */
export type Live = {
  publish(tenant: string, person: string | 'everybody', event: LiveNews): void;
  subscribe(tenant: string, person: string, send: (id: string, event: LiveNews) => void): () => void;
};
export type Mail = {
  enabled: boolean;
  send(message: { to: string; subject: string; text: string; html?: string; key: string }): Promise<void>;
  close(): void;
};
export type FileStore = {
  write(id: string, bytes: Uint8Array): Promise<void>;
  read(id: string): Promise<Uint8Array>;
  remove(id: string): Promise<void>;
};
export type Passwords = {
  hash(password: string): Promise<string>;
  verify(hash: string, password: string): Promise<boolean> /** Costs what `verify` costs, for an unknown name. */;
  verifyNothing(password: string): Promise<void>;
};

/** Texts that the server must read again but the store must not give away. `about` says whose it is and must be the same. */
export type Secrets = {
  seal(text: string, about: string): string;
  /** Undefined for what was sealed with another key, for another use, or is no sealed text. */
  open(sealed: string, about: string): string | undefined;
  /** The same text, sealed with the present key; undefined where it is already. Throws for what does not open. */
  renew(sealed: string, about: string): string | undefined;
  /** Keyed hashes of a text for one use, by the present key first, then by each earlier one that is still known. */
  digests(text: string, use: string): string[];
};

/** What an operation knows of the request beside its input. */
export type Caller = {
  actor: Actor;
  locale: Locale;
  session?: string;
  ip?: string;
  correlationId: string;
  /** Hears which records' personal data the request reads, where that is told to the audit. */
  reads?: PersonalReads;
};

/** `record`: absent for a figure over the form's records. */
export type PersonalReads = { see(form: string, record?: string): void };

/** Loaded at the start of an operation that evaluates rules. */
export type Surroundings = { organisation: Organisation; calendar: WorkCalendar; zone: string; now: string };
