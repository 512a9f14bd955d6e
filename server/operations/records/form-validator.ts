import { can, formAccess } from '../../../engine/index.ts';
import type { Caller, Deps } from '../../deps.ts';
import { formUnder } from '../../domain/records/form-use.ts';
import { structureFor } from '../../domain/records/reader-structure.ts';
import { forbidden, notFound } from '../../fault.ts';

const NAME = /^(\d{1,9})-([0-9a-f]{64})\.js$/;

/** Code of the validator that the screen of a form named (`<release>-<hash>.js`), for a caller who knows the same of the form. */
export async function formValidator(deps: Deps, caller: Caller, key: string, name: string): Promise<string> {
  const { actor } = caller;
  const [, release, hash] = NAME.exec(name) ?? [];
  if (release === undefined) throw notFound('form', name);
  const use = await formUnder(deps, actor.tenant, key, Number(release));
  if (!can(actor, 'create', use.form.access) && !can(actor, 'read', use.form.access)) throw forbidden('read', 'form');
  const structure = structureFor(deps, use, formAccess(use.form, actor));
  const code = structure.hash === hash ? await structure.code() : undefined;
  if (code === undefined) throw notFound('form', name);
  return code;
}
