import type { LocalIssue } from '../core/issue.ts';
import type { JsonObject } from '../core/json.ts';
import type { Text } from '../core/text.ts';
import type { RoutePreview } from './cases.ts';

export type DefinitionKind =
  | 'form'
  | 'workflow'
  | 'dashboard'
  | 'dataset'
  | 'template'
  | 'options'
  | 'roles'
  | 'page'
  | 'scenario';

/** `GET /packs` */
export type PackItem = {
  key: string;
  title: Text;
  description?: Text;
  release?: number;
  draftRevision: number;
  changed: boolean;
  problems: number;
};

/** A pack as its files say it. */
export type PackContent = { pack: JsonObject; definitions: { kind: DefinitionKind; key: string; json: JsonObject }[] };

/** `GET /packs/:pack/draft` */
export type PackDraft = {
  key: string;
  /** Of the whole draft. */
  revision: number;
  /** pack.json: what the application says of itself, its menu and its quick actions. */
  pack: JsonObject;
  /** Of pack.json alone. */
  packRevision: number;
  definitions: {
    kind: DefinitionKind;
    key: string;
    json: JsonObject;
    revision: number;
    changedBy?: string;
    changedAt?: string;
  }[];
  /** What the draft was begun from. */
  base?: number;
  /** Where a second person must publish: the authors since the last release, and whether the reader is one of them. */
  fourEyes?: { authors: { id: string; title: Text }[]; mine: boolean };
  /** The current releases of the packs that it builds on, each after those that it needs itself. */
  required?: PackContent[];
};

/** `PUT /packs/:pack/draft/:kind/:key` with `If-Match: revision` (`0` for a new one); DELETE removes it. Broken JSON shapes are kept, problems are told. */
/** `POST /packs/import` */
export type ImportedPack = { pack: string; revision: number; problems: LocatedIssue[] };

export type SavedDefinition = {
  kind: DefinitionKind | 'pack';
  key: string;
  revision: number;
  problems: LocatedIssue[];
};
/** An issue in one definition of a pack. */
export type LocatedIssue = LocalIssue & { kind: DefinitionKind | 'pack'; key: string };

/** `POST /packs/:pack/check` */
export type CheckResult = { problems: LocatedIssue[] };

/** `POST /packs/:pack/diff`: the draft, or an earlier release, against the current one. */
export type DiffInput = { release?: number };
/** What would be different, in words, and what it would take away. */
export type DiffResult = {
  /** What is not there any more: forms with their records and running cases, roles with those who have them. */
  gone: {
    forms: { key: string; title: Text; records: number; cases: number }[];
    roles: { key: string; title: Text; people: number }[];
    /** Options that are taken out of their list, while stored rows hold them. */
    options: { list: Text; key: string; title: Text; rows: number }[];
  };
  /** Cases of the pack that run, and go on under the release that they began with. */
  running: number;
  sentences: { kind: DefinitionKind | 'pack'; key: string; text: string; importance: 'behaviour' | 'appearance' }[];
};

/** `POST /packs/:pack/simulate`: the draft's workflow run without effects. `decisions` are applied in order. */
export type SimulateInput = {
  workflow: string;
  initiator: string;
  data: JsonObject;
  decisions: { step: string; person: string; decision: string; to?: string; data?: JsonObject }[];
  at?: string;
};
export type SimulateResult = {
  status: string;
  states: string[];
  waiting: { step: string; title: Text; people: { id: string; title: Text }[]; decisions: string[] }[];
  log: { text: string; step?: string }[];
  preview: RoutePreview;
  /** What would have left the system: shown, never sent. */
  effects: { type: string; text: string }[];
  problems: LocalIssue[];
};

/** `POST /packs/:pack/publish` → 201 */
export type PublishInput = { revision: number; note?: string };
/** `POST /packs/:pack/rollback` → 201 */
export type RollBackInput = {
  release: number;
  note?: string;
  /** What becomes of changes that are not published: needed where there are such. */
  changes?: 'keep' | 'discard';
};
/** `POST /packs/:pack/propose` → 201: who was asked to publish. */
export type Proposed = { asked: { id: string; title: Text }[] };
export type PublishResult = { release: number; hash: string };
/** `GET /packs/:pack/releases` */
export type ReleaseItem = {
  release: number;
  hash: string;
  at: string;
  by: { id: string; title: Text };
  note?: string;
  current: boolean;
};
