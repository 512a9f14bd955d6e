import { issue } from '../core/issue.ts';
import { own } from '../core/json.ts';
import { didYouMean } from '../core/names.ts';
import { pointer } from '../core/pointer.ts';
import type { Field } from '../fields/index.ts';
import { commonType, typeName } from '../rules/index.ts';
import type { FormParts } from './form-parts.ts';
import { allFields, declarationAt } from './parse-formulas.ts';

/** That what references fill in exists beside them, can be written, and takes the values that come. */
export function checkFills(parts: FormParts): void {
  for (const { field, rows } of allFields(parts.fields)) {
    const beside = rows?.columns ?? parts.fields;
    for (const [target, source] of Object.entries(field.link?.fill ?? {}))
      checkFill(parts, field, rows, beside, target, source);
  }
}

function checkFill(
  parts: FormParts,
  field: Field,
  rows: Field | undefined,
  beside: { [name: string]: Field },
  target: string,
  source: string,
): void {
  const at = declarationAt(field, rows) + pointer('fill', target);
  const to = own(beside, target);
  const from = field.link?.outline && own(field.link.outline.fields, source);
  if (!to) {
    if (!parts.broken.has(rows?.name ?? target)) {
      parts.issues.push(
        issue('form/unknown-field', at, { field: target, hint: didYouMean(target, Object.keys(beside)) }),
      );
    }
  } else if (to.compute !== undefined || to.kind.assigned) {
    parts.issues.push(issue('form/not-filled', at, { field: target }));
  } else if (from) {
    const [given, wanted] = [from.kind.ruleType(from.declaration), to.kind.ruleType(to.declaration)];
    if (!commonType(given, wanted)) {
      parts.issues.push(
        issue('form/fill-type', at, { field: target, expected: typeName(wanted), found: typeName(given) }),
      );
    }
  }
}
