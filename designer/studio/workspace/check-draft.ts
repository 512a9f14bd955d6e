import {
  checkPack,
  type DefinitionKind,
  type Issue,
  type Locale,
  type LocatedIssue,
  type Pack,
  type PackDraft,
  type PackFiles,
  parsePack,
  pointer,
  toLocalIssue,
} from '../../../engine/index.ts';
import { type Document, definition, packRef, parseRef } from '../document/index.ts';

/** The draft as the engine sees it: what can be parsed of it, and every problem, in the reader's language. The server asks the same at publish. */
export function checkDocument(
  draft: PackDraft,
  document: Document,
  locale: Locale,
): { partial: Pack; problems: LocatedIssue[] } {
  const required = requiredPacks(draft);
  const parsed = parsePack(filesOf(document), required);
  const found = parsed.pack ? [...parsed.problems, ...checkPack(parsed.pack, required)] : parsed.problems;
  const problems = new Map<string, LocatedIssue>();
  for (const { kind, key, issue } of found) {
    const local = { ...toLocalIssue(placed(issue), locale), kind: kind as DefinitionKind | 'pack', key };
    problems.set(JSON.stringify([kind, key, local.path, local.code, local.message]), local);
  }
  return { partial: parsed.partial, problems: [...problems.values()].sort(bySeverity) };
}

function filesOf(document: Document): PackFiles {
  const definitions = Object.entries(document.definitions).flatMap(([ref, json]) => {
    const { kind, key } = parseRef(ref);
    return kind === 'pack' ? [] : [{ kind, key, json }];
  });
  return { pack: definition(document, packRef) ?? {}, definitions };
}

const parsedRequired = new WeakMap<PackDraft, Pack[]>();

/** The packs that the draft builds on, parsed once: what they hold may be named by the draft. */
function requiredPacks(draft: PackDraft): Pack[] {
  let packs = parsedRequired.get(draft);
  if (!packs) {
    packs = [];
    for (const files of draft.required ?? []) packs.push(parsePack(files, packs).partial);
    parsedRequired.set(draft, packs);
  }
  return packs;
}

/** What is missing is told of where it would stand: there its input is. */
function placed(found: Issue): Issue {
  const { code, path, params } = found;
  return code === 'definition/required' ? { ...found, path: path + pointer(String(params.key)) } : found;
}

function bySeverity(a: LocatedIssue, b: LocatedIssue): number {
  return a.severity === b.severity ? 0 : a.severity === 'error' ? -1 : 1;
}
