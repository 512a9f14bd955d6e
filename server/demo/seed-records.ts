// Records of the past, in the form in which the operations would have left them: the same fields, formulas, words and titles.
import {
  compute,
  dateIn,
  type Form,
  formatSerial,
  fullAccess,
  holds,
  initialData,
  isJsonObject,
  type JsonObject,
  own,
  parseRule,
  type Rule,
  serialScope,
} from '../../engine/index.ts';
import type { Caller, Deps } from '../deps.ts';
import { type FormUse, formContext } from '../domain/records/form-use.ts';
import { newRecord } from '../domain/records/new-record.ts';
import { type Around, environmentOf } from '../domain/surroundings/load-surroundings.ts';
import type { RecordRow } from '../store/rows.ts';
import { chanceOf } from './chance.ts';
import type { Generator, Series } from './demo-data.ts';
import { generateValues, type Made, referredTo } from './generate-value.ts';
import { instantsOf } from './instants.ts';

const BATCH = 1000;

export type Referable = { [form: string]: { id: string; data: JsonObject }[] };

/** Stores the records of a series that are not there yet, in batches. Answers all of them, for later series to refer to. */
export async function seedRecords(
  deps: Deps,
  tenant: string,
  around: Around,
  use: FormUse,
  series: Series,
  references: Referable,
  progress: (done: number, of: number) => void,
): Promise<{ id: string; data: JsonObject }[]> {
  const { form } = use;
  const repository = deps.store.tenant(tenant).records(form.key);
  const stored = await storedOf(deps, tenant, form.key);
  const maker = recordMaker(around, use, series, references, tenant);
  const made: { id: string; data: JsonObject }[] = [];
  let batch: RecordRow[] = [];
  for (let index = 0; index < series.count; index++) {
    // Those that are stored are made all the same: what comes after them must come out as it would have.
    const row = maker.next(index);
    made.push({ id: row.id, data: row.data });
    if (index >= stored) batch.push(row);
    if (batch.length === BATCH || (index === series.count - 1 && batch.length > 0)) {
      await repository.insertMany(batch);
      progress(index + 1, series.count);
      batch = [];
    }
  }
  if (stored < series.count) await advanceSeries(deps, tenant, maker.numbers);
  return made;
}

/** How many demo records of the form are stored: their ids begin alike. */
export function storedOf(deps: Deps, tenant: string, form: string): Promise<number> {
  return deps.store
    .tenant(tenant)
    .records(form)
    .count({ id: { $gte: `demo-${form}-`, $lt: `demo-${form}.` } });
}

function recordMaker(around: Around, use: FormUse, series: Series, references: Referable, tenant: string) {
  const { form, loaded } = use;
  const { zone } = around;
  const chance = chanceOf(`${loaded.key}/${form.key}`);
  const instants = instantsOf(series, around.now, chance);
  const numbers = new Map<string, number>();
  const used = new Map<Generator, Set<string>>();
  const rules = ruleReader(form);
  const next = (index: number): RecordRow => {
    const createdAt = instants[index] ?? around.now;
    const owned = pickedOwner(series, chance);
    const by = around.organisation.people().find(({ name }) => name === owned);
    const owner = by?.id ?? '';
    const unit = by?.unit ?? '';
    const caller = callerOf(by ?? { id: owner, name: owner, title: owner, unit, roles: [] }, tenant);
    const context = formContext(use, { caller, around: { ...around, now: createdAt } }, { access: fullAccess(form) });
    const made: Made = {
      chance,
      day: dateIn(zone, createdAt),
      today: dateIn(zone, around.now),
      data: initialData(form, context),
      references,
      personByName: (name) => {
        const person = around.organisation.people().find((each) => each.name === name);
        return person && { id: person.id, title: person.title as JsonObject[string] };
      },
      used,
    };
    const environment = (data: JsonObject) => environmentOf({ ...around, now: createdAt }, data);
    giveNumbers(form, made.data, createdAt, zone, numbers);
    generateValues(series.values, made);
    for (const more of series.then ?? []) {
      if (holds(rules(more.if), environment(compute(form, made.data, context))).holds)
        generateValues(more.values, made);
    }
    let data = compute(form, carried(form, made.data, references), context);
    const status = statusOf(series, (rule) => holds(rules(rule), environment(data)).holds, chance);
    const after = own(series.ended ?? {}, status);
    if (after) {
      made.data = data;
      generateValues(after, made);
      data = made.data;
    }
    const outcome = series.status ? { caseStatus: outcomeOf(use, status) } : {};
    const id = `demo-${form.key}-${String(index + 1).padStart(6, '0')}`;
    return newRecord(use, around, { id, tenant, owner, unit, at: createdAt, data, status, ...outcome });
  };
  return { next, numbers };
}

