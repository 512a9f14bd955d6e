import type { Text } from '../core/text.ts';

/** The type of a value that a rule reads or makes. Money is integer minor units, dates are `YYYY-MM-DD`, date-times ISO UTC. */
export type RuleType =
  | { kind: 'boolean' | 'number' | 'text' | 'date' | 'date-time' | 'duration' | 'null' | 'unknown' }
  | { kind: 'money'; currency?: string }
  | { kind: 'list'; of: RuleType }
  | { kind: 'object'; fields: { [name: string]: RuleType } };

export type TypeKind = RuleType['kind'];

/** What `var` may read: the names at the root and their types. `now` and `today` are always there. */
export type Scope = { [name: string]: RuleType };

const names: { [K in TypeKind]: Text } = {
  boolean: { en: 'yes/no', 'zh-CN': '是/否' },
  number: { en: 'number', 'zh-CN': '数字' },
  text: { en: 'text', 'zh-CN': '文本' },
  date: { en: 'date', 'zh-CN': '日期' },
  'date-time': { en: 'date-time', 'zh-CN': '日期时间' },
  duration: { en: 'duration', 'zh-CN': '时长' },
  null: { en: 'nothing', 'zh-CN': '空' },
  unknown: { en: 'any value', 'zh-CN': '任意值' },
  money: { en: 'money', 'zh-CN': '金额' },
  list: { en: 'list', 'zh-CN': '列表' },
  object: { en: 'object', 'zh-CN': '对象' },
};

/** What people call a type: "money (CNY)", "list of text". */
export function typeName(type: RuleType): Text {
  if (type.kind === 'money' && type.currency) {
    return { en: `money (${type.currency})`, 'zh-CN': `金额（${type.currency}）` };
  }
  if (type.kind === 'list') {
    const of = typeName(type.of) as { en: string; 'zh-CN': string };
    return { en: `list of ${of.en}`, 'zh-CN': `${of['zh-CN']}列表` };
  }
  return kindName(type.kind);
}

export function kindName(kind: TypeKind): Text {
  return names[kind];
}

/** The one type that both are, or undefined. An unknown type is told by the run-time value and agrees with all. */
export function commonType(a: RuleType, b: RuleType): RuleType | undefined {
  if (a.kind === 'unknown') return b;
  if (b.kind === 'unknown') return a;
  if (a.kind === 'null') return b;
  if (b.kind === 'null') return a;
  if (a.kind === 'money' && b.kind === 'money') {
    if (a.currency && b.currency && a.currency !== b.currency) return undefined;
    return a.currency ? a : b;
  }
  if (a.kind === 'list' && b.kind === 'list') {
    const of = commonType(a.of, b.of);
    return of && { kind: 'list', of };
  }
  if (a.kind === 'object' && b.kind === 'object') return commonFields(a.fields, b.fields);
  return a.kind === b.kind ? a : undefined;
}

// Two objects agree when the fields that both have agree; the common type has those.
function commonFields(a: Scope, b: Scope): RuleType | undefined {
  const fields: Scope = {};
  for (const name of Object.keys(a)) {
    const left = a[name];
    const right = Object.hasOwn(b, name) ? b[name] : undefined;
    if (!left || !right) continue;
    const common = commonType(left, right);
    if (!common) return undefined;
    fields[name] = common;
  }
  return { kind: 'object', fields };
}
