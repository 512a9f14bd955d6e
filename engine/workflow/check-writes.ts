import { type Issue, issue, under } from '../core/issue.ts';
import { isJsonObject, type Json, own } from '../core/json.ts';
import { type JsonPointer, pointer } from '../core/pointer.ts';
import { checkValue, type Field, normaliseValue, serialPatternIssues } from '../fields/index.ts';
import type { Form } from '../forms/index.ts';
import { parseRule } from '../rules/index.ts';
import type { ValueTemplate } from './action.ts';
import { caseScope } from './case-scope.ts';
import type { WorkflowLinks } from './parse-workflow.ts';
import type { Workflow } from './workflow.ts';

/**
 * What the chart writes, and cannot: values of another type than their field, computed fields, case numbers that do not
 * count. Asked before a publication only, so that a release made before still opens.
 */
export function checkWrites(workflow: Workflow, form: Form | undefined, links: WorkflowLinks): Issue[] {
  const issues = workflow.no === undefined ? [] : serialPatternIssues(workflow.no, '/no');
  if (!form) return issues;
  for (const { template, pointer: at } of workflow.actions) {
    if (template.type === 'set') {
      for (const [name, value] of Object.entries(template.values)) {
        const field = own(form.fields, name);
        if (field) issues.push(...valueIssues(value.json, field, form, `${at}/params${pointer(name)}`));
      }
    } else if (template.type === 'create-record' || template.type === 'update-record') {
      const target = links.form(template.form);
      if (target) issues.push(...dataIssues(template.data, target, form, `${at}/params/data`));
    }
  }
  return issues;
}

// Of data that a rule makes as a whole, nothing can be told.
function dataIssues({ json }: ValueTemplate, target: Form, form: Form, at: JsonPointer): Issue[] {
  if (!isJsonObject(json) || Object.hasOwn(json, 'rule')) return [];
  return Object.entries(json).flatMap(([name, value]) => {
    const here = at + pointer(name);
    const field = own(target.fields, name);
    if (!field) return [];
    if (field.compute !== undefined) return [issue('workflow/set-computed', here, { field: name })];
    return valueIssues(value, field, form, here);
  });
}

function valueIssues(json: Json, field: Field, form: Form, at: JsonPointer): Issue[] {
  if (json === null) return [];
  if (isJsonObject(json) && Object.hasOwn(json, 'rule') && Object.keys(json).length === 1) {
    const expect = field.kind.defaultType?.(field.declaration) ?? field.kind.ruleType(field.declaration);
    const parsed = parseRule(json.rule, { scope: caseScope(form), path: `${at}/rule`, expect });
    return parsed.ok ? [] : parsed.issues;
  }
  // Rules inside a list or an object are worked out when the case runs, and checked then.
  if (JSON.stringify(json).includes('"rule"')) return [];
  const plain = normaliseValue(field, json);
  // A bound that moves with the calendar cannot be asked about before: each date is taken for today's.
  return under(at, checkValue(field, plain, { today: typeof plain === 'string' ? plain : '2000-01-01' }));
}
