import type { LocalIssue } from '../core/issue.ts';
import type { Json, JsonObject } from '../core/json.ts';
import type { Text } from '../core/text.ts';
import type { RecordView } from './records.ts';

export type PersonRef = { id: string; title: Text };
/** A step whose people are chosen beforehand: by the initiator with the request, or with the decision before it. */
export type ChoiceDue = { step: string; title: Text; max?: number };
/** People chosen for steps to come, ids by the step's key. */
export type Chosen = { [step: string]: string[] };
export type CaseStatus = 'running' | 'suspended' | 'done' | 'cancelled' | 'failed';
/** What a status is called in the words of its chart, and how the request ended where it says so. */
export type Standing = { title: Text; outcome?: string };
export type TaskStatus = 'open' | 'done' | 'cancelled';
/** One of the engine's decisions, or an event of the chart's own that the step offers. */
export type DecisionName = string;

/** `GET /cases/:id` */
export type CaseView = {
  id: string;
  no: string;
  workflow: string;
  release: number;
  revision: number;
  title: string;
  status: CaseStatus;
  /** Active states, as dotted paths of the chart. */
  states: string[];
  /** Where it stands, in the words of its chart, and how it ended; several in parallel. */
  standing: Standing[];
  /** The workflow under which the case runs, as its chart is drawn: states, steps, titles, transitions, and conditions that the reader may know. */
  definition: JsonObject;
  record: RecordView;
  initiator: PersonRef;
  startedAt: string;
  endedAt?: string;
  /** Who holds it up, since when, and why. */
  suspended?: { by: PersonRef; at: string; reason: string };
  /** What this actor may do to the case now. */
  available: ('withdraw' | 'remind' | 'comment' | 'cancel' | 'suspend' | 'resume' | 'retry' | 'move' | 'reassign')[];
  /** Events from outside that this actor may send to the case now. */
  events: { event: string; title: Text }[];
  /** For administrators: exceptions that one of them has asked for and another must confirm. */
  proposals?: { id: string; verb: 'reassign' | 'move'; what: Text; by: PersonRef; reason: string; at: string }[];
  /** Open tasks, so that everybody sees who is next. */
  waitingFor: {
    task: string;
    step: string;
    title: Text;
    person?: PersonRef;
    pool?: string;
    since: string;
    dueAt?: string;
  }[];
  /** This actor's own open task of the case, if any. */
  task?: string;
  /** States that it has been in, and pointers of the transitions that it took. */
  visited: string[];
  walked: string[];
};

/** An entry of `GET /tasks?box=todo|done|started|copied&page&size&count&q`. */
export type TaskItem = {
  id: string;
  case: string;
  no: string;
  workflow: string;
  step: string;
  /** Of the step. */
  title: Text;
  /** Of the case: the record's display line. */
  caseTitle: string;
  /** The workflow's summary fields, formatted for this actor. */
  summary: { field: string; title: Text; text: string }[];
  status: TaskStatus;
  initiator: PersonRef;
  assignee?: PersonRef;
  dueAt?: string;
  createdAt: string;
  endedAt?: string;
  decision?: DecisionName;
  /** The case's status and where it stands, for the boxes of what is not to be done. */
  caseStatus: CaseStatus;
  standing: Standing[];
  states: string[];
  /** Of a task of a pool that this actor may decide: they may take it, or give it back. */
  pool?: 'claim' | 'release';
  /** In the `todo` box, where the task may be approved in a batch (no signature, nothing to fill in): goes back with it. */
  seen?: string;
};

/** `GET /tasks/:id` */
export type TaskView = TaskItem & {
  revision: number;
  /** Hash of what the task shows; goes back with the decision. */
  seen: string;
  allowed: DecisionName[];
  /** `read | edit | required | hidden` for each field of the form at this step. */
  fields: { [field: string]: 'hidden' | 'masked' | 'read' | 'edit' | 'required' };
  opinion: 'optional' | 'required' | 'on-reject';
  sign?: 'password';
  guide?: Text;
  returnTo: { to: string; title: Text }[];
  /** The return that opened this task: who sent the case back, from which step, and why. */
  returned?: { by: PersonRef; step: Text; opinion?: string; at: string };
  /** How the task ended: by whom and when; `by` is absent where no person ended it. */
  closed?: { by?: PersonRef; decision?: string; at: string };
  /** Who returns says how the case goes on afterwards. */
  resume?: 'ask';
  /** Steps whose people this decision chooses, where it leads there. */
  choose: ChoiceDue[];
  record: RecordView;
  /** The form's definition under the case's release, cut to what this actor may know. */
  definition: JsonObject;
};

