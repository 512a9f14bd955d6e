import { type Locale, localise } from '../core/text.ts';
import { explainTrace } from '../rules/index.ts';
import type { WorkflowContext } from './context.ts';
import type { GuardFact, RouteStep } from './preview.ts';
import { speechFor } from './speech.ts';
import type { Workflow } from './workflow.ts';

/** "Finance, then Director, because Amount 60,000.00 > 50,000.00", in the reader's language; '' for no steps. */
export function previewText(
  workflow: Workflow,
  route: readonly RouteStep[],
  ctx: Pick<WorkflowContext, 'form' | 'env'>,
  locale: Locale,
): string {
  const chinese = locale === 'zh-CN';
  const because = (guards: readonly GuardFact[]) => {
    const reason = reasonText(guards, ctx, locale);
    return reason === '' ? '' : chinese ? `（因为${reason}）` : `, because ${reason}`;
  };
  const parts = route.map((step, index) => {
    const title = localise(workflow.steps[step.step]?.title ?? step.title, locale);
    if (chinese) return `${index === 0 ? '' : '，然后'}${title}${because(step.guards)}`;
    return `${index === 0 ? '' : ', then '}${title}${because(step.guards)}`;
  });
  const end = route.at(-1)?.end;
  // The end is told where something decided about it: "…, then Paid, because …".
  const why = end ? because(end.guards) : '';
  if (end && why !== '')
    parts.push(chinese ? `，然后${localise(end.title, locale)}${why}` : `, then ${localise(end.title, locale)}${why}`);
  return parts.join('');
}

/** The condition that held, or, on the way that was left, those that did not. */
export function reasonText(
  guards: readonly GuardFact[],
  ctx: Pick<WorkflowContext, 'form' | 'env'>,
  locale: Locale,
): string {
  const held = guards.filter((guard) => guard.held);
  const speech = speechFor(ctx.form, ctx.env.zone, locale);
  const reasons = (held.length > 0 ? held : guards).map((guard) => explainTrace(guard.trace, speech));
  return reasons.join(locale === 'zh-CN' ? '，且' : ' and ');
}
