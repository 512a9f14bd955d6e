import { issue, messageOf, type PackFiles } from '../../../engine/index.ts';
import type { Deps } from '../../deps.ts';
import { Fault } from '../../fault.ts';
import { openIncident } from '../incidents/open-incident.ts';
import { rebaseDraft } from './draft.ts';
import { fileOf } from './file-of.ts';
import { hashOfFiles, makeRelease } from './make-release.ts';
import { type FileProblem, type FolderPack, readPacks } from './read-folder.ts';

/** Who publishes what lies in the folder. */
const FOLDER = 'folder';

export type FolderImport = { published: { pack: string; release: number }[]; broken: FileProblem[] };

/**
 * Publishes the packs of the folder for a tenant: those that it does not have, and those whose files differ from what was last
 * taken from the folder. A pack with a broken definition is passed over and told of, in the log and as an incident; the
 * others are published all the same, and what was published before stays.
 */
export async function importFolder(deps: Deps, tenant: string): Promise<FolderImport> {
  const done: FolderImport = { published: [], broken: [] };
  for (const found of inOrder(await readPacks(deps.config.packs))) {
    const problems = [...found.problems];
    if (found.files && problems.length === 0) {
      try {
        const release = await publish(deps, tenant, found.key, found.files);
        if (release !== undefined) done.published.push({ pack: found.key, release });
        await closeIncidents(deps, tenant, found.key);
        continue;
      } catch (cause) {
        problems.push(...problemsOf(cause, found.key));
      }
    }
    done.broken.push(...problems);
    for (const problem of problems) await tell(deps, tenant, found.key, problem);
  }
  return done;
}

/** A pack after those that it requires. */
function inOrder(packs: FolderPack[]): FolderPack[] {
  const ordered: FolderPack[] = [];
  const visit = (pack: FolderPack, way: string[]): void => {
    if (ordered.includes(pack) || way.includes(pack.key)) return;
    const required = Array.isArray(pack.files?.pack.requires) ? pack.files.pack.requires : [];
    for (const other of packs) if (required.includes(other.key)) visit(other, [...way, pack.key]);
    ordered.push(pack);
  };
  for (const pack of packs) visit(pack, []);
  return ordered;
}

async function publish(deps: Deps, tenant: string, pack: string, files: PackFiles): Promise<number | undefined> {
  const rows = deps.store.tenant(tenant);
  const hash = hashOfFiles(files);
  const newest = { filter: { pack, from: FOLDER }, sort: ['-release'] };
  if ((await rows.releases.first({ ...newest, fields: ['hash'] }))?.hash === hash) return undefined;
  const last = await rows.releases.first(newest);
  const release = await makeRelease(deps, {
    tenant,
    pack,
    files,
    by: FOLDER,
    from: FOLDER,
    // Two servers that start at once read the same folder: the second finds it published.
    guard: async (tx) => {
      if ((await tx.releases.first({ ...newest, fields: ['hash'] }))?.hash === hash) throw new AlreadyThere();
    },
    also: async (tx, made) => {
      const before = last?.files as unknown as PackFiles | undefined;
      await rebaseDraft(tx, { pack, before, after: files, release: made.release, by: FOLDER, at: made.at });
    },
  }).catch((cause: unknown) => {
    if (cause instanceof AlreadyThere) return undefined;
    throw cause;
  });
  return release?.release;
}

class AlreadyThere extends Error {}

// Whatever a definition brings about is its pack's trouble; only a store that does not answer is everybody's.
function problemsOf(cause: unknown, pack: string): FileProblem[] {
  if (cause instanceof Fault && cause.issues.length > 0) {
    return cause.issues.map((found) => ({
      file: fileOf(pack, (found.kind ?? 'pack') as 'pack', found.key ?? pack),
      issue: found,
    }));
  }
  if (cause instanceof Fault) throw cause;
  const reason = cause instanceof Error ? cause.message : String(cause);
  return [{ file: fileOf(pack, 'pack', pack), issue: issue('definition/invalid', '', { reason }) }];
}

async function tell(deps: Deps, tenant: string, pack: string, { file, issue: found }: FileProblem): Promise<void> {
  const cause = messageOf(found, 'en');
  deps.log.error({ tenant, file, path: found.path, code: found.code, cause }, 'definition cannot be used');
  const path = `${file}#${found.path}`;
  const rows = deps.store.tenant(tenant);
  const same = { code: 'server/incident-definition', status: 'open', path };
  const open = await rows.incidents.find({ filter: same, fields: ['id', 'cause'] });
  if (open.some((each) => each.cause === cause)) return;
  await deps.store.transaction(tenant, (tx) =>
    openIncident(deps, tx, { code: 'server/incident-definition', params: { pack, file, cause }, path, cause }),
  );
}

/** What was told of a pack is settled once it could be read. */
async function closeIncidents(deps: Deps, tenant: string, pack: string): Promise<void> {
  const { incidents } = deps.store.tenant(tenant);
  const open = await incidents.find({
    filter: { code: 'server/incident-definition', status: 'open' },
    fields: ['id', 'params'],
  });
  const ids = open.filter(({ params }) => params.pack === pack).map(({ id }) => id);
  if (ids.length > 0) await incidents.update({ id: { $in: ids } }, { status: 'closed', closedBy: FOLDER });
}
