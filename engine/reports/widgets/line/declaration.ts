import { type Issue, warning } from '../../../core/issue.ts';
import type { JsonObject } from '../../../core/json.ts';
import type { JsonPointer } from '../../../core/pointer.ts';
import type { Widget } from '../../dashboard.ts';
import { oneMeasurePerSplit } from '../bar/declaration.ts';

export const declaration: { [key: string]: JsonObject } = {
  area: { description: 'The area under the line is filled.', type: 'boolean' },
};

export function checkLine(widget: Widget, at: JsonPointer): Issue[] {
  const issues = oneMeasurePerSplit(widget, at);
  const [category] = widget.dimensions;
  // A line says that what lies between two points is somewhere between them; between two purposes there is nothing.
  if (category && !category.bucket && !category.ranges && !category.order && category.field.type !== 'number') {
    issues.push(warning('reports/no-course', `${at}/dimensions/0`, { field: category.title }));
  }
  return issues;
}
