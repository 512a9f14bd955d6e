import { isJsonObject, type Json } from '../../core/json.ts';
import { nothing } from '../filter.ts';
import type { Node } from '../rule.ts';
import { type RuleType, typeName } from '../rule-type.ts';
import { nameOfValue } from '../run-time-type.ts';
import { zh } from '../speech.ts';
import { type Checking, type OperandInfo, type Operator, rank, type Trace } from './operator.ts';
import { failure, ofTwo } from './present.ts';

const boolean: RuleType = { kind: 'boolean' };
const text: RuleType = { kind: 'text' };
const unitInfo: OperandInfo = { name: { en: 'unit', 'zh-CN': '机构' }, types: ['text', 'object'] };

// A person or unit: its id, or an object that has one.
function identified(call: Checking, index: number): Node {
  const node = call.among(call.operand(index), ['text', 'object']);
  if (node.type.kind !== 'object') return node;
  const id = Object.hasOwn(node.type.fields, 'id') ? node.type.fields.id : undefined;
  if (id?.kind !== 'text' && id?.kind !== 'unknown') {
    call.refuse('rule/operand-type', node.at, {
      operator: call.operator,
      expected: { en: 'something with an id', 'zh-CN': '带 id 的对象' },
      found: typeName(node.type),
    });
  }
  return node;
}

function idOf(value: Json): string | undefined {
  if (typeof value === 'string') return value;
  return isJsonObject(value) && Object.hasOwn(value, 'id') && typeof value.id === 'string' ? value.id : undefined;
}

const isInUnit: Operator = {
  name: 'is-in-unit',
  group: 'organisation',
  label: { en: 'lies in the unit', 'zh-CN': '隶属于机构' },
  operands: [unitInfo, { ...unitInfo, name: { en: 'unit above', 'zh-CN': '上级机构' } }],
  result: 'boolean',
  check: (call) => ({ type: boolean, operands: [identified(call, 0), identified(call, 1)] }),
  compile: (call, operands) => {
    const found = ofTwo(operands, (unit, above, run) => {
      const [id, ancestor] = [idOf(unit), idOf(above)];
      if (id === undefined || ancestor === undefined)
        throw failure(call, 'rule/type', wrongId(call.operator.name, id === undefined ? unit : above));
      return run.environment.organisation.isInUnit(id, ancestor);
    });
    return (run) => found(run) === true;
  },
  query: (call, ask) => {
    const [unit, above] = call.operands as [Node, Node];
    const path = ask.field(unit);
    const ancestor = ask.constant(above);
    if (path === undefined || !ancestor) return ask.refuse(call);
    const id = ancestor.value === undefined ? undefined : idOf(ancestor.value);
    if (id === undefined) return nothing;
    const units = ask.unitsIn(id);
    if (!units) return ask.refuse(call, { en: ': the units are not known here', 'zh-CN': '：此处没有机构信息' });
    if (units.length === 0) return nothing;
    return { [unit.type.kind === 'object' ? `${path}.id` : path]: { $in: units } };
  },
  describe: (call, say) => {
    const [unit, above] = call.operands.map((operand) => say.operand(operand)) as [string, string];
    return { text: say.pick(`${unit} lies in ${above}`, zh`${unit}隶属于${above}`), rank: rank.comparison };
  },
  explain: (trace, tell) => {
    const [unit, above] = trace.operands as [Trace, Trace | undefined];
    const [en, han] = trace.value === true ? ['lies in', '隶属于'] : ['does not lie in', '不隶属于'];
    const over = above ? tell.value(above) : '';
    return {
      text: tell.pick(`${tell.named(unit)} ${en} ${over}`, zh`${tell.named(unit)}${han}${over}`),
      rank: rank.comparison,
    };
  },
};

function wrongId(operator: string, value: Json) {
  return {
    name: operator,
    expected: { en: 'something with an id', 'zh-CN': '带 id 的对象' },
    found: nameOfValue(value),
  };
}

const hasRole: Operator = {
  name: 'has-role',
  group: 'organisation',
  label: { en: 'has the role', 'zh-CN': '具有角色' },
  operands: [
    { name: { en: 'person', 'zh-CN': '人员' }, types: ['text', 'object'] },
    { name: { en: 'role', 'zh-CN': '角色' }, types: ['text'] },
  ],
  result: 'boolean',
  check: (call) => ({ type: boolean, operands: [identified(call, 0), call.adapt(call.operand(1), text)] }),
  // The session gave the actor's roles; the roles of other people come from the organisation.
  compile: (call, operands) => {
    const found = ofTwo<Json, string>(operands, (person, role, run) => {
      if (isJsonObject(person) && Object.hasOwn(person, 'roles') && Array.isArray(person.roles))
        return person.roles.includes(role);
      const id = idOf(person);
      if (id === undefined) throw failure(call, 'rule/type', wrongId(call.operator.name, person));
      return run.environment.organisation.hasRole(id, role);
    });
    return (run) => found(run) === true;
  },
  describe: (call, say) => {
    const [person, role] = call.operands.map((operand) => say.operand(operand)) as [string, string];
    return { text: say.pick(`${person} has the role ${role}`, zh`${person}具有角色${role}`), rank: rank.comparison };
  },
  explain: (trace, tell) => {
    const [person, role] = trace.operands as [Trace, Trace | undefined];
    const [en, han] = trace.value === true ? ['has', '具有'] : ['does not have', '不具有'];
    const what = role ? tell.value(role) : '';
    return {
      text: tell.pick(`${tell.name(person)} ${en} the role ${what}`, zh`${tell.name(person)}${han}角色${what}`),
      rank: rank.comparison,
    };
  },
};

export const organisation: readonly Operator[] = [isInUnit, hasRole];