function pickedOwner({ by, byWeights }: Series, chance: Made['chance']): string {
  return chance.pick(by, byWeights);
}

function callerOf(
  {
    id,
    name,
    title,
    unit,
    roles,
  }: { id: string; name: string; title: Caller['actor']['title']; unit: string; roles: string[] },
  tenant: string,
): Caller {
  return { actor: { id, tenant, name, title, unit, roles }, locale: 'zh-CN', correlationId: 'demo' };
}

function ruleReader(form: Form): (json: JsonObject) => Rule {
  const known = new Map<JsonObject, Rule>();
  return (json) => {
    let rule = known.get(json);
    if (!rule) {
      const parsed = parseRule(json, { scope: form.scope, expect: { kind: 'boolean' } });
      if (!parsed.ok) throw new Error(`A rule of the demo data cannot be used: ${JSON.stringify(parsed.issues)}`);
      rule = parsed.value;
      known.set(json, rule);
    }
    return rule;
  };
}

function giveNumbers(form: Form, data: JsonObject, at: string, zone: string, numbers: Map<string, number>): void {
  for (const field of Object.values(form.fields)) {
    const { pattern } = field.json;
    if (!field.kind.assigned || typeof pattern !== 'string') continue;
    const name = `record:${form.key}:${field.name}:${serialScope(pattern, at, zone)}`;
    const number = (numbers.get(name) ?? 0) + 1;
    numbers.set(name, number);
    data[field.name] = formatSerial(pattern, at, zone, number);
  }
}

// A reference as the operations would store it: with the fields that it carries.
function carried(form: Form, data: JsonObject, references: Referable): JsonObject {
  const whole = { ...data };
  for (const { name, link } of Object.values(form.fields)) {
    const value = own(data, name);
    if (!link || !isJsonObject(value)) continue;
    const target = referredTo(own(references, link.form) ?? [], String(value.id)) ?? { id: String(value.id), data: {} };
    const linked: JsonObject = { id: target.id };
    for (const part of [link.display, ...link.carry]) {
      const found = own(target.data, part);
      if (found !== undefined) linked[part] = found;
    }
    whole[name] = linked;
  }
  return whole;
}

function statusOf({ status }: Series, holdsFor: (rule: JsonObject) => boolean, chance: Made['chance']): string {
  const way = status?.find((each) => each.if === undefined || holdsFor(each.if));
  return way ? chance.pick(way.pick, way.weights) : 'active';
}

function outcomeOf({ loaded, form }: FormUse, status: string): NonNullable<RecordRow['caseStatus']> {
  const workflow = Object.values(loaded.pack.workflows).find((each) => each.form === form.key);
  return Object.values(workflow?.states ?? {}).find(({ key }) => key === status)?.outcome ?? 'approved';
}

/** The numbers that the demo has used are not given again. */
async function advanceSeries(deps: Deps, tenant: string, numbers: Map<string, number>): Promise<void> {
  await deps.store.transaction(tenant, async (tx) => {
    for (const [name, last] of numbers) {
      const behind = last - (await tx.currentNumber(name));
      if (behind > 0) await tx.nextNumber(name, behind);
    }
  });
}
