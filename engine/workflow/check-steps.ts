import { type Issue, issue, warning } from '../core/issue.ts';
import { isJsonObject, own } from '../core/json.ts';
import { valueAt } from '../core/pointer.ts';
import { type Form, fieldAt } from '../forms/index.ts';
import { handled } from './add-revision.ts';
import type { Assign } from './assign.ts';
import { decisionOf } from './decisions.ts';
import { areSiblings } from './go-back.ts';
import { initiatorPlace } from './return-targets.ts';
import type { Step } from './step.ts';
import type { Workflow } from './workflow.ts';

/** Steps: each is done by people, every decision leads somewhere, what is due can be done. */
export function checkSteps(workflow: Workflow, form: Form | undefined): Issue[] {
  const steps = Object.values(workflow.steps).filter((step) => !workflow.states[step.path]?.implicit);
  return [
    ...steps.flatMap((step) => [
      ...assignIssues(step, form, workflow),
      ...decisionIssues(workflow, step),
      ...returnIssues(workflow, step),
      ...(form ? fieldIssues(step, form) : []),
    ]),
    ...eventIssues(workflow),
    ...Object.values(workflow.states).flatMap((state) =>
      state.kind === 'final' && state.parent === undefined && state.outcome === undefined
        ? [warning('workflow/no-outcome', state.pointer, { state: state.path })]
        : [],
    ),
  ];
}

function assignIssues(step: Step, form: Form | undefined, workflow: Workflow): Issue[] {
  if (step.type === 'wait') return [];
  const issues: Issue[] = [];
  const params = { step: step.title };
  if (step.empty === 'to-admin' && workflow.admin === undefined)
    issues.push(issue('workflow/no-admin', `${step.pointer}/empty`));
  if (step.assign.length === 0) return [...issues, issue('workflow/no-assignee', step.pointer, params)];
  if (step.separate.includes('initiator') && step.assign.every(({ by }) => by === 'initiator'))
    issues.push(issue('workflow/separate-impossible', `${step.pointer}/separate`, params));
  const reasons = step.assign.map((assign) => mayBeEmpty(assign, form));
  if (step.empty === 'incident' && reasons.every((reason) => reason !== undefined)) {
    issues.push(
      warning('workflow/assignee-may-be-empty', `${step.pointer}/assign`, { ...params, example: reasons[0] ?? '' }),
    );
  }
  return issues;
}

/** A case in which the entry finds nobody; undefined where it always should. (That a role has no holder is not seen here.) */
function mayBeEmpty(assign: Assign, form: Form | undefined): { en: string; 'zh-CN': string } | undefined {
  if (assign.by === 'manager' || assign.by === 'manager-chain')
    return { en: 'the initiator has no manager of that level', 'zh-CN': '发起人没有该级上级' };
  if (assign.by === 'unit-head') return { en: 'the unit has no head', 'zh-CN': '该部门没有负责人' };
  if (assign.by === 'rule') return { en: 'the rule gives nothing', 'zh-CN': '规则没有结果' };
  const name =
    assign.by === 'field'
      ? assign.field
      : 'within' in assign && assign.within?.unit === 'field'
        ? assign.within.path
        : undefined;
  const field = form && name !== undefined ? fieldAt(form, name) : undefined;
  if (!field || field.required) return undefined;
  const title = (locale: 'en' | 'zh-CN') =>
    typeof field.title === 'string' ? field.title : (field.title[locale] ?? field.name);
  return { en: `"${title('en')}" is left empty`, 'zh-CN': `“${title('zh-CN')}”为空` };
}

function decisionIssues(workflow: Workflow, step: Step): Issue[] {
  const decisions =
    step.type === 'copy' ? ['done'] : step.decisions.filter((decision) => decisionOf(decision)?.transition !== false);
  const lost = decisions.flatMap((decision) =>
    taken(workflow, step.path, decision)
      ? []
      : [issue('workflow/decision-without-transition', `${step.pointer}/decisions`, { decision, step: step.key })],
  );
  const nowhere =
    step.decisions.includes('return') &&
    (step.return.to.length === 0 ||
      (step.return.to.every((to) => to === 'initiator') &&
        workflow.revision === undefined &&
        !handled(step.path, workflow.transitions)));
  return nowhere
    ? [...lost, issue('workflow/return-without-target', `${step.pointer}/return`, { step: step.key })]
    : lost;
}

/** Places that a return of this step names and can never use: the step itself, and steps of a region beside it. */
function returnIssues(workflow: Workflow, step: Step): Issue[] {
  if (!step.decisions.includes('return')) return [];
  return step.return.to.flatMap((to, index) => {
    const place = to === 'initiator' ? initiatorPlace(workflow, step) : own(workflow.steps, to)?.key;
    const path = place === undefined ? undefined : workflow.steps[place]?.path;
    if (path === undefined || (place !== step.key && !areSiblings(workflow, step.path, path))) return [];
    const written = isJsonObject(valueAt(workflow.json, `${step.pointer}/return`));
    const at = `${step.pointer}${written ? `/return/to/${index}` : '/decisions'}`;
    return [issue('workflow/return-beside', at, { step: step.title, to: workflow.steps[place ?? '']?.title ?? to })];
  });
}

function taken(workflow: Workflow, path: string, event: string): boolean {
  return workflow.transitions.some(
    ({ from, kind, on }) =>
      kind === 'event' && on === event && (from === '' || from === path || path.startsWith(`${from}.`)),
  );
}

function eventIssues(workflow: Workflow): Issue[] {
  return workflow.transitions.flatMap(({ kind, on, from, pointer }) => {
    if (kind !== 'event' || on === undefined || on === 'withdraw' || own(workflow.events, on)) return [];
    const sent = Object.values(workflow.steps).some((step) => {
      const inside = from === '' || step.path === from || step.path.startsWith(`${from}.`);
      return (
        inside &&
        (step.decisions.includes(on) ||
          (step.type === 'copy' && on === 'done') ||
          (on === 'approve' && step.empty === 'skip'))
      );
    });
    return sent
      ? []
      : [warning('workflow/event-never-sent', pointer, { event: on, state: from === '' ? '(chart)' : from })];
  });
}

function fieldIssues(step: Step, form: Form): Issue[] {
  return Object.entries(step.fields).flatMap(([name, access]) => {
    if (access !== 'required' && access !== 'edit') return [];
    const field = fieldAt(form, name);
    const reason =
      field?.compute !== undefined
        ? { en: 'it is computed', 'zh-CN': '该字段由公式计算' }
        : field?.readonly
          ? { en: 'it is read-only in the form', 'zh-CN': '该字段在表单中只读' }
          : undefined;
    const rows = name.includes('.') ? own(step.fields, name.split('.')[0] ?? '') : undefined;
    const closed =
      rows === 'hidden' || rows === 'masked' ? { en: 'its rows are hidden', 'zh-CN': '其所在明细被隐藏' } : undefined;
    const why = reason ?? closed;
    if (!why) return [];
    const make = access === 'required' ? issue : warning;
    return [
      make('workflow/required-not-editable', `${step.pointer}/fields/${name}`, {
        field: field?.title ?? name,
        step: step.title,
        reason: why,
      }),
    ];
  });
}
