import { type Issue, type IssueCode, issue, type Json, type JsonObject, type Text } from '../engine/index.ts';

/** Every way in which a request can be refused. Stable: clients decide by them. `server/http/problem.ts` gives each its HTTP status. */
export type FaultCode =
  | 'bad-request'
  | 'misdirected'
  | 'unauthenticated'
  | 'sign-in-failed'
  | 'password-change-required'
  | 'second-factor-needed'
  | 'second-factor-wrong'
  | 'second-factor-required'
  | 'proof-needed'
  | 'forbidden'
  | 'csrf'
  | 'not-found'
  | 'conflict'
  | 'duplicate'
  | 'in-flight'
  | 'precondition-required'
  | 'too-large'
  | 'unsupported-media'
  | 'invalid'
  | 'too-many'
  | 'unavailable'
  | 'internal';

/** An issue of a pack's definition says which one it is in. */
export type FaultIssue = Issue & { kind?: string; key?: string };

/** A refusal. `about` is the sentence for the reader; `issues` what is wrong where. */
export class Fault extends Error {
  readonly code: FaultCode;
  readonly about: Issue;
  readonly issues: FaultIssue[];
  /** With `conflict`: what is stored now. */
  readonly current: Json | undefined;
  /** Seconds. */
  readonly retryAfter: number | undefined;

  constructor(
    code: FaultCode,
    about: Issue,
    more: { issues?: FaultIssue[]; current?: Json; retryAfter?: number; cause?: unknown } = {},
  ) {
    super(`${code}: ${about.code} ${JSON.stringify(about.params)}`, { cause: more.cause });
    this.name = 'Fault';
    this.code = code;
    this.about = about;
    this.issues = more.issues ?? [];
    this.current = more.current;
    this.retryAfter = more.retryAfter;
  }
}

/** What a refusal speaks of. */
export const nouns = {
  record: { en: 'Record', 'zh-CN': '记录' },
  form: { en: 'Form', 'zh-CN': '表单' },
  workflow: { en: 'Workflow', 'zh-CN': '流程' },
  dashboard: { en: 'Dashboard', 'zh-CN': '看板' },
  page: { en: 'Page', 'zh-CN': '页面' },
  dataset: { en: 'Dataset', 'zh-CN': '数据集' },
  case: { en: 'Case', 'zh-CN': '流程实例' },
  task: { en: 'Task', 'zh-CN': '任务' },
  draft: { en: 'Draft', 'zh-CN': '草稿' },
  pack: { en: 'Pack', 'zh-CN': '应用包' },
  release: { en: 'Release', 'zh-CN': '发布版本' },
  definition: { en: 'Definition', 'zh-CN': '定义' },
  person: { en: 'Person', 'zh-CN': '人员' },
  unit: { en: 'Unit', 'zh-CN': '机构' },
  role: { en: 'Role', 'zh-CN': '角色' },
  file: { en: 'File', 'zh-CN': '文件' },
  notice: { en: 'Notice', 'zh-CN': '通知' },
  incident: { en: 'Incident', 'zh-CN': '异常' },
  timer: { en: 'Timer', 'zh-CN': '定时器' },
  field: { en: 'Field', 'zh-CN': '字段' },
  view: { en: 'View', 'zh-CN': '视图' },
  widget: { en: 'Widget', 'zh-CN': '组件' },
  link: { en: 'Link', 'zh-CN': '链接' },
  session: { en: 'Session', 'zh-CN': '登录会话' },
  settings: { en: 'Settings', 'zh-CN': '设置' },
} as const satisfies Record<string, Text>;
export type Noun = keyof typeof nouns;

/** Verbs of a refusal of rights, with the article that belongs between them and the noun. */
export const verbs = {
  create: { en: 'create a', 'zh-CN': '新建' },
  read: { en: 'read this', 'zh-CN': '查看' },
  update: { en: 'change this', 'zh-CN': '修改' },
  delete: { en: 'delete this', 'zh-CN': '删除' },
  export: { en: 'export this', 'zh-CN': '导出' },
  start: { en: 'start this', 'zh-CN': '发起' },
  decide: { en: 'decide this', 'zh-CN': '处理' },
  withdraw: { en: 'withdraw this', 'zh-CN': '撤回' },
  remind: { en: 'send a reminder about this', 'zh-CN': '催办' },
} as const satisfies Record<string, Text>;
export type Verb = keyof typeof verbs;

/** Also the answer about what lies outside the reader's scope: the reader does not learn that it exists. */
export const notFound = (what: Noun, id: string): Fault =>
  new Fault('not-found', issue('server/not-found', '', { what: nouns[what], id: id.slice(0, 200) }));

export const forbidden = (verb: Verb, what: Noun, issues: Issue[] = []): Fault =>
  new Fault('forbidden', issue('server/forbidden', '', { verb: verbs[verb], what: lower(nouns[what]) }), { issues });

export const notAllowed = (code: IssueCode): Fault => new Fault('forbidden', issue(code, ''));

export const needsPermission = (permission: string): Fault =>
  new Fault('forbidden', issue('server/needs-permission', '', { permission }));

