import {
  definitionKinds,
  type ImportedPack,
  type Issue,
  isJsonObject,
  isKey,
  issue,
  type JsonObject,
  type PackFiles,
  releaseOf,
  typeOf,
  typeWords,
} from '../../../engine/index.ts';
import { requirePermission } from '../../auth/require-permission.ts';
import type { Caller, Deps } from '../../deps.ts';
import { appendAudit, byCaller } from '../../domain/audit/append-audit.ts';
import { withEditor } from '../../domain/packs/authors.ts';
import { draftSeries, rowId } from '../../domain/packs/draft.ts';
import { judge, locate } from '../../domain/packs/judge-draft.ts';
import { invalid } from '../../fault.ts';

/** Puts a document's definitions in place of the draft; publishing is a step of its own. Answers what is wrong with it. */
export async function importPack(deps: Deps, caller: Caller, document: JsonObject): Promise<ImportedPack> {
  await requirePermission(deps, caller, 'studio');
  const { tenant, id: changedBy } = caller.actor;
  const files = filesOf(document);
  const pack = String(files.pack.key);
  const revision = await deps.store.transaction(tenant, async (tx) => {
    const changedAt = deps.clock.now();
    const wanted = new Map(
      [{ kind: 'pack', key: pack, json: files.pack }, ...files.definitions].map((entry) => [
        rowId(pack, entry.kind, entry.key),
        entry,
      ]),
    );
    const known = new Map((await tx.packDrafts.find({ filter: { pack } })).map((row) => [row.id, row]));
    for (const [id, { kind, key, json }] of wanted) {
      const row = known.get(id);
      if (row) {
        const { removed: _removed, ...rest } = row;
        await tx.packDrafts.save(
          { ...rest, json, changedBy, changedAt, editors: withEditor(row, changedBy) },
          { ifRevision: row.revision },
        );
      } else
        await tx.packDrafts.insert({
          id,
          pack,
          kind,
          key,
          json,
          revision: 1,
          changedBy,
          changedAt,
          editors: [changedBy],
        });
    }
    for (const row of known.values()) {
      if (!wanted.has(row.id) && row.removed !== true)
        await tx.packDrafts.save(
          { ...row, removed: true, changedBy, changedAt, editors: withEditor(row, changedBy) },
          { ifRevision: row.revision },
        );
    }
    await appendAudit(deps, tx, byCaller(caller), 'pack-imported', { pack, hash: releaseOf(files).hash });
    return tx.nextNumber(draftSeries(pack));
  });
  const { problems } = await judge(deps, tenant, pack, files);
  return { pack, revision, problems: locate(problems, caller.locale) };
}

function filesOf(document: JsonObject): PackFiles {
  const { pack, definitions } = document;
  const issues: Issue[] = [];
  if (!isJsonObject(pack) || typeof pack.key !== 'string' || !isKey(pack.key))
    issues.push(issue('definition/name', '/pack/key', { name: isJsonObject(pack) ? String(pack.key) : '' }));
  if (!Array.isArray(definitions))
    issues.push(issue('definition/type', '/definitions', { expected: typeWords('array'), found: typeOf(definitions) }));
  const usable: PackFiles['definitions'] = [];
  for (const [index, entry] of (Array.isArray(definitions) ? definitions : []).entries()) {
    const kind = isJsonObject(entry) ? definitionKinds.find((each) => each === entry.kind) : undefined;
    if (isJsonObject(entry) && kind && typeof entry.key === 'string' && isKey(entry.key) && isJsonObject(entry.json)) {
      if (usable.some((other) => other.kind === kind && other.key === entry.key))
        issues.push(issue('pack/duplicate', `/definitions/${index}/key`, { kind, key: entry.key }));
      else usable.push({ kind, key: entry.key, json: entry.json });
    } else issues.push(issue('definition/invalid', `/definitions/${index}`, { reason: 'kind, key, json' }));
  }
  if (issues.length > 0) throw invalid(issues);
  return { pack: pack as JsonObject, definitions: usable };
}
