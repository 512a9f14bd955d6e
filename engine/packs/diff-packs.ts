import { issue, messageOf } from '../core/issue.ts';
import { isJsonObject, type JsonObject, own } from '../core/json.ts';
import { isText, type Locale, type Text } from '../core/text.ts';
import type { DefinitionKind, DiffResult } from '../wire/index.ts';
import { diffForm } from './diff/diff-form.ts';
import { diffOptions, diffRoles, diffTemplate } from './diff/diff-lists.ts';
import { diffDashboard, diffDataset } from './diff/diff-reports.ts';
import { diffWorkflow } from './diff/diff-workflow.ts';
import { appearance, behaviour, type DiffEntry, type Difference, retitled, sameJson } from './diff/entry.ts';
import { type KeyedKind, kindFacts } from './kinds.ts';
import type { Pack, PackFiles } from './pack.ts';

/**
 * What is different in `after`, in sentences; without `before`, what there is now. Changes of behaviour come first.
 * `filed`: the definitions as they are written. One that `after` is without has errors: it is told that it has changed, and
 * that what differs in it cannot be told.
 */
export function diffPacks(
  before: Pack | undefined,
  after: Pack,
  locale: Locale,
  filed: PackFiles['definitions'] = [],
): DiffResult['sentences'] {
  const broken = unreadable(before, after, filed);
  const isBroken = ({ code, kind, key }: DiffEntry) =>
    broken.some((one) => one.kind === kind && (kind === 'roles' ? code.startsWith('diff/role') : one.key === key));
  const entries = [
    ...diffEntries(before, after).filter((entry) => !isBroken(entry)),
    ...broken.flatMap(({ told }) => told),
  ];
  return [
    ...entries.filter((entry) => entry.importance === 'behaviour'),
    ...entries.filter((entry) => entry.importance === 'appearance'),
  ].map(({ kind, key, code, params, importance }) => ({
    kind,
    key,
    importance,
    text: messageOf(issue(code, '', params), locale),
  }));
}

/** The same as data, without a language. */
export function diffEntries(before: Pack | undefined, after: Pack): DiffEntry[] {
  const roleTitle = (role: string) =>
    own(after.roles, role)?.title ?? (before && own(before.roles, role)?.title) ?? role;
  const form = (key: string) => own(after.forms, key);
  const maps = (pick: (pack: Pack) => { [key: string]: Definition }) =>
    [before ? pick(before) : {}, pick(after)] as const;
  return [
    ...packEntries(before, after),
    ...ofKind('form', before?.forms ?? {}, after.forms, (a, b) => diffForm(a, b, roleTitle)),
    ...ofKind('workflow', before?.workflows ?? {}, after.workflows, (a, b) =>
      diffWorkflow(a, b, { form: form(b.form), roleTitle }),
    ),
    ...ofKind('dashboard', before?.dashboards ?? {}, after.dashboards, (a, b) => diffDashboard(a, b, roleTitle)),
    ...ofKind('dataset', before?.datasets ?? {}, after.datasets, diffDataset),
    ...ofKind('options', before?.options ?? {}, after.options, diffOptions),
    ...ofKind('template', before?.templates ?? {}, after.templates, diffTemplate),
    ...ofKind('page', ...maps(({ pages }) => pages), changed),
    ...ofKind('scenario', ...maps(({ scenarios }) => scenarios), changed),
    ...diffRoles(before?.roles ?? {}, after.roles).map((found) => ({ kind: 'roles' as const, key: 'roles', ...found })),
  ];
}

type Unreadable = { kind: DefinitionKind; key: string; told: DiffEntry[] };

/** Definitions with errors, and of each that it is new or has changed. */
function unreadable(before: Pack | undefined, after: Pack, filed: PackFiles['definitions']): Unreadable[] {
  return filed.flatMap(({ kind, key, json }) => {
    if (kind === 'roles' ? !rolesAreBroken(json, after) : own(mapOf(after, kind), key) !== undefined) return [];
    const was = before && kind !== 'roles' ? own(mapOf(before, kind), key) : undefined;
    // Roles are kept as one list: what each definition said is not known any more.
    const same = was?.json !== undefined && sameJson(was.json, json);
    const code = was || kind === 'roles' ? 'diff/broken-changed' : 'diff/broken-new';
    const params = { kind: kindFacts[kind].title, title: isText(json.title) ? json.title : key };
    return [{ kind, key, told: same ? [] : [{ kind, key, ...behaviour(code, params) }] }];
  });
}

function rolesAreBroken({ roles }: JsonObject, after: Pack): boolean {
  return !isJsonObject(roles) || Object.keys(roles).some((role) => own(after.roles, role) === undefined);
}

function mapOf(pack: Pack, kind: KeyedKind): { [key: string]: Definition } {
  return pack[kindFacts[kind].folder];
}

type Definition = { title: Text; json?: JsonObject };

function ofKind<T extends Definition>(
  kind: DefinitionKind,
  before: { [key: string]: T },
  after: { [key: string]: T },
  diff: (a: T, b: T) => Difference[],
): DiffEntry[] {
  const params = ({ title }: T) => ({ kind: kindFacts[kind].title, title });
  const entries: DiffEntry[] = [];
  for (const [key, value] of Object.entries(after)) {
    const known = own(before, key);
    const found =
      known === undefined ? [behaviour('diff/definition-added', params(value))] : differences(known, value, diff);
    entries.push(...found.map((each) => ({ kind, key, ...each })));
  }
  for (const [key, value] of Object.entries(before)) {
    if (!Object.hasOwn(after, key)) entries.push({ kind, key, ...behaviour('diff/definition-removed', params(value)) });
  }
  return entries;
}

// What no sentence was found for is told all the same: silence would say that nothing changed.
function differences<T extends Definition>(before: T, after: T, diff: (a: T, b: T) => Difference[]): Difference[] {
  if (sameJson(before.json, after.json) && before.json !== undefined) return [];
  const found = diff(before, after);
  if (found.length > 0 || before.json === undefined) return found;
  return changed(before, after);
}

function changed(before: Definition, after: Definition): Difference[] {
  return sameJson(before.json, after.json) ? [] : [behaviour('diff/definition-changed', { title: after.title })];
}

function packEntries(before: Pack | undefined, after: Pack): DiffEntry[] {
  if (!before) return [];
  const found = retitled(before.title, after.title);
  if (!sameJson(before.requires, after.requires))
    found.push(behaviour('diff/requires', { before: before.requires, after: after.requires }));
  if (!sameJson(own(before.json, 'home'), own(after.json, 'home'))) found.push(appearance('diff/home', {}));
  if (!sameJson(before.description, after.description)) found.push(appearance('diff/description', {}));
  return found.map((each) => ({ kind: 'pack' as const, key: after.key, ...each }));
}
