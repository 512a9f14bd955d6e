import type { JsonObject } from '../core/json.ts';
import type {
  AccountExport,
  AuditItem,
  CloseIncident,
  HandOver,
  HandOverResult,
  IncidentItem,
  IssuedPassword,
  PersonChange,
  PersonInput,
  PersonTasks,
  PersonView,
  RoleItem,
  SettingsView,
  TaskReceivers,
  TenantSettings,
  TimerItem,
  UnitList,
} from './admin.ts';
import type {
  AdministerCases,
  AdministeredCases,
  AdminVerb,
  BatchDecisionInput,
  BatchDecisionResult,
  CaseEvent,
  CaseView,
  ChoosablePeople,
  CommentOnCase,
  DecisionInput,
  DecisionResult,
  ExceptionVerb,
  PersonRef,
  PreviewRoute,
  RoutePreview,
  TaskItem,
  TaskPeople,
  TaskView,
  Why,
  WithdrawCase,
} from './cases.ts';
import type { PageScreen } from './pages.ts';
import type {
  CreatedRecord,
  CreateRecord,
  Draft,
  ErasePersonal,
  FormScreen,
  HistoryItem,
  LookupItem,
  PersonalErased,
  PersonalExport,
  RecordView,
  UpdateRecord,
} from './records.ts';
import type { DashboardQuery, DashboardResult, DashboardScreen, DrillQuery, DrillResult } from './reports.ts';
import type {
  Home,
  Notice,
  OneTimePassword,
  Page,
  PasswordChange,
  Proof,
  ReadNotices,
  RecoveryCodes,
  SecondFactorSetUp,
  SecondFactorView,
  Session,
  SessionList,
  SessionSettings,
  SignIn,
  Welcome,
} from './session.ts';
import type {
  CheckResult,
  DiffInput,
  DiffResult,
  ImportedPack,
  PackDraft,
  PackItem,
  Proposed,
  PublishInput,
  PublishResult,
  ReleaseItem,
  RollBackInput,
  SavedDefinition,
  SimulateInput,
  SimulateResult,
} from './studio.ts';

/** A body without a key. */
export type Nothing = { [name: string]: never };

/**
 * Every request that the pages send: its body and its answer. A route of the server with another body or answer does not
 * compile, and the pages can call nothing that is not listed.
 */
