import { storedPath, subjectOf } from '../access/index.ts';
import type { JsonObject } from '../core/json.ts';
import { everything, type Filter, nothing, toQuery } from '../rules/index.ts';
import type { Context } from './context.ts';
import type { Form } from './form.ts';

/**
 * Which records of the linked form a reference field offers, as a filter over stored rows; `data` is the record that is being
 * filled in. Without a `filter` in the declaration, all; a filter that cannot be evaluated offers none.
 */
export function lookupFilter(
  form: Pick<Form, 'filters'>,
  field: string,
  data: JsonObject,
  ctx: Pick<Context, 'env' | 'actor' | 'locale'>,
): Filter {
  const rule = Object.hasOwn(form.filters, field) ? form.filters[field] : undefined;
  if (!rule) return everything;
  const env = { ...ctx.env, data: { actor: subjectOf(ctx.actor, ctx.locale), current: data } };
  const query = toQuery(rule, env, { field: storedPath });
  return query.ok ? query.value : nothing;
}
