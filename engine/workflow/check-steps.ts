import { type Issue, issue, warning } from '../core/issue.ts';
import { own } from '../core/json.ts';
import { type Form, fieldAt } from '../forms/index.ts';
import { handled } from './add-revision.ts';
import type { Assign } from './assign.ts';
import type { Step } from './step.ts';
import type { Workflow } from './workflow.ts';

/** Steps: somebody does them, nobody approves what he made, every decision leads somewhere, what is due can be done. */
export function checkSteps(workflow: Workflow, form: Form | undefined): Issue[] {
  const steps = Object.values(workflow.steps).filter((step) => !workflow.states[step.path]?.implicit);
  return [
    ...steps.flatMap((step) => [
      ...assignIssues(step, form, workflow),
      ...selfApproval(workflow, step, form),
      ...decisionIssues(workflow, step),
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

function selfApproval(workflow: Workflow, step: Step, form: Form | undefined): Issue[] {
  if (step.type !== 'approval' || step.separate.includes('initiator')) return [];
  const path = `${step.pointer}/separate`;
  for (const assign of step.assign) {
    if (assign.by === 'initiator')
      return [
        issue('workflow/self-approval', path, {
          step: step.title,
          example: { en: 'the step is assigned to the initiator', 'zh-CN': '该步骤分配给发起人' },
        }),
      ];
    const role = 'role' in assign ? assign.role : undefined;
    if ((assign.by === 'role' || assign.by === 'pool') && role !== undefined) {
      if (workflow.start.roles.includes(role)) {
        return [
          issue('workflow/self-approval', path, {
            step: step.title,
            example: {
              en: `anybody with the role "${role}" may begin a case and approve it`,
              'zh-CN': `拥有角色“${role}”的人既可发起又可审批`,
            },
          }),
        ];
      }
      const maker = workflow.start.roles[0] ?? '';
      return [
        warning('workflow/self-approval', path, {
          step: step.title,
          example: {
            en: `a person with the roles "${maker}" and "${role}"`,
            'zh-CN': `同时拥有角色“${maker}”和“${role}”的人`,
          },
        }),
      ];
    }
    if (assign.by === 'field' && form) {
      const title = fieldAt(form, assign.field)?.title ?? assign.field;
      return [
        warning('workflow/self-approval', path, {
          step: step.title,
          example: {
            en: `the initiator names himself in "${typeof title === 'string' ? title : (title.en ?? assign.field)}"`,
            'zh-CN': `发起人在“${typeof title === 'string' ? title : (title['zh-CN'] ?? assign.field)}”中填写自己`,
          },
        }),
      ];
    }
    if (assign.by === 'unit-head' || assign.by === 'choice' || assign.by === 'rule' || assign.by === 'person') {
      return [
        warning('workflow/self-approval', path, {
          step: step.title,
          example: { en: 'the person found is the initiator', 'zh-CN': '找到的人恰为发起人' },
        }),
      ];
    }
  }
  return [];
}

const noEvent = new Set(['transfer', 'add-signer', 'return']);

function decisionIssues(workflow: Workflow, step: Step): Issue[] {
  const decisions = step.type === 'copy' ? ['done'] : step.decisions.filter((decision) => !noEvent.has(decision));
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
