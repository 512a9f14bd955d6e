import {
  type Form,
  issue,
  type JsonObject,
  type PackFiles,
  releaseOf,
  structureSchema,
} from '../../../engine/index.ts';
import { type CompiledStructures, CompileError, compileStructures } from '../../compile/compile-structures.ts';
import type { Deps, TenantStore } from '../../deps.ts';
import { invalid } from '../../fault.ts';
import type { ReleaseRow } from '../../store/rows.ts';
import { forgetSecrets } from '../records/forget-secrets.ts';
import { indexesOf } from '../records/form-indexes.ts';
import { fillKeys, tellAside } from '../records/upgrade-records.ts';
import { judge, refuse } from './judge-draft.ts';
import { PUBLICATIONS } from './loaded-packs.ts';
import { sealOf } from './seal-release.ts';

export type NewRelease = {
  tenant: string;
  pack: string;
  files: PackFiles;
  by: string;
  /** Those who wrote it. */
  authors?: string[];
  note?: string;
  from?: 'folder';
  /** In the transaction, before anything is written: throws to call it off. */
  guard?: (tx: TenantStore) => Promise<void>;
  /** In the transaction, with the release as it will be. */
  also?: (tx: TenantStore, release: ReleaseRow) => Promise<void>;
};

/**
 * Publishes files as the next release of a pack: parsed, checked and compiled first; then, in one transaction, current. Cases
 * and records that began under an earlier release keep it. Throws `invalid` with the problems of the definitions.
 */
export async function makeRelease(deps: Deps, order: NewRelease): Promise<ReleaseRow> {
  const { tenant, pack: key } = order;
  const { pack, problems, required } = await judge(deps, tenant, key, order.files);
  if (!pack) return refuse(problems);
  const { hash, files } = releaseOf(order.files);
  const structures = await compile(Object.values(pack.forms));
  // Before it is current: the first record of a new form finds its collection and indexes.
  for (const form of Object.values(pack.forms)) {
    await fillKeys(deps, tenant, form);
    await deps.store.tenant(tenant).ensureRecords(form.key, indexesOf(form));
  }
  const row = await deps.store.transaction(tenant, async (tx) => {
    await order.guard?.(tx);
    const release = await tx.nextNumber(`release/${key}`);
    const made: ReleaseRow = {
      id: `${key}/${release}`,
      tenant,
      pack: key,
      release,
      hash,
      files: files as unknown as JsonObject,
      structures,
      ...contentsOf(structures),
      at: deps.clock.now(),
      by: order.by,
      ...(order.authors !== undefined && { authors: order.authors }),
      ...(order.note !== undefined && { note: order.note }),
      ...(order.from !== undefined && { from: order.from }),
      ...(required.length > 0 && { requires: Object.fromEntries(required.map((each) => [each.key, each.release])) }),
      current: true,
    };
    await tx.releases.update({ pack: key, current: true }, { current: false });
    await tx.releases.insert({ ...made, seal: sealOf(deps.secrets, made) });
    await tx.nextNumber(PUBLICATIONS);
    await order.also?.(tx, made);
    return made;
  });
  deps.packs.refresh(tenant);
  for (const form of Object.values(pack.forms)) await forgetSecrets(deps, tenant, form);
  await sealStored(deps, tenant);
  deps.live.publish(tenant, 'everybody', { type: 'release', pack: key, release: row.release });
  deps.log.info({ tenant, pack: key, release: row.release, hash }, 'published');
  return row;
}

/** What a field held in clear until now is sealed at once; what fails here is made up for by the next start. */
export async function sealStored(deps: Deps, tenant: string): Promise<void> {
  try {
    const aside = new Map<Form, number>();
    const changed = await deps.store.sealStored(tenant, (form) => aside.set(form, (aside.get(form) ?? 0) + 1));
    for (const [form, count] of aside) await deps.store.transaction(tenant, (tx) => tellAside(deps, tx, form, count));
    if (changed > 0) deps.log.info({ tenant, changed }, 'stored values sealed as the published forms say');
  } catch (cause) {
    deps.log.error({ tenant, reason: String(cause) }, 'stored values cannot be sealed');
  }
}

async function compile(forms: Form[]): Promise<CompiledStructures> {
  try {
    return await compileStructures(Object.fromEntries(forms.map((form) => [form.key, structureSchema(form)])));
  } catch (cause) {
    if (!(cause instanceof CompileError)) throw cause;
    const found = issue('server/structure', '/fields', { reason: cause.message });
    throw invalid([{ ...found, kind: 'form', key: cause.form ?? forms[0]?.key ?? '' }]);
  }
}

/** What a release is looked up by. Each form has a validator of its structure. */
export function contentsOf(structures: CompiledStructures): { forms: string[]; validators: string[] } {
  return {
    forms: Object.keys(structures),
    validators: [...new Set(Object.values(structures).map(({ hash }) => hash))],
  };
}

/** What a folder, an import or a draft would be called if it were published. */
export function hashOfFiles(files: PackFiles): string {
  return releaseOf(files).hash;
}