export type Requests = {
  'GET /welcome': { answer: Welcome };
  'GET /session': { answer: Session };
  'POST /session': { body: SignIn; answer: Session };
  'PATCH /session': { body: SessionSettings; answer: Session };
  'DELETE /session': { answer: undefined };
  'GET /session/list': { answer: SessionList };
  'DELETE /session/list/:id': { answer: undefined };
  'POST /session/proof': { body: Proof; answer: undefined };
  'POST /session/password': { body: PasswordChange; answer: undefined };
  'GET /session/second-factor': { answer: SecondFactorView };
  'POST /session/second-factor': { body: Proof; answer: SecondFactorSetUp };
  'POST /session/second-factor/confirm': { body: OneTimePassword; answer: RecoveryCodes };
  'POST /session/second-factor/remove': { body: Proof; answer: undefined };
  'GET /home': { answer: Home };
  'GET /notices': { answer: Page<Notice> };
  'POST /notices/read': { body: ReadNotices; answer: unknown };

  'GET /forms/:form': { answer: FormScreen };
  'GET /forms/:form/records': { answer: Page<RecordView> };
  'POST /forms/:form/records': { body: CreateRecord; answer: CreatedRecord };
  'GET /forms/:form/records/:id': { answer: RecordView };
  'PATCH /forms/:form/records/:id': { body: UpdateRecord; answer: RecordView };
  'DELETE /forms/:form/records/:id': { answer: undefined };
  'GET /forms/:form/records/:id/history': { answer: Page<HistoryItem> };
  'GET /forms/:form/records/:id/personal': { answer: PersonalExport };
  'POST /forms/:form/records/:id/erase': { body: ErasePersonal; answer: PersonalErased };
  'GET /forms/:form/lookup/:field': { answer: Page<LookupItem> };
  'GET /forms/:form/drafts/:scope': { answer: Draft | undefined };
  'PUT /forms/:form/drafts/:scope': { body: UpdateRecord; answer: Draft };
  'DELETE /forms/:form/drafts/:scope': { answer: undefined };

  'GET /tasks': { answer: Page<TaskItem> };
  'GET /tasks/:id': { answer: TaskView };
  'GET /tasks/:id/people': { answer: TaskPeople };
  'POST /tasks/:id/claim': { body: Nothing; answer: TaskItem };
  'POST /tasks/:id/release': { body: Nothing; answer: TaskItem };
  'POST /tasks/:id/decisions': { body: DecisionInput; answer: DecisionResult };
  'POST /tasks/decisions': { body: BatchDecisionInput; answer: BatchDecisionResult };
  'GET /cases/:id': { answer: CaseView };
  'GET /cases/:id/history': { answer: Page<HistoryItem> };
  'GET /cases/:id/why': { answer: Why };
  'POST /cases/:id/withdraw': { body: WithdrawCase; answer: CaseView };
  'POST /cases/:id/remind': { body: Nothing; answer: CaseView };
  'POST /cases/:id/comment': { body: CommentOnCase; answer: CaseView };
  'POST /cases/:id/event': { body: CaseEvent; answer: CaseView };
  'POST /workflows/:workflow/people': { body: ChoosablePeople; answer: TaskPeople };
  'POST /workflows/:workflow/preview': { body: PreviewRoute; answer: RoutePreview };

  'GET /pages/:key': { answer: PageScreen };
  'GET /dashboards/:key': { answer: DashboardScreen };
  'POST /dashboards/:key/query': { body: DashboardQuery; answer: DashboardResult };
  'POST /datasets/:key/drill': { body: DrillQuery; answer: DrillResult };

  'GET /packs': { answer: { items: PackItem[] } };
  'GET /packs/:pack/draft': { answer: PackDraft };
  'PUT /packs/:pack/draft/:kind/:key': { body: JsonObject; answer: SavedDefinition };
  'DELETE /packs/:pack/draft/:kind/:key': { answer: undefined };
  'POST /packs/import': { body: JsonObject; answer: ImportedPack };
  'POST /packs/:pack/check': { body: Nothing; answer: CheckResult };
  'POST /packs/:pack/diff': { body: DiffInput; answer: DiffResult };
  'POST /packs/:pack/simulate': { body: SimulateInput; answer: SimulateResult };
  'POST /packs/:pack/publish': { body: PublishInput; answer: PublishResult };
  'POST /packs/:pack/propose': { body: PublishInput; answer: Proposed };
  'POST /packs/:pack/rollback': { body: RollBackInput; answer: PublishResult };
  'GET /packs/:pack/releases': { answer: { items: ReleaseItem[] } };
  'POST /packs/:pack/dashboards/:key/query': { body: Pick<DashboardQuery, 'filters'>; answer: DashboardResult };

  'GET /people': { answer: Page<PersonView> };
  'GET /people/names': { answer: Page<PersonRef> };
  'POST /people': { body: PersonInput; answer: IssuedPassword };
  'PATCH /people/:id': { body: PersonChange; answer: PersonView };
  'POST /people/:id/confirm': { body: Nothing; answer: PersonView };
  'GET /people/:id/personal': { answer: AccountExport };
  'GET /people/:id/tasks': { answer: PersonTasks };
  'GET /people/:id/receivers': { answer: TaskReceivers };
  'POST /people/:id/hand-over': { body: HandOver; answer: HandOverResult };
  'POST /people/:id/password': { body: Nothing; answer: IssuedPassword };
  'DELETE /people/:id/second-factor': { answer: PersonView };
  'GET /units': { answer: UnitList };
  'GET /roles': { answer: { items: RoleItem[] } };
  'GET /incidents': { answer: Page<IncidentItem> };
  'POST /incidents/:id/retry': { body: Nothing; answer: IncidentItem };
  'POST /incidents/:id/close': { body: CloseIncident; answer: IncidentItem };
  'GET /timers': { answer: Page<TimerItem> };
  'GET /audit': { answer: Page<AuditItem> };
  'GET /settings': { answer: SettingsView };
  'PUT /settings': { body: Partial<TenantSettings>; answer: SettingsView };
  'POST /settings/agree': { body: Nothing; answer: SettingsView };
} & {
  [V in AdminVerb | ExceptionVerb as `POST /admin/cases/${V}`]: { body: AdministerCases; answer: AdministeredCases };
};
