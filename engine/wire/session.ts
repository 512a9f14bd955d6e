import type { Actor, Unit } from '../access/organisation.ts';
import type { CalendarData } from '../core/calendar.ts';
import type { LocalIssue } from '../core/issue.ts';
import type { Locale, Text } from '../core/text.ts';

/** RFC 9457 body of every refusal. */
export type Problem = {
  type: string;
  title: string;
  status: number;
  code: string;
  detail: string;
  issues: LocalIssue[];
  correlationId: string;
  /** Seconds, with 429 and 503. */
  retryAfter?: number;
  /** With `conflict` (409/412): what is stored now, for a field-level compare. */
  current?: unknown;
};

/** `POST /session`; `otp` is a one-time password or a recovery code, for those who have set up a second factor. */
export type SignIn = { tenant: string; name: string; password: string; otp?: string };

/** `GET /session`, and the answer of `POST /session`. */
export type Session = {
  actor: Actor;
  csrf: string;
  locale: Locale;
  zone: string;
  /** True until an issued password is changed: nothing else is reachable before. */
  mustChangePassword: boolean;
  /** True while a role asks for a second factor that has not been set up: nothing else is reachable before. */
  mustSetUpSecondFactor: boolean;
  /** Working days of the tenant's calendar, for rules that count them; absent: such rules are the server's alone. */
  calendar?: CalendarData;
  /** Units of the tenant: enough for rules and for showing names. */
  units: Unit[];
  permissions: Permission[];
};

/** What the person's roles allow beside forms: which parts of the designer they may open. */
export type Permission = 'studio' | 'publish' | 'people' | 'operations' | 'audit';

/** `POST /session/password` */
export type PasswordChange = { current: string; next: string };

/** What proves that it is the person: the password, and what the second factor shows where there is one. */
export type Proof = { password: string; otp?: string };
/** `POST /session/second-factor/confirm` */
export type OneTimePassword = { otp: string };
/** `POST /notices/read`: without ids, all notices. */
export type ReadNotices = { ids?: string[] };

/** `GET /session/list`: where the person is signed in. `id` names a session and opens none. */
export type SessionList = { items: SessionItem[] };
export type SessionItem = {
  id: string;
  createdAt: string;
  seenAt: string;
  expiresAt: string;
  /** The one that asks. */
  current: boolean;
  ip?: string;
  agent?: string;
};

/** `GET /session/second-factor` */
export type SecondFactorView = { on: boolean; required: boolean; since?: string; recoveryCodesLeft?: number };
/** `POST /session/second-factor`: what an authenticator app needs, by QR code or typed, until it is confirmed. */
export type SecondFactorSetUp = { secret: string; address: string; until: string };
/** `POST /session/second-factor/confirm`: each opens one sign-in instead of the app; shown once. */
export type RecoveryCodes = { codes: string[] };

/** `PATCH /session`: the person's own settings. */
export type SessionSettings = { locale?: Locale };

/** `GET /home` */
export type Home = {
  packs: { key: string; title: Text; release: number }[];
  navigation: NavigationItem[];
  quickActions: { form: string; title: Text; icon?: string }[];
  badges: { todo: number; notices: number; incidents: number };
  recent: { kind: 'record' | 'case' | 'task'; id: string; form?: string; title: string; status?: string; at: string }[];
};

export type NavigationItem =
  | { kind: 'form'; key: string; title: Text; icon?: string }
  | { kind: 'dashboard'; key: string; title: Text; icon?: string }
  | { kind: 'page'; key: string; title: Text; icon?: string };

/** Lists: `total` only when asked for (`count=true`), `next` only when there is a further page. */
export type Page<T> = { items: T[]; total?: number; next?: number };

/** `GET /notices` */
export type Notice = {
  id: string;
  title: string;
  text: string;
  at: string;
  read: boolean;
  link?: { kind: 'task' | 'case' | 'record'; id: string; form?: string };
};

/** Server-sent events of `GET /events`. `id` is monotonic per person, for `Last-Event-ID`. */
export type LiveEvent =
  | { type: 'badges'; badges: Home['badges'] }
  | { type: 'task'; task: string; status: 'open' | 'done' | 'cancelled' }
  | { type: 'case'; case: string; revision: number }
  | { type: 'notice'; notice: Notice }
  | { type: 'release'; pack: string; release: number };

/** `GET /welcome`, without a session: what the sign-in page may show. `demo` only when the server runs with demo people. */
export type Welcome = { demo?: { tenant: string; password: string; people: { name: string; title: Text }[] } };