/** `POST /tasks/:id/claim|release`: takes a task of a pool, or gives it back. `POST /cases/:id/event`: something happened outside. */
export type CaseEvent = { event: string };

/** `POST /workflows/:workflow/people`: whom the initiator may choose for a step, with the data as they are; `q` is part of the name. */
export type ChoosablePeople = { data: JsonObject; step: string; q?: string };

/** `GET /tasks/:id/people?for=transfer|add-signer|choice&step=&q=`: whom a transfer, an added signature or a choice may name, by part of the name. */
export type TaskPeople = { items: (PersonRef & { description?: string })[] };

/** `POST /tasks/:id/decisions` with `Idempotency-Key`. */
export type DecisionInput = {
  /** One of the decisions that the task allows; a chart may have events of its own that one person chooses. */
  decision: string;
  opinion?: string;
  /** Only the fields that the step lets the person write. */
  data?: JsonObject;
  /** Step to return to, or person to transfer to / to add. */
  to?: string;
  /** For add-signer. */
  where?: 'before' | 'after' | 'alongside';
  /** For a return, where the task says `ask`. */
  resume?: 'rerun' | 'direct';
  /** People for the next steps, where the task says `choose`. */
  chosen?: Chosen;
  /** The person's password, where the step asks for a signature. */
  sign?: string;
  seen: string;
};
export type DecisionResult = {
  task: TaskItem;
  case: { id: string; status: CaseStatus; states: string[]; revision: number };
};

/** `POST /tasks/decisions` with `Idempotency-Key`: each task is decided on its own; a refused one says why. */
export type BatchDecisionInput = { decision: 'approve'; opinion?: string; tasks: { task: string; seen: string }[] };
export type BatchDecisionResult = {
  items: { task: string; ok: boolean; problem?: { code: string; detail: string; issues: LocalIssue[] } }[];
};

/** `POST /cases/:id/withdraw` with `Idempotency-Key`: the opinion says why. */
export type WithdrawCase = { opinion?: string };
/** `POST /cases/:id/comment` with `Idempotency-Key`. */
export type CommentOnCase = { text: string };

/** What an administrator does to cases: `POST /admin/cases/:verb` with `Idempotency-Key`. */
export type AdminVerb = 'reassign' | 'move' | 'suspend' | 'resume' | 'cancel' | 'retry';
/** An exception that one administrator proposes and another confirms or dismisses. */
export type ExceptionVerb = 'propose' | 'confirm' | 'dismiss';
export type AdministerCases = {
  cases: string[];
  reason: string;
  /** Of `reassign`: the person; of `move`: the state. */
  to?: string;
  /** Of `reassign`: one task, or the step for which no person was found. */
  task?: string;
  step?: string;
  /** Of `propose`: what a second administrator is asked to confirm. */
  verb?: 'reassign' | 'move';
  /** Of `confirm` and `dismiss`. */
  proposal?: string;
};
export type AdministeredCases = {
  items: { case: string; ok: boolean; problem?: { code: string; detail: string; issues: LocalIssue[] } }[];
};

/** `POST /workflows/:workflow/preview` `{ data }`: the way this data would take, from the actor as initiator. */
export type PreviewRoute = { data: JsonObject; chosen?: Chosen };
export type RoutePreview = {
  steps: {
    step: string;
    title: Text;
    type: string;
    people: PersonRef[];
    decide?: 'any' | 'all' | 'sequence';
    /** Nobody was found; it is skipped; its people are chosen later; or the way from here cannot be told. */
    note?: 'nobody' | 'skipped' | 'chosen-later' | 'stuck';
  }[];
  /** "finance, then director, because 60,000 > 50,000", in the reader's language. */
  text: string;
  /** Steps on the way whose people the initiator chooses: go with the request as `chosen`. */
  choose: ChoiceDue[];
};

/** `GET /cases/:id/why`: every routing of the case, newest last. */
export type Why = { entries: WhyEntry[] };
export type WhyEntry = {
  seq: number;
  at: string;
  from: string;
  to: string;
  event: string;
  /** One sentence: which transition, and which guard with which values. */
  text: string;
  guards: { text: string; held: boolean; trace: Json }[];
  assignments: { step: string; text: string; people: PersonRef[] }[];
};
