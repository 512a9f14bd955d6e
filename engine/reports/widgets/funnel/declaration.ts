import { type Issue, issue } from '../../../core/issue.ts';
import { type JsonObject, own } from '../../../core/json.ts';
import type { JsonPointer } from '../../../core/pointer.ts';
import type { Widget } from '../../dashboard.ts';
import { checkShare } from '../share/declaration.ts';

export const declaration: { [key: string]: JsonObject } = {
  cumulative: { description: 'Each step counts those that got further too.', type: 'boolean' },
};

export function isCumulative(widget: Widget): boolean {
  return own(widget.own, 'cumulative') === true;
}

export function checkFunnel(widget: Widget, at: JsonPointer): Issue[] {
  const issues: Issue[] = [];
  const [dimension] = widget.dimensions;
  if (!dimension) return issues;
  if (!dimension.order) issues.push(issue('reports/funnel-order', `${at}/dimensions/0`, { field: dimension.title }));
  if (dimension.top || dimension.bucket)
    issues.push(issue('reports/funnel-order', `${at}/dimensions/0`, { field: dimension.title }));
  // Who is in several steps at once would be counted several times on the way.
  if (isCumulative(widget) && dimension.field.type === 'multi-choice') {
    issues.push(issue('reports/funnel-list', `${at}/cumulative`, { field: dimension.title }));
  }
  return [...issues, ...checkShare(widget, at)];
}
