// What a definition says against the law of four eyes, or what the law makes of it that its author should know.
import { type Issue, issue, warning } from '../core/issue.ts';
import { own } from '../core/json.ts';
import type { Text } from '../core/text.ts';
import { type Form, fieldAt } from '../forms/index.ts';
import type { Assign } from './assign.ts';
import { type Way, waysOf } from './check-reach.ts';
import type { Step } from './step.ts';
import { mayWrite, stepFields } from './step-fields.ts';
import { ignores } from './void-approvals.ts';
import type { Workflow } from './workflow.ts';

export function checkFourEyes(workflow: Workflow, form: Form | undefined): Issue[] {
  const steps = Object.values(workflow.steps).filter((step) => !workflow.states[step.path]?.implicit);
  return [
    ...(workflow.auto.initiator ? [issue('workflow/auto-initiator', '/auto/initiator')] : []),
    ...steps.flatMap((step) => [...selfApproval(workflow, step, form), ...seatIssues(step)]),
    ...approvalsThatMayBeSkipped(workflow),
    ...eventsOfMakers(workflow),
    ...(form ? changingFields(workflow, steps, form) : []),
  ];
}

/** Each entry by which the initiator could be found for an approval: the law leaves the initiator out, and the step should say so. */
function selfApproval(workflow: Workflow, step: Step, form: Form | undefined): Issue[] {
  if (step.type !== 'approval') return [];
  const said = step.separate.includes('initiator');
  if (said && step.assign.every(({ by }) => by === 'initiator')) return []; // Told as impossible.
  return step.assign.flatMap((assign, index): Issue[] => {
    const found = findsInitiator(assign, workflow, form);
    if (!found || (said && assign.by !== 'initiator')) return [];
    const make = found.sure ? issue : warning;
    return [
      make('workflow/self-approval', `${step.pointer}/assign/${index}`, { step: step.title, example: found.example }),
    ];
  });
}

function findsInitiator(
  assign: Assign,
  workflow: Workflow,
  form: Form | undefined,
): { sure: boolean; example: Text } | undefined {
  switch (assign.by) {
    case 'initiator':
      return { sure: true, example: { en: 'the step is assigned to the initiator', 'zh-CN': '该步骤分配给发起人' } };
    case 'role':
    case 'pool': {
      const { role } = assign;
      if (workflow.start.roles.includes(role))
        return {
          sure: true,
          example: {
            en: `any person with the role "${role}" may begin a case and is asked to approve it`,
            'zh-CN': `拥有角色“${role}”的人既可发起又被要求审批`,
          },
        };
      const maker = workflow.start.roles[0] ?? '';
      return {
        sure: false,
        example: {
          en: `a person with the roles "${maker}" and "${role}"`,
          'zh-CN': `同时拥有角色“${maker}”和“${role}”的人`,
        },
      };
    }
    case 'field': {
      const title = (form && fieldAt(form, assign.field)?.title) ?? assign.field;
      const text = (locale: 'en' | 'zh-CN') => (typeof title === 'string' ? title : (title[locale] ?? assign.field));
      return {
        sure: false,
        example: {
          en: `the initiator is named in "${text('en')}"`,
          'zh-CN': `发起人在“${text('zh-CN')}”中填写自己`,
        },
      };
    }
    case 'unit-head':
    case 'choice':
    case 'rule':
    case 'person':
      return { sure: false, example: { en: 'the person found is the initiator', 'zh-CN': '找到的人恰为发起人' } };
    default:
      return undefined;
  }
}

function seatIssues(step: Step): Issue[] {
  const issues: Issue[] = [];
  const at = step.separate.indexOf(step.key);
  if (at >= 0)
    issues.push(issue('workflow/separate-from-itself', `${step.pointer}/separate/${at}`, { step: step.title }));
  if (typeof step.decide === 'object') {
    step.assign.forEach(({ by }, index) => {
      if (by === 'pool')
        issues.push(issue('workflow/vote-of-a-pool', `${step.pointer}/assign/${index}`, { step: step.title }));
    });
  }
  return issues;
}

/** A way from the start to an end that approves on which no approval step must be decided by a person. */
function approvalsThatMayBeSkipped(workflow: Workflow): Issue[] {
  const ways = waysOf(workflow);
  const approvals = new Map(
    Object.values(workflow.steps).flatMap((step) => (step.type === 'approval' ? [[step.path, step] as const] : [])),
  );
  const starts =
    workflow.initial === undefined
      ? Object.values(workflow.states)
          .filter(({ parent }) => parent === undefined)
          .map(({ path }) => path)
      : [workflow.initial];
  const seen = new Set<string>();
  const found = new Map<string, Issue>();
  const open = starts.map((path) => ({ path, skipped: [] as string[] }));
  for (let next = open.shift(); next; next = open.shift()) {
    const step = approvals.get(next.path);
    const skipped = step ? [...next.skipped, step.key] : next.skipped;
    const key = `${next.path} ${skipped.length > 0}`;
    if (seen.has(key)) continue;
    seen.add(key);
    const state = workflow.states[next.path];
    if (state?.kind === 'final' && state.parent === undefined) {
      const approves = state.outcome === 'approved' || state.outcome === undefined;
      if (approves && skipped.length > 0 && !found.has(next.path))
        found.set(
          next.path,
          issue('workflow/approvals-skipped', state.pointer, { state: state.title, steps: skipped.join(' → ') }),
        );
      continue;
    }
    // A region that must be decided holds the others: it is not looked into.
    if (state?.kind === 'parallel' && mustBeDecided(workflow, next.path, approvals)) continue;
    for (const way of ways.get(next.path) ?? []) if (passes(step, way)) open.push({ path: way.to, skipped });
  }
  return [...found.values()];
}

