import { type Issue, issue } from '../../../core/issue.ts';
import type { JsonObject } from '../../../core/json.ts';
import type { JsonPointer } from '../../../core/pointer.ts';
import type { Widget } from '../../dashboard.ts';
import { isAdditive } from '../../measure-columns.ts';

export const declaration: { [key: string]: JsonObject } = {};

/** Parts of a whole must add up to it. */
export function checkShare(widget: Widget, at: JsonPointer): Issue[] {
  return widget.measures.flatMap((measure, index) =>
    isAdditive(measure) ? [] : [issue('reports/needs-additive', `${at}/measures/${index}/op`, { op: measure.op })],
  );
}
