import {
  type CheckResult,
  type DiffResult,
  diffPacks,
  type PackFiles,
  type SimulateInput,
  type SimulateResult,
  simulate,
} from '../../../engine/index.ts';
import { requirePermission } from '../../auth/require-permission.ts';
import type { Caller, Deps, LoadedPack } from '../../deps.ts';
import { loadDraft } from '../../domain/packs/draft.ts';
import { impactOf } from '../../domain/packs/impact.ts';
import { type Judged, judge, locate } from '../../domain/packs/judge-draft.ts';
import { loadSurroundings } from '../../domain/surroundings/index.ts';
import { expectValid, notFound } from '../../fault.ts';

/** Everything found in the draft, whichever definition it is in. */
export async function checkDraft(deps: Deps, caller: Caller, pack: string): Promise<CheckResult> {
  const { problems } = await judgedDraft(deps, caller, pack);
  return { problems: locate(problems, caller.locale) };
}

/** The draft against the current release, in words. Of a draft with errors, what can be read of it. */
export async function diffDraft(deps: Deps, caller: Caller, pack: string): Promise<DiffResult> {
  const { pack: whole, partial, files } = await judgedDraft(deps, caller, pack);
  const current = await currentOf(deps, caller, pack);
  return {
    sentences: diffPacks(current?.pack, whole ?? partial, caller.locale, files.definitions),
    ...(await impactOf(deps, caller, current, files)),
  };
}

/** What going back to an earlier release would change. */
export async function diffRelease(deps: Deps, caller: Caller, pack: string, release: number): Promise<DiffResult> {
  await requirePermission(deps, caller, 'studio', 'publish');
  const { tenant } = caller.actor;
  const wanted = await deps.store.tenant(tenant).releases.first({ filter: { pack, release } });
  if (!wanted) throw notFound('release', `${pack} ${release}`);
  const { pack: earlier } = await deps.packs.release(tenant, pack, release);
  const current = await currentOf(deps, caller, pack);
  return {
    sentences: diffPacks(current?.pack, earlier, caller.locale),
    ...(await impactOf(deps, caller, current, wanted.files as unknown as PackFiles)),
  };
}

async function currentOf(deps: Deps, { actor }: Caller, pack: string): Promise<LoadedPack | undefined> {
  return (await deps.packs.current(actor.tenant)).find(({ key }) => key === pack);
}

/** The draft's workflow as any person, at any time, with no effect whatsoever. */
export async function simulateDraft(
  deps: Deps,
  caller: Caller,
  pack: string,
  input: SimulateInput,
): Promise<SimulateResult> {
  const { pack: whole, partial } = await judgedDraft(deps, caller, pack);
  const { organisation, calendar, zone, now } = await loadSurroundings(deps, caller.actor.tenant);
  return expectValid(simulate(whole ?? partial, input, { organisation, calendar, zone, now, locale: caller.locale }));
}

async function judgedDraft(deps: Deps, caller: Caller, pack: string): Promise<Judged & { files: PackFiles }> {
  await requirePermission(deps, caller, 'studio', 'publish');
  const { files } = await loadDraft(deps.store.tenant(caller.actor.tenant), pack);
  return { ...(await judge(deps, caller.actor.tenant, files)), files };
}
