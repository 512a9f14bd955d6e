import type { FieldAccess } from '../access/field-access.ts';
import type { LocalIssue } from '../core/issue.ts';
import type { JsonObject } from '../core/json.ts';
import type { JsonPointer } from '../core/pointer.ts';
import type { Text } from '../core/text.ts';
import type { Chosen, PersonRef, Standing } from './cases.ts';

/** One stored row of a form, as this actor may see it (hidden fields absent, masked ones masked). */
export type RecordView = {
  id: string;
  form: string;
  release: number;
  revision: number;
  status: string;
  owner: string;
  unit: string;
  /** The record's display line, rendered. */
  title: string;
  data: JsonObject;
  createdAt: string;
  createdBy: string;
  updatedAt: string;
  updatedBy: string;
  /** The running or latest case about it. */
  case?: string;
  /** Personal data was erased from it. */
  erased?: { at: string };
  /** An administrator wants its personal data erased, and a second one has not confirmed it yet. */
  erasing?: { at: string; by: PersonRef };
  /** Verbs that this actor may use on this record now. */
  allowed: RecordVerb[];
  /** Of one record: the release of the form that it moves to when it is changed, where that is a newer one, with its data there. */
  newest?: { release: number; data: JsonObject };
  /** Of one record: values of fields that newer releases of the form have no place for. */
  former?: FormerField[];
};

/** A value as it was under an earlier release, as the reader may see it. */
export type FormerField = { release: number; name: string; title: string; text: string };

export type RecordVerb = 'update' | 'delete' | 'start';
export type FormVerb = 'create' | 'read' | 'update' | 'delete';

/** `GET /forms/:form?release=`: what the screen needs, of the current release or of the one that a record names. The browser parses `definition` with the same engine. */
export type FormScreen = {
  key: string;
  title: Text;
  pack: string;
  release: number;
  definition: JsonObject;
  /** Option sets that the form names, by key. */
  options: { [key: string]: JsonObject };
  /** What earlier releases offered to choose, by option set and by place in `definition`: records still hold it. */
  former?: { sets: { [key: string]: FormerOption[] }; fields: { [at: JsonPointer]: FormerOption[] } };
  /** Definitions of the forms that it refers to, cut to what this actor may know. */
  linked: { [key: string]: JsonObject };
  /** Its workflow as its chart is drawn, when creating a record starts a case. */
  workflow?: JsonObject;
  /** What a record's `status` may be, for everybody who may read: titles of the workflow's states, and how a final one ends. */
  statuses?: { [status: string]: Standing };
  rights: { [V in FormVerb]: boolean };
  fields: { [field: string]: FieldAccess };
  /** Same-origin ES module whose default export is the structure validator of this release, of the fields that the actor knows of; named by content hash. */
  validator: string;
  views: { key: string; title: Text }[];
};

/** An option that can no longer be chosen. */
export type FormerOption = { key: string; title: Text };

/** `GET /forms/:form/records?view&filter&sort&page&size&q&count`; `filter` is URL-encoded JSON-Logic, `sort` `-createdAt,no`. */
export type RecordQuery = {
  view?: string;
  filter?: string;
  sort?: string;
  page?: number;
  size?: number;
  q?: string;
  count?: boolean;
};

/** `POST /forms/:form/records` with `Idempotency-Key`. `submit: false` keeps it a record without a case. */
export type CreateRecord = {
  data: JsonObject;
  draft?: string;
  /** The stored revision that the draft was begun on: one that was submitted meanwhile is not submitted again. */
  draftRevision?: number;
  chosen?: Chosen;
};
export type CreatedRecord = { record: RecordView; case?: string };

/** `PATCH /forms/:form/records/:id` with `If-Match: revision`. */
export type UpdateRecord = { data: JsonObject };

/** `GET/PUT/DELETE /forms/:form/drafts/:scope`; scope is `new`, a record id or a task id. One per person and scope. */
export type Draft = {
  scope: string;
  form: string;
  data: JsonObject;
  revision: number;
  savedAt: string;
  /** What was typed into fields that the form no longer has. */
  former?: FormerField[];
};
/** With the refusal of a draft that was submitted already: what became of it. */
export type SentDraft = { record: string; case?: string; at: string };

/**
 * `GET /forms/:form/lookup/:field?q=`: candidates of a reference field, found by part of the name or pinyin initials; of a
 * person field too (then `value` is `{ id, title }` and `description` names the unit).
 */
export type LookupItem = { id: string; title: string; description?: string; value: JsonObject; fill: JsonObject };

/** A changed field; of rows, one for each cell that differs and each row that came or went. `system`: no person typed it, the workflow set it. */
export type HistoryChange = { path: string; title: Text; before: string; after: string; system?: true };

/** `GET /forms/:form/records/:id/history` and `GET /cases/:id/history`. */
export type HistoryItem = {
  seq: number;
  at: string;
  actor?: { id: string; title: Text };
  onBehalfOf?: { id: string; title: Text };
  /** `created`, `changed`, `started`, `decided`, `moved`, `timer`, … */
  kind: string;
  /** One sentence in the reader's language. */
  text: string;
  opinion?: string;
  step?: string;
  /** The decision was signed by this. */
  signed?: 'password';
  changes?: HistoryChange[];
};

/** `POST /files` (multipart, one file); the value that an attachment field keeps. */
export type FileValue = { id: string; name: string; size: number; type: string };

/** Everything about the subject of a record. `withheld` are fields of it that the reader may not see. */
export type PersonalExport = {
  at: string;
  record: RecordView;
  personal: string[];
  withheld: string[];
  history: HistoryItem[];
  cases: {
    id: string;
    no: string;
    workflow: string;
    status: string;
    startedAt: string;
    endedAt?: string;
    history: HistoryItem[];
  }[];
  files: { id: string; name: string; size: number; type: string; createdAt: string }[];
  references: RecordView[];
};
/** `POST /forms/:form/records/:id/erase` with `Idempotency-Key` */
export type ErasePersonal = { reason: string };
/** Which fields were erased, in how many records, links of history and files. */
export type PersonalErased = {
  fields: string[];
  records: number;
  links: number;
  files: number;
  /** What still tells of the data and cannot be erased, by name. */
  unreached?: LocalIssue[];
  /** Nothing was erased yet: a second administrator has to ask for the same. */
  awaits?: { at: string; by: PersonRef };
};
