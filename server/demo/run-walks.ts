// Cases as people would have made them: submitted and decided through the operations, each with history, tasks and notices.
import { type DecisionName, isJsonObject, type JsonObject, own } from '../../engine/index.ts';
import { DEMO_PASSWORD } from '../auth/demo-access.ts';
import type { Caller, Deps } from '../deps.ts';
import type { FormUse } from '../domain/records/form-use.ts';
import type { Around } from '../domain/surroundings/load-surroundings.ts';
import { storeFile } from '../operations/files/store-file.ts';
import { createRecord } from '../operations/records/create-record.ts';
import { decideTask } from '../operations/tasks/decide-task.ts';
import { getTask } from '../operations/tasks/get-task.ts';
import { chanceOf } from './chance.ts';
import type { Generator, Series, WalkDecision, Walks } from './demo-data.ts';
import { generateValues, type Made } from './generate-value.ts';
import type { Referable } from './seed-records.ts';

const HOUR_MS = 3_600_000;

/** Starts the cases of the walks and takes their decisions, a while before now. Answers how many there are. */
export async function runWalks(
  deps: Deps,
  tenant: string,
  around: Around,
  use: FormUse,
  walks: Walks,
  series: Series,
  references: Referable,
): Promise<number> {
  const chance = chanceOf(`${use.loaded.key}/cases`);
  const planned = walks.walks.flatMap((walk) => Array.from({ length: walk.count }, () => walk));
  for (const [index, walk] of planned.entries()) {
    const at = (hours: number): Deps => {
      const now = new Date(Date.parse(around.now) - Math.round(hours * HOUR_MS)).toISOString();
      return { ...deps, clock: { now: () => now } };
    };
    const begun = 6 - (5 * index) / planned.length;
    const maker = callerOf(around, tenant, walks.by);
    const data = dataOf(around, use, walks, walk.total, series, references, chance);
    if (walks.proof !== undefined)
      data[walks.proof] = [
        (await storeFile(at(begun), maker, proof, {
          form: walks.form,
          field: walks.proof,
        })) as unknown as JsonObject,
      ];
    const made = await createRecord(at(begun), maker, { form: walks.form, data });
    for (const [step, decision] of walk.decisions.entries()) {
      await takeDecision(at(begun - 0.2 * (step + 1)), around, tenant, made.case ?? '', decision);
    }
  }
  return planned.length;
}

async function takeDecision(
  deps: Deps,
  around: Around,
  tenant: string,
  caseId: string,
  { by, decision, opinion, to }: WalkDecision,
): Promise<void> {
  const caller = callerOf(around, tenant, by);
  const task = await deps.store
    .tenant(tenant)
    .tasks.first({ filter: { case: caseId, assignee: caller.actor.id, status: 'open' } });
  if (!task) throw new Error(`${by} has no task in the demo case ${caseId}`);
  const { seen, sign } = await getTask(deps, caller, task.id);
  await decideTask(deps, caller, task.id, {
    decision: decision as DecisionName,
    seen,
    ...(opinion !== undefined && { opinion }),
    ...(to !== undefined && { to }),
    ...(sign && { sign: DEMO_PASSWORD }),
  });
}

function dataOf(
  around: Around,
  { form }: FormUse,
  walks: Walks,
  total: { from: number; to: number },
  series: Series,
  references: Referable,
  chance: Made['chance'],
): JsonObject {
  const day = around.now.slice(0, 10);
  const made: Made = { chance, day, today: day, data: {}, references, personByName: () => undefined, used: new Map() };
  const rows = own(series.values, walks.split);
  const values = { ...series.values };
  if (rows && 'rows' in rows && rows.rows.split) {
    const split = { ...rows.rows.split, bands: [{ weight: 1, ...total }] };
    values[walks.split] = { rows: { ...rows.rows, split } } satisfies Generator;
  }
  generateValues(values, made);
  // Whatever a rule of the series asks for besides is given to all: the form drops what does not apply.
  for (const more of series.then ?? []) generateValues(more.values, made);
  const data: JsonObject = {};
  for (const [name, value] of Object.entries(made.data)) {
    const field = own(form.fields, name);
    // Dates of the series lie around the day of a record of the past; here that is today, and defaults are as good.
    if (field && !field.readonly && !(field.type === 'date' && field.default))
      data[name] = isJsonObject(value) ? { ...value } : value;
  }
  return data;
}

function callerOf({ organisation }: Around, tenant: string, name: string): Caller {
  const person = organisation.people().find((each) => each.name === name);
  if (!person) throw new Error(`The demo has nobody called ${name}`);
  const { id, title, unit, roles } = person;
  return { actor: { id, tenant, name, title, unit, roles }, locale: 'zh-CN', correlationId: 'demo' };
}

// The smallest picture there is: one white pixel.
const proof = {
  name: '合同.png',
  declared: 'image/png',
  bytes: Uint8Array.from(
    Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8/5+hHgAHggJ/PchI7wAAAABJRU5ErkJggg==',
      'base64',
    ),
  ),
};
