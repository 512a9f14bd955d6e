import { type Issue, issue } from '../core/issue.ts';
import { isJsonObject, type JsonObject, own } from '../core/json.ts';
import { matchSchema } from '../core/json-schema.ts';
import { didYouMean, isKey } from '../core/names.ts';
import { pointer } from '../core/pointer.ts';
import { isText } from '../core/text.ts';
import { type DefinitionType, definitionTypes } from './definition-kinds.ts';
import { type FormerOptions, noFormer } from './former-options.ts';
import { hiddenCharacters } from './hidden-characters.ts';
import { keyedKinds, kindFacts } from './kinds.ts';
import type { NavigationEntry, NavigationTarget, Pack, PackFiles, PackProblem, QuickAction } from './pack.ts';
import { type PackLinks, packLinks } from './pack-links.ts';
import { readablePackSchema } from './pack-schema.ts';

const MOST_DEFINITIONS = 500;

/**
 * All problems of all definitions, links resolved across kinds and into the packs it requires.
 * `former` is what earlier releases offered to choose: records still hold it. `pack` is there when no problem is an error; `partial` always, with the definitions that could be parsed.
 */
export function parsePack(
  files: PackFiles,
  required: readonly Pack[],
  former: FormerOptions = noFormer,
): { pack?: Pack; partial: Pack; problems: PackProblem[] } {
  const partial = emptyPack(files.pack);
  const problems: PackProblem[] = [];
  const tell = (kind: PackProblem['kind'], key: string, issues: Issue[]) =>
    problems.push(...issues.map((found) => ({ kind, key, issue: found })));

  let brokenRoles = false;
  const links = packLinks(files, partial, required, () => brokenRoles, former);
  tell('pack', partial.key, packIssues(files, links, required));
  for (const { kind, key, json } of files.definitions) {
    tell(kind, key, filingIssues(kind, key, json, files));
  }
  for (const type of definitionTypes) {
    for (const { key, json } of ownDefinitions(files, type)) {
      const issues = [
        ...hiddenCharacters(json),
        ...type.read(json, partial, links).filter((found) => !isAboutBroken(found, links)),
      ];
      if (type.kind === 'roles' && issues.length > 0) brokenRoles = true;
      tell(type.kind, key, issues);
    }
  }
  const broken = problems.some(({ issue: found }) => found.severity === 'error') || !isComplete(files, partial);
  return { ...(!broken && { pack: partial }), partial, problems };
}

/** A pack without definitions, with what can be read of its pack.json. */
function emptyPack(json: JsonObject): Pack {
  const home = isJsonObject(json.home) ? json.home : {};
  return {
    key: typeof json.key === 'string' ? json.key : '',
    title: isText(json.title) ? json.title : String(json.key ?? ''),
    ...(isText(json.description) && { description: json.description }),
    requires: Array.isArray(json.requires) ? json.requires.filter((key) => typeof key === 'string') : [],
    home: {
      navigation: objectsIn(home.navigation) as NavigationEntry[],
      quickActions: objectsIn(home.quickActions) as QuickAction[],
    },
    forms: {},
    workflows: {},
    datasets: {},
    dashboards: {},
    options: {},
    templates: {},
    roles: {},
    pages: {},
    scenarios: {},
    json,
  };
}

function packIssues(files: PackFiles, links: PackLinks, required: readonly Pack[]): Issue[] {
  const { pack: json, definitions } = files;
  const issues = matchSchema(readablePackSchema, json);
  if (issues.length > 0) return issues;
  issues.push(...hiddenCharacters(json));
  if (!isKey(String(json.key))) issues.push(issue('definition/name', '/key', { name: String(json.key) }));
  if (definitions.length > MOST_DEFINITIONS) {
    const what = { en: 'definitions', 'zh-CN': '定义' };
    issues.push(issue('definition/limit', '', { what, found: definitions.length, max: MOST_DEFINITIONS }));
  }
  const { requires, home } = emptyPack(json);
  requires.forEach((key, index) => {
    // The caller decides which packs exist; this checks that each required pack was brought.
    if (!required.some((pack) => pack.key === key))
      issues.push(issue('pack/required-missing', pointer('requires', index), { key }));
  });
  home.navigation.forEach((entry, index) => {
    const at = pointer('home', 'navigation', index);
    if (targetKinds.filter((kind) => kind in entry).length === 1) issues.push(...targetIssues(entry, at, links));
    else issues.push(issue('pack/navigation-target', at));
  });
  home.quickActions.forEach((entry, index) => {
    issues.push(...targetIssues(entry, pointer('home', 'quickActions', index), links));
  });
  return issues;
}

const targetKinds = ['form', 'dashboard', 'page'] as const;

function targetIssues(entry: NavigationTarget, at: string, links: PackLinks): Issue[] {
  return targetKinds.flatMap((kind) => {
    const key = own(entry, kind);
    if (key === undefined || links.has(kind, key)) return [];
    return [issue(`pack/unknown-${kind}`, `${at}/${kind}`, { key, hint: didYouMean(key, links.keys(kind)) })];
  });
}

// A definition is what its place says that it is: it is found by that place.
function filingIssues(kind: string, key: string, json: JsonObject, { definitions }: PackFiles): Issue[] {
  const known = definitionTypes.map((type) => type.kind);
  if (!known.some((each) => each === kind)) {
    return [issue('pack/unknown-kind', '/kind', { kind, hint: didYouMean(kind, known), allowed: known })];
  }
  const issues: Issue[] = [];
  if (json.kind !== kind) issues.push(issue('pack/misfiled', '/kind', { said: String(json.kind), place: kind }));
  if (json.key !== key) issues.push(issue('pack/misfiled', '/key', { said: String(json.key), place: key }));
  const twins = definitions.filter((each) => each.kind === kind && each.key === key);
  if (twins.length > 1 && twins.findIndex((each) => each.json === json) > 0)
    issues.push(issue('pack/duplicate', '/key', { kind, key }));
  return issues;
}

function ownDefinitions({ definitions }: PackFiles, { kind }: DefinitionType): PackFiles['definitions'] {
  const seen = new Set<string>();
  return definitions.filter((each) => {
    const first = each.kind === kind && !seen.has(each.key);
    if (first) seen.add(each.key);
    return first && each.json.kind === kind && each.json.key === each.key;
  });
}

/** Links whose target stands in the pack but is broken: the target has its own problems, and they are enough. */
const targets: { [code: string]: [kind: 'form' | 'dataset', param: string] } = {
  'workflow/unknown-form': ['form', 'form'],
  'reports/unknown-form': ['form', 'form'],
  'reports/unknown-dataset': ['dataset', 'dataset'],
};

function isAboutBroken({ code, params }: Issue, links: PackLinks): boolean {
  const [kind, param] = own(targets, code) ?? [];
  return kind !== undefined && param !== undefined && links.has(kind, String(params[param]));
}

function isComplete({ definitions }: PackFiles, pack: Pack): boolean {
  const count = keyedKinds.reduce((sum, kind) => sum + Object.keys(pack[kindFacts[kind].folder]).length, 0);
  return count === definitions.filter(({ kind }) => kind !== 'roles').length;
}

function objectsIn(json: unknown): JsonObject[] {
  return Array.isArray(json) ? json.filter(isJsonObject) : [];
}
