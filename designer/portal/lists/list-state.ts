// What a list shows, kept in its address: it can be sent to a colleague, and the way back leads to the same place.
import { isJsonObject, type Json } from '../../../engine/index.ts';

/** A simple condition on one field; which kind a field takes, its type decides (condition-of.ts). */
export type Condition =
  | { equals: string }
  | { from?: Json; to?: Json }
  /** `names`: what the keys are called, where only the lookup knows (records of another form). */
  | { in: string[]; names?: string[] }
  /** Of a field with several options: one of these is among them. */
  | { any: string[] }
  | { is: boolean };
export type Conditions = { [path: string]: Condition };

export type ListState = {
  view?: string;
  q: string;
  page: number;
  size: number;
  /** `createdAt`, `-createdAt`; the view's own where absent. */
  sort?: string;
  conditions: Conditions;
};

export const sizes = [20, 50, 100];

export function readListState(search: URLSearchParams): ListState {
  const whole = (name: string, otherwise: number) => {
    const number = Number(search.get(name));
    return Number.isInteger(number) && number > 0 ? number : otherwise;
  };
  const view = search.get('view') ?? undefined;
  const sort = search.get('sort') ?? undefined;
  return {
    q: search.get('q') ?? '',
    page: whole('page', 1),
    size: Math.min(whole('size', 20), 200),
    conditions: readConditions(search.get('where')),
    ...(view && { view }),
    ...(sort && { sort }),
  };
}

/** The address of a state; what is as usual is left out. */
export function writeListState(state: ListState): URLSearchParams {
  const search = new URLSearchParams();
  if (state.view) search.set('view', state.view);
  if (state.q) search.set('q', state.q);
  if (state.sort) search.set('sort', state.sort);
  if (Object.keys(state.conditions).length > 0) search.set('where', JSON.stringify(state.conditions));
  if (state.size !== 20) search.set('size', String(state.size));
  if (state.page > 1) search.set('page', String(state.page));
  return search;
}

// An address is typed by people and bent by mail programs: what is not a condition is left out.
function readConditions(text: string | null): Conditions {
  if (!text) return {};
  try {
    const json: unknown = JSON.parse(text);
    if (!isJsonObject(json)) return {};
    return Object.fromEntries(
      Object.entries(json).filter((entry): entry is [string, Condition] => isCondition(entry[1])),
    );
  } catch {
    return {};
  }
}

function isCondition(value: Json): value is Condition {
  if (!isJsonObject(value)) return false;
  const areTexts = (list: Json | undefined) => Array.isArray(list) && list.every((one) => typeof one === 'string');
  if ('equals' in value) return typeof value.equals === 'string';
  if ('in' in value) return areTexts(value.in) && (value.names === undefined || areTexts(value.names));
  if ('any' in value) return areTexts(value.any);
  if ('is' in value) return typeof value.is === 'boolean';
  return 'from' in value || 'to' in value;
}

/** The conditions as one rule over a record; undefined for none. Status is asked of the record, fields of its data. */
export function filterRule(conditions: Conditions): Json | undefined {
  const rules = Object.entries(conditions).flatMap(([path, condition]): Json[] => {
    const read: Json = { var: path === 'status' ? 'record.status' : path };
    if ('equals' in condition) return condition.equals ? [{ '==': [read, condition.equals] }] : [];
    if ('in' in condition) return condition.in.length > 0 ? [{ in: [read, condition.in] }] : [];
    if ('any' in condition) {
      const each = condition.any.map((key): Json => ({ in: [key, read] }));
      return each.length > 1 ? [{ or: each }] : each;
    }
    if ('is' in condition) return [{ '==': [read, condition.is] }];
    const rules: Json[] = [];
    if (condition.from !== undefined) rules.push({ '>=': [read, condition.from] });
    if (condition.to !== undefined) rules.push({ '<=': [read, condition.to] });
    return rules;
  });
  if (rules.length === 0) return undefined;
  return rules.length === 1 ? rules[0] : { and: rules };
}
