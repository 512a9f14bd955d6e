import type { FieldAccess } from '../access/index.ts';
import { own } from '../core/json.ts';
import type { Field } from '../fields/index.ts';
import type { Rule } from '../rules/index.ts';
import type { Context, StepAccess } from './context.ts';
import type { Form } from './form.ts';

/** What roles and the step together say. What roles hide or mask stays so; the step decides between reading and writing. */
export function accessTo(field: Field, rows: Field | undefined, ctx: Pick<Context, 'access' | 'step'>): StepAccess {
  const inner: FieldAccess = own(ctx.access, field.path) ?? (rows && own(ctx.access, rows.path)) ?? 'hidden';
  const outer = rows && own(ctx.access, rows.path);
  const role = outer && isUnseen(outer) && inner !== 'hidden' ? outer : inner;
  if (!ctx.step || isUnseen(role)) return role;
  return own(ctx.step, field.path) ?? (rows && own(ctx.step, rows.path)) ?? role;
}

export function isUnseen(access: StepAccess | undefined): boolean {
  return access === 'hidden' || access === 'masked' || access === undefined;
}

/** True where the data lacks something that the rule reads, because the actor may not see it. */
export function readsUnseen(form: Pick<Form, 'fields'>, rule: Rule, rows: Field | undefined, ctx: Context): boolean {
  if (!ctx.partial) return false;
  return rule.reads.some((path) =>
    isUnseenPath(form, rows && /^row(\.|$)/.test(path) ? rows.path + path.slice(3) : path, ctx),
  );
}

function isUnseenPath(form: Pick<Form, 'fields'>, path: string, ctx: Context): boolean {
  const segments = path.split('.');
  // Not named is hidden; of a part that is not named, the field itself decides.
  if (Object.hasOwn(form.fields, segments[0] ?? '') && !Object.hasOwn(ctx.access, segments[0] ?? '')) return true;
  return segments.some((_, index) => {
    const name = segments.slice(0, index + 1).join('.');
    const said = [own(ctx.access, name), ctx.step && own(ctx.step, name)];
    return said.some((access) => access === 'hidden' || access === 'masked');
  });
}
