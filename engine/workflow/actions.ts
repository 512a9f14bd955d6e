import { type Issue, issue } from '../core/issue.ts';
import { isJsonObject, type Json, type JsonObject } from '../core/json.ts';
import { valueAtDotted, withValueAt } from '../core/pointer.ts';
import { type Environment, evaluate } from '../rules/index.ts';
import type { ActionTemplate, NoticeTarget, ValueTemplate } from './action.ts';
import { causeOf } from './cause.ts';
import type { WorkflowContext } from './context.ts';
import { idsIn } from './people.ts';
import { emit, type Prepared, type Turn } from './turn.ts';
import type { ChartAction } from './workflow.ts';
import { placeOfSet, writtenBySet } from './write-data.ts';

/** `asked`: rules were evaluated or data written, so that history must tell what came of it. */
type PreparedActions =
  | { ok: true; effects: Prepared[]; data: JsonObject; asked: boolean }
  | { ok: false; issue: Issue };

class Failure {
  readonly issue: Issue;
  constructor(found: Issue) {
    this.issue = found;
  }
}

/** Works out what the actions of a run want, in their order: a value that one sets is there for those after it. */
export function prepareActions(
  turn: Turn,
  actions: readonly number[],
  before: JsonObject,
  envOf: (data: JsonObject) => Environment,
  ctx: WorkflowContext,
): PreparedActions {
  let data = before;
  const effects: Prepared[] = [];
  try {
    for (const index of actions) {
      const action = turn.workflow.actions[index] as ChartAction;
      const { template } = action;
      const value = (of: ValueTemplate) => templateValue(of, envOf(data), action);
      if (template.type === 'set') {
        const valueAfter = (name: string, now: JsonObject) => {
          const of = template.values[name] as ValueTemplate;
          return of.json === null ? undefined : templateValue(of, envOf(now), action);
        };
        const written = writtenBySet(template, data, envOf(data), valueAfter, turn, turn.state, ctx);
        const [failed] = written.issues;
        if (failed) {
          const at = action.pointer + placeOfSet(template, failed);
          throw new Failure(issue('workflow/action-failed', at, { cause: causeOf(failed) }));
        }
        data = written.data;
        effects.push(() => {});
      } else effects.push(effectOf(template, action, value, ctx, data));
    }
  } catch (stopped) {
    if (stopped instanceof Failure) return { ok: false, issue: stopped.issue };
    throw stopped;
  }
  return { ok: true, effects, data, asked: actions.some((index) => asks(turn.workflow.actions[index]?.template)) };
}

/** True for an action whose outcome depends on rules or changes the data. */
export function asks(template: ActionTemplate | undefined): boolean {
  if (!template || template.type === 'notify' || template.type === 'apply-change') return false;
  if (template.type === 'set') return true;
  return template.data.rules.length > 0 || (template.type === 'update-record' && template.record.rules.length > 0);
}

function templateValue({ json, rules }: ValueTemplate, env: Environment, action: ChartAction): Json | undefined {
  let value: Json | undefined = json;
  for (const { at, rule } of rules) {
    const result = evaluate(rule, env);
    if (!result.ok)
      throw new Failure(issue('workflow/action-failed', action.pointer + at, { cause: causeOf(result.issue) }));
    value = at === '' ? result.value : withValueAt(value ?? null, at, result.value);
  }
  return value;
}

function effectOf(
  template: Exclude<ActionTemplate, { type: 'set' }>,
  action: ChartAction,
  value: (of: ValueTemplate) => Json | undefined,
  ctx: WorkflowContext,
  data: JsonObject,
): Prepared {
  const object = (of: ValueTemplate): JsonObject => {
    const found = value(of);
    return isJsonObject(found) ? found : {};
  };
  switch (template.type) {
    case 'notify':
      return (turn) => notify(turn, template, action, ctx, data);
    case 'create-record': {
      const params = {
        form: template.form,
        data: object(template.data),
        ...(template.link === undefined ? {} : { link: template.link }),
      };
      return (turn) => emit(turn, 'create-record', params);
    }
    case 'update-record': {
      const [record] = idsIn(value(template.record));
      if (record === undefined)
        throw new Failure(
          issue('workflow/action-failed', action.pointer, {
            cause: { en: 'no record is named', 'zh-CN': '未指定数据' },
          }),
        );
      const params = { form: template.form, record, data: object(template.data) };
      return (turn) => emit(turn, 'update-record', params);
    }
    case 'apply-change':
      return (turn) => emit(turn, 'apply-change', { record: turn.state.record });
    case 'call': {
      const params = {
        connector: template.connector,
        data: value(template.data) ?? null,
        ...(template.operation === undefined ? {} : { operation: template.operation }),
      };
      return (turn) => emit(turn, 'call', params);
    }
    case 'start-case': {
      const params = { workflow: template.workflow, data: object(template.data) };
      return (turn) => emit(turn, 'start-case', params);
    }
    case 'emit': {
      const params = { event: template.event, data: value(template.data) ?? null };
      return (turn) => emit(turn, 'emit', params);
    }
  }
}

function notify(
  turn: Turn,
  template: Extract<ActionTemplate, { type: 'notify' }>,
  action: ChartAction,
  ctx: WorkflowContext,
  data: JsonObject,
): void {
  const step = turn.workflow.states[action.state]?.step;
  const to = [...new Set(template.to.flatMap((target) => peopleOf(target, step, turn, ctx, data)))].filter(
    (id) => ctx.organisation.person(id)?.active,
  );
  if (to.length === 0) return;
  const params = { template: template.template, to, ...(step === undefined ? {} : { step }) };
  emit(turn, template.channel === 'mail' ? 'send-mail' : 'notify', params);
}

function peopleOf(
  target: NoticeTarget,
  step: string | undefined,
  turn: Turn,
  { organisation }: WorkflowContext,
  data: JsonObject,
): string[] {
  const { state } = turn;
  if (target === 'initiator') return [state.initiator];
  if (target === 'participants') return [state.initiator, ...Object.values(state.acted).flat()];
  if (target !== 'assignees') {
    if ('role' in target) return organisation.withRole(target.role).map(({ id }) => id);
    return 'person' in target ? [target.person] : idsIn(valueAtDotted(data, target.field));
  }
  return Object.values(state.tasks).flatMap((task) => {
    const now =
      task.kind === 'copy'
        ? task.round === state.steps[task.step]?.round
        : task.status === 'open' || task.status === 'waiting';
    if (task.step !== step || !now) return [];
    if (task.person !== undefined) return [task.person];
    const [role = '', unit] = (task.pool ?? '').split('@');
    return organisation.withRole(role, unit).map(({ id }) => id);
  });
}
