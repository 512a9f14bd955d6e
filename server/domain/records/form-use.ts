import {
  type Context,
  type FieldAccess,
  type Form,
  type FormatContext,
  formAccess,
  type JsonObject,
  type Locale,
  type OptionSet,
  own,
  type StepAccess,
} from '../../../engine/index.ts';
import type { Caller, Deps, LoadedPack } from '../../deps.ts';
import { Fault, notFound } from '../../fault.ts';
import type { RecordRow } from '../../store/rows.ts';
import { type Around, environmentOf } from '../surroundings/load-surroundings.ts';
import { withRightsOfToday } from './rights-of-today.ts';

/** A form together with the release that it is read from. */
export type FormUse = { loaded: LoadedPack; form: Form };

/** The form as new records follow it. */
export async function currentForm(deps: Deps, tenant: string, key: string): Promise<FormUse> {
  return formIn(await deps.packs.withForm(tenant, key), key);
}

/** The form as new records follow it; undefined where no pack has it any more. */
export async function formIfThere(deps: Deps, tenant: string, key: string): Promise<FormUse | undefined> {
  try {
    return await currentForm(deps, tenant, key);
  } catch (cause) {
    if (cause instanceof Fault && cause.code === 'not-found') return undefined;
    throw cause;
  }
}

/**
 * The form as a release has it, with the rights of today; without a release, as new records follow it. What began under a
 * release goes on, also where no pack has the form any more.
 */
export async function formUnder(deps: Deps, tenant: string, key: string, release?: number): Promise<FormUse> {
  if (release === undefined) return currentForm(deps, tenant, key);
  return formOfRecord(deps, { tenant, pack: (await lastForm(deps, tenant, key)).loaded.key, release, form: key });
}

/** The form as it is now or, where no pack has it any more, as it was last. */
export async function lastForm(deps: Deps, tenant: string, key: string): Promise<FormUse> {
  const use = await lastFormIfAny(deps, tenant, key);
  if (!use) throw notFound('form', key);
  return use;
}

export async function lastFormIfAny(deps: Deps, tenant: string, key: string): Promise<FormUse | undefined> {
  const loaded = await deps.packs.lastWithForm(tenant, key);
  return loaded && formIn(loaded, key);
}

/** The form as the record follows it, with the rights of today: what a release takes away is taken away of old records too. */
export async function formOfRecord(
  deps: Deps,
  row: Pick<RecordRow, 'tenant' | 'pack' | 'release' | 'form'>,
): Promise<FormUse> {
  const use = formIn(await deps.packs.release(row.tenant, row.pack, row.release), row.form);
  const last = await deps.packs.lastWithForm(row.tenant, row.form);
  if (last?.key !== row.pack) return use;
  const then = { release: row.release, form: use.form };
  const form = await withRightsOfToday(deps, row.tenant, then, last, await deps.packs.current(row.tenant));
  return { ...use, form };
}

function formIn(loaded: LoadedPack, key: string): FormUse {
  const form = own(loaded.pack.forms, key);
  if (!form) throw notFound('form', key);
  return { loaded, form };
}

/** Who looks, when, and what else is known there: what every operation on records begins with. */
export type Scene = { deps: Deps; caller: Caller; around: Around };

export type ContextMore = {
  access?: { readonly [field: string]: FieldAccess };
  step?: { [field: string]: StepAccess };
  before?: JsonObject;
  /** `initiator`, `record` and `case`, as far as there are such. */
  facts?: JsonObject;
};

/** The form's context for this caller; without `access`, what the caller's roles say. */
export function formContext(use: FormUse, { caller, around }: Omit<Scene, 'deps'>, more: ContextMore = {}): Context {
  return {
    env: environmentOf(around, more.facts ?? {}),
    actor: caller.actor,
    locale: caller.locale,
    options: optionsOf(use.loaded),
    access: more.access ?? formAccess(use.form, caller.actor),
    exists: more.before !== undefined,
    ...(more.step && { step: more.step }),
    ...(more.before && { before: more.before }),
  };
}

export function formatContext(loaded: LoadedPack, zone: string, locale: Locale): FormatContext {
  return { locale, zone, options: optionsOf(loaded) };
}

export function optionsOf(loaded: LoadedPack): (key: string) => OptionSet | undefined {
  return (key) => own(loaded.pack.options, key);
}