/** The row was changed meanwhile. `current` is what its reader may see of it. */
export const conflict = (what: Noun, expected: number, found: number, current?: Json): Fault =>
  new Fault('conflict', issue('server/conflict', '', { what: nouns[what], expected, found }), { current });

/** A conflict that has a sentence of its own, for instance a task that another one has decided. */
export const refusedNow = (code: IssueCode, params: JsonObject = {}, current?: Json): Fault =>
  new Fault('conflict', issue(code, '', params), { current });

/** A unique index refused it; `fields` are the row's paths. */
export const duplicate = (what: Noun, fields: string[], cause?: unknown): Fault =>
  new Fault('duplicate', issue('server/duplicate', '', { what: lower(nouns[what]), fields }), {
    cause,
    issues: fields.map((field) =>
      issue('server/duplicate', `/${field.replaceAll('.', '/')}`, { what: lower(nouns[what]), fields }),
    ),
  });

export const invalid = (issues: FaultIssue[]): Fault => {
  const [only] = issues;
  const about = issues.length === 1 && only ? only : issue('server/invalid', '', { count: issues.length });
  return new Fault('invalid', about, { issues });
};

/** One issue is enough to say: at a path of the request's body. */
export const invalidAt = (code: IssueCode, path: string, params: JsonObject = {}): Fault =>
  invalid([issue(code, path, params)]);

/** The bytes are not what the address takes: JSON that is none, a parameter of the wrong form. */
export const badRequest = (issues: Issue[]): Fault => {
  const [only] = issues;
  return new Fault('bad-request', only ?? issue('server/bad-request', '', { reason: '' }), { issues });
};

export const unauthenticated = (): Fault => new Fault('unauthenticated', issue('server/unauthenticated', ''));
export const signInFailed = (): Fault => new Fault('sign-in-failed', issue('server/sign-in-failed', ''));
/** The password was right: an administrator has given the account something that a second one has not confirmed. */
export const accountAwaits = (): Fault => new Fault('forbidden', issue('server/account-awaits', ''));
export const signInLocked = (seconds: number): Fault =>
  new Fault('too-many', issue('server/sign-in-locked', '', { seconds }), { retryAfter: seconds });
export const passwordChangeRequired = (): Fault =>
  new Fault('password-change-required', issue('server/password-change-required', ''));
export const secondFactorNeeded = (): Fault =>
  new Fault('second-factor-needed', issue('server/second-factor-needed', ''));
export const secondFactorWrong = (): Fault => new Fault('second-factor-wrong', issue('server/otp-wrong', ''));
export const secondFactorRequired = (): Fault =>
  new Fault('second-factor-required', issue('server/second-factor-required', ''));
/** A sensitive act, and the last proof of who is there is too old: the same request is taken after a new one. */
export const proofNeeded = (): Fault => new Fault('proof-needed', issue('server/proof-needed', ''));
export const crossSite = (): Fault => new Fault('csrf', issue('server/csrf', ''));
/** The request names another server than this one. */
export const misdirected = (host: string): Fault =>
  new Fault('misdirected', issue('server/misdirected', '', { host: host.slice(0, 200) }));
export const tooMany = (seconds: number): Fault =>
  new Fault('too-many', issue('server/too-many', '', { seconds }), { retryAfter: seconds });
export const tooManyStreams = (): Fault => new Fault('too-many', issue('server/too-many-streams', ''));
export const tooLarge = (max: number): Fault => new Fault('too-large', issue('server/too-large', '', { max }));
export const unsupportedMedia = (expected: string, found: string): Fault =>
  new Fault('unsupported-media', issue('server/unsupported-media', '', { expected, found: found.slice(0, 100) }));
export const preconditionRequired = (): Fault =>
  new Fault('precondition-required', issue('server/precondition-required', ''));
export const idempotencyFault = (code: IssueCode): Fault =>
  new Fault(
    code === 'server/idempotency-other-body'
      ? 'invalid'
      : code === 'server/idempotency-required'
        ? 'precondition-required'
        : 'in-flight',
    issue(code, ''),
  );
export const unavailable = (cause: unknown, retryAfter = 2): Fault =>
  new Fault('unavailable', issue(whyUnavailable(cause) ?? 'server/unavailable', ''), { cause, retryAfter });

/** What a reader is told of a fault of the store, by the fault's own code. */
const storeFaults: { [code: string]: IssueCode } = {
  24: 'server/store-busy',
  'store-damaged': 'server/store-damaged',
  'store-failed': 'server/store-failed',
  'store-full': 'server/store-full',
  'store-locked': 'server/store-locked',
  'store-read-only': 'server/store-read-only',
  'store-too-new': 'server/store-too-new',
  'store-unreachable': 'server/store-unreachable',
};

/** Why the store cannot be worked with, where that is known. */
export function whyUnavailable(cause: unknown): IssueCode | undefined {
  return storeFaults[String((cause as { code?: unknown } | null | undefined)?.code)];
}

/** The value of a result, or the refusal that carries its issues. */
export function expectValid<T>(result: { ok: true; value: T } | { ok: false; issues: Issue[] }): T {
  if (!result.ok) throw invalid(result.issues);
  return result.value;
}

function lower(text: { en: string; 'zh-CN': string }): Text {
  return { ...text, en: text.en.toLowerCase() };
}