/** Events that a maker of the request may send where an approval waits, and that lead to an end that approves without another one. */
function eventsOfMakers(workflow: Workflow): Issue[] {
  const ways = waysOf(workflow);
  const steps = Object.values(workflow.steps).filter(({ type }) => type === 'approval');
  const approvals = new Set(steps.map(({ path }) => path));
  return workflow.transitions.flatMap(({ kind, on = '', from, targets, pointer: at }): Issue[] => {
    const senders = kind === 'event' ? own(workflow.events, on)?.roles : undefined;
    const role = senders?.find((each) => workflow.start.roles.includes(each)) ?? senders?.[0];
    if (role === undefined) return [];
    const step = steps.find(({ path }) => from === '' || path === from || path.startsWith(`${from}.`));
    const end = step && targets.map((target) => approvedEnd(workflow, ways, approvals, target)).find(Boolean);
    if (!step || end === undefined) return [];
    const maker = workflow.start.roles[0] ?? '';
    const example = workflow.start.roles.includes(role)
      ? { en: `a person with the role "${role}" who made it`, 'zh-CN': `拥有角色“${role}”的申请人` }
      : {
          en: `a person with the roles "${maker}" and "${role}" who made it`,
          'zh-CN': `同时拥有角色“${maker}”和“${role}”的申请人`,
        };
    return [warning('workflow/event-of-maker', at, { event: on, step: step.title, end, example })];
  });
}

/** The end that approves to which a state leads without an approval on the way. */
function approvedEnd(
  workflow: Workflow,
  ways: ReadonlyMap<string, Way[]>,
  approvals: ReadonlySet<string>,
  from: string,
): Text | undefined {
  const seen = new Set([from]);
  for (const path of seen) {
    if (approvals.has(path)) continue;
    const state = workflow.states[path];
    if (state?.kind === 'final' && state.parent === undefined) {
      if (state.outcome === 'approved' || state.outcome === undefined) return state.title;
      continue;
    }
    for (const { to, by } of ways.get(path) ?? []) if (!decided.includes(by) && by !== '') seen.add(to);
  }
  return undefined;
}

const decided = ['reject', 'return', 'withdraw'];

function passes(step: Step | undefined, { by }: Way): boolean {
  if (!step) return !decided.includes(by);
  // An approval step is passed without a person where it is skipped, or when time runs out.
  return by.startsWith('P') || by.startsWith('field:') || (by === 'approve' && step.empty === 'skip');
}

function mustBeDecided(workflow: Workflow, path: string, approvals: ReadonlyMap<string, Step>): boolean {
  return [...approvals.values()].some(
    (step) => step.path.startsWith(`${path}.`) && step.empty !== 'skip' && workflow.states[step.path],
  );
}

/** Conditions after an approval that read what a later step can still change. */
function changingFields(workflow: Workflow, steps: readonly Step[], form: Form): Issue[] {
  const ways = waysOf(workflow);
  return steps.flatMap((step) => {
    if (step.type !== 'approval') return [];
    const later = reachedFrom(step.path, ways);
    return workflow.transitions.flatMap((transition): Issue[] => {
      const guard = transition.guard === undefined ? undefined : workflow.guards[transition.guard];
      if (!guard || transition.from !== step.path) return [];
      const fields = sourcesOf(guard.rule.reads, form);
      for (const other of steps) {
        if (other === step || !later.has(other.path)) continue;
        const access = stepFields(workflow, other.key, form);
        const field = fields.find((name) => mayWrite(access, name) && (ignores(step, name) || !revises(other)));
        if (field === undefined) continue;
        const params = { field: own(form.fields, field)?.title ?? field, step: step.title, other: other.title };
        return [
          warning(
            ignores(step, field) ? 'workflow/guard-reads-ignored' : 'workflow/guard-reads-changing',
            guard.pointer,
            params,
          ),
        ];
      }
      return [];
    });
  });
}

// The initiator revises what was returned: that it is asked again from there on goes without saying.
function revises(step: Step): boolean {
  return step.type === 'fill' && step.assign.some(({ by }) => by === 'initiator');
}

/** Fields of the form that a rule reads, those behind computed ones too. */
function sourcesOf(reads: readonly string[], form: Form, seen = new Set<string>()): string[] {
  return reads.flatMap((path) => {
    const name = path.split('.')[0] ?? '';
    const field = own(form.fields, name);
    if (!field || seen.has(name)) return [];
    seen.add(name);
    const formula = form.computed.find(({ field: computed }) => computed.name === name);
    return formula ? sourcesOf(formula.rule.reads, form, seen) : [name];
  });
}

function reachedFrom(path: string, ways: ReadonlyMap<string, Way[]>): Set<string> {
  const reached = new Set<string>();
  const open = [path];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const { to } of ways.get(next) ?? []) {
      if (reached.has(to)) continue;
      reached.add(to);
      open.push(to);
    }
  }
  return reached;
}
