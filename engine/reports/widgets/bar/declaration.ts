import { type Issue, issue, warning } from '../../../core/issue.ts';
import { type JsonObject, own } from '../../../core/json.ts';
import type { JsonPointer } from '../../../core/pointer.ts';
import type { Widget } from '../../dashboard.ts';
import { isAdditive } from '../../measure-columns.ts';

export const declaration: { [key: string]: JsonObject } = {
  stack: { description: 'Series on top of each other.', type: 'boolean' },
};

export function checkBar(widget: Widget, at: JsonPointer): Issue[] {
  const issues = oneMeasurePerSplit(widget, at);
  if (own(widget.own, 'stack') === true && !widget.measures.every(isAdditive)) {
    issues.push(
      warning('reports/does-not-add-up', `${at}/stack`, { measure: widget.measures.map(({ title }) => title) }),
    );
  }
  return issues;
}

/** With a second dimension its values are the series, so there is room for one measure. */
export function oneMeasurePerSplit(widget: Widget, at: JsonPointer): Issue[] {
  return widget.dimensions.length > 1 && widget.measures.length > 1
    ? [issue('reports/one-measure', `${at}/measures`)]
    : [];
}
