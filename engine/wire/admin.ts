import type { Unit } from '../access/organisation.ts';
import type { LocalIssue } from '../core/issue.ts';
import type { Text } from '../core/text.ts';
import type { PersonRef } from './cases.ts';

/** `GET /people` (page), `POST /people`, `PATCH /people/:id` */
export type PersonView = {
  id: string;
  name: string;
  title: Text;
  unit: string;
  roles: string[];
  manager?: string;
  email?: string;
  active: boolean;
  locked: boolean;
  mustChangePassword: boolean;
  secondFactor: boolean;
  lastSignInAt?: string;
  /** What administrators gave the account that a second one has not confirmed; until then it cannot sign in. */
  awaits?: { by: string[]; gifts: ('account' | 'password' | 'second-factor' | 'roles' | 'activation')[]; at: string };
  revision: number;
};
export type PersonInput = {
  name: string;
  title: Text;
  unit: string;
  roles: string[];
  manager?: string;
  email?: string;
};
/** `PATCH /people/:id` with `If-Match: revision`; `null` takes a manager or an address away. */
export type PersonChange = {
  name?: string;
  title?: Text;
  unit?: string;
  roles?: string[];
  manager?: string | null;
  email?: string | null;
  active?: boolean;
};
/** `POST /people` and `POST /people/:id/password` answer the issued password once; it is never shown again. */
export type IssuedPassword = { person: PersonView; password: string };

/** `GET /people/:id/personal`: what is kept about a person as the holder of an account; what others' requests are about is not in it. */
export type AccountExport = {
  at: string;
  person: PersonView;
  sessions: { createdAt: string; seenAt: string; expiresAt: string; ip?: string; agent?: string }[];
  /** Requests that the person made, and pieces of work that they had. */
  cases: { no: string; workflow: string; status: string; startedAt: string; endedAt?: string }[];
  tasks: { no: string; step: string; status: string; decision?: string; createdAt: string; endedAt?: string }[];
  drafts: { form: string; savedAt: string }[];
  files: { size: number; type: string; createdAt: string }[];
  notices: { at: string; read: boolean }[];
  /** What the person did, and what was done to the account, newest first; `more` where only the latest are told. */
  audit: { at: string; action: string; own: boolean; ip?: string }[];
  more?: true;
};

/** `GET /people/:id/tasks`: what a person has to decide. `incident`: nobody may decide it any more, and administrators were told. */
export type PersonTasks = {
  items: {
    id: string;
    case: string;
    no: string;
    step: string;
    title: Text;
    createdAt: string;
    dueAt?: string;
    incident?: true;
  }[];
};
/** `GET /people/:id/receivers`: who may take open tasks of a person, with how many of them; most first. */
export type TaskReceivers = { items: (PersonRef & { description?: string; tasks: number })[] };
/** `POST /people/:id/hand-over` with `Idempotency-Key`: each task on its own; one that stays says why. */
export type HandOver = { to: string; reason: string };
export type HandOverResult = {
  items: {
    task: string;
    case: string;
    no: string;
    ok: boolean;
    problem?: { code: string; detail: string; issues: LocalIssue[] };
  }[];
};

/** `GET /units`, `GET /roles` */
export type UnitList = { items: UnitView[] };
export type UnitView = Unit & { revision: number };
export type RoleItem = { key: string; title: Text; description?: Text };

/** `GET /incidents`, `POST /incidents/:id/retry`, `POST /incidents/:id/close` `{ reason }` */
export type CloseIncident = { reason: string };
export type IncidentItem = {
  id: string;
  at: string;
  code: string;
  text: string;
  case?: string;
  /** The number of the case. */
  caseNo?: string;
  effect?: string;
  /** Its case stands there until the cause is gone: it cannot be closed by hand. */
  holds?: true;
  /** How it was closed. */
  closedBy?: string;
  reason?: string;
  attempts: number;
  status: 'open' | 'closed';
  path?: string;
  cause?: string;
};

/** `GET /timers` */
/** What is set for a tenant. `publish`: whether the author of a draft may publish it, or a second person must. */
export type TenantSettings = {
  publish: 'alone' | 'four-eyes';
  /** Whether accounts, passwords and roles need a second administrator before they work. Switching it off needs two people. */
  people: 'alone' | 'four-eyes';
};
/** `GET /settings`, `PUT /settings` with `If-Match: revision` (`0` before the first change) */
export type SettingsView = TenantSettings & {
  revision: number;
  /** False while `people: four-eyes` waits for a second administrator to exist, and where it is off. */
  peopleHolds: boolean;
  /** Who asked to switch `people: four-eyes` off; an administrator of people who is another person must agree. */
  asksAlone?: { by: PersonRef; at: string };
};

export type TimerItem = {
  id: string;
  case: string;
  no: string;
  /** The record's display line. */
  title: string;
  step: string;
  stepTitle: Text;
  event: string;
  /** How long after what: "1 working day", "2 days before Due date". Absent where the release cannot be read. */
  delay?: Text;
  fireAt: string;
  status: 'waiting' | 'fired' | 'cancelled';
};

/** Under what an auditor looks for what was done. */
export type AuditKind = 'sign-in' | 'people' | 'definitions' | 'operations' | 'personal' | 'drafts';

/** `GET /audit` */
export type AuditItem = {
  seq: number;
  at: string;
  actor?: { id: string; title: Text };
  action: string;
  text: string;
  ip?: string;
};
