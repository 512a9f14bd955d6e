// How many people a step needs, counted from its definition and from who is in the company. Nothing is read that the engine says of
// seats, assignments or makers: a seat that the engine forgets is missed here.
import type { Json, JsonObject } from '../../engine/core/index.ts';
import { isJsonObject } from '../../engine/core/json.ts';
import type { CaseState, TaskState } from '../../engine/workflow/index.ts';
import type { Company } from '../engine/workflow/random-organisation.ts';

/** The steps of a chart as they are written, by key. */
export function stepsWritten(chart: JsonObject): Map<string, JsonObject> {
  const found = new Map<string, JsonObject>();
  for (const [key, state] of Object.entries(isJsonObject(chart.states) ? chart.states : {})) {
    if (!isJsonObject(state)) continue;
    const step = isJsonObject(state.meta) ? state.meta.step : undefined;
    if (isJsonObject(step)) found.set(key, step);
    for (const [inner, each] of stepsWritten(state)) found.set(inner, each);
  }
  return found;
}

/** Who there is, who has made the request, and what it says. */
export type Scene = { company: Company; initiator: string; makers: ReadonlySet<string>; data: JsonObject };

/** True for a decision that says something about the request, instead of handing the task on. */
export function isVerdict({ decision }: TaskState): boolean {
  return decision !== undefined && decision !== 'transfer' && decision !== 'add-signer';
}

/** The people whom an entry of `assign` names and who are there. */
export function named(entry: JsonObject, { company, initiator, data }: Scene): string[] {
  const { people } = company;
  const personOf = (id: Json | undefined) => people.find((person) => person.id === id);
  const active = (ids: (Json | undefined)[]) => ids.flatMap((id) => (personOf(id)?.active ? [id as string] : []));
  const above = (levels: number) => {
    const chain: (string | undefined)[] = [];
    for (let level = 0; level < levels; level++)
      chain.push(personOf(level === 0 ? initiator : chain[level - 1])?.manager);
    return chain.map((id) => (id === initiator ? undefined : id));
  };
  switch (entry.by) {
    case 'person':
      return active([entry.person]);
    case 'initiator':
      return active([initiator]);
    case 'role':
    case 'pool':
      return people
        .filter(({ roles, active: there }) => there && roles.includes(entry.role as string))
        .filter(({ unit }) => entry.within === undefined || isBelow(unit, personOf(initiator)?.unit, company))
        .map(({ id }) => id);
    case 'unit-head':
      return active([company.units.find(({ id }) => id === personOf(initiator)?.unit)?.head]);
    case 'manager':
      return active(above(entry.level as number).slice(-1));
    case 'manager-chain':
      return active(above(entry.levels as number));
    case 'field': {
      const value = data[entry.field as string];
      return active([isJsonObject(value) ? value.id : value]);
    }
    default:
      throw new Error(`the model does not know ${entry.by}`);
  }
}

function isBelow(unit: string | undefined, top: string | undefined, company: Company): boolean {
  for (let at = unit; at !== undefined; at = company.units.find(({ id }) => id === at)?.parent)
    if (at === top) return true;
  return false;
}

/** Steps that must be decided by other people, whichever of the two says so. */
export function apartOf(key: string, steps: ReadonlyMap<string, JsonObject>): string[] {
  const says = (step: string, other: string) => {
    const { separate } = steps.get(step) ?? {};
    return Array.isArray(separate) && separate.includes(other);
  };
  return [...steps.keys()].filter((other) => other !== key && (says(key, other) || says(other, key)));
}

/** People who must not approve in a step: who made the request, and who decided where others must. */
export function barred(
  key: string,
  steps: ReadonlyMap<string, JsonObject>,
  scene: Scene,
  tasks: CaseState['tasks'],
): Set<string> {
  const apart = apartOf(key, steps);
  const decided = Object.values(tasks).filter((task) => apart.includes(task.step) && isVerdict(task));
  return new Set([...scene.makers, ...decided.flatMap(({ person }) => person ?? [])]);
}

/** Who must be heard in a step: how many voices there are, and which share of them must agree (`any`: one, whoever). */
export type Voices = { seats: number; share: number | 'any' };

/** How many different people must approve, with so many more who were asked beside the others or in turn with one. */
export function peopleNeeded({ seats, share }: Voices, added: { beside: number; inTurn: number }): number {
  if (seats === 0) return 0;
  if (share === 'any') return 1;
  // A person who signs in turn belongs to a voice that is there already: only where all must agree they are never left out.
  if (share === 1) return seats + added.beside + added.inTurn;
  return Math.max(1, Math.ceil(share * (seats + added.beside) - 1e-9));
}

/** The voices of a step that opens now; none where its definition lets it be skipped. */
export function voicesOf(
  key: string,
  steps: ReadonlyMap<string, JsonObject>,
  scene: Scene,
  tasks: CaseState['tasks'],
): Voices {
  const step = steps.get(key) ?? {};
  const bars = barred(key, steps, scene, tasks);
  const entries = (step.assign as JsonObject[])
    .map((entry) => ({ entry, all: named(entry, scene) }))
    .map(({ entry, all }) => ({ pool: entry.by === 'pool', all, free: all.filter((id) => !bars.has(id)) }));
  // An entry is passed over only where the step says so, and there is nobody whom it could have meant.
  const heard = entries.filter(({ all }) => all.length > 0 || step.empty !== 'skip');
  const share = isJsonObject(step.decide) ? Number(step.decide.vote) : step.decide === 'all' ? 1 : 'any';
  if (heard.length === 0 || share === 'any') return { seats: heard.length, share };
  // Each person who is found is asked, of a pool one unless people vote; and each entry is heard through a person of its own.
  const votes = isJsonObject(step.decide);
  const asked = new Set(heard.flatMap(({ pool, free }) => (pool && !votes ? [] : free)));
  const heardBy = pairs(heard.map(({ free }) => free.filter((id) => asked.has(id))));
  return { seats: asked.size + heard.length - heardBy, share };
}

/** The largest number of entries that can have a person of their own: tried out, there are few. */
function pairs([first, ...rest]: string[][], taken: readonly string[] = []): number {
  if (!first) return 0;
  const others = first.filter((id) => !taken.includes(id)).map((id) => 1 + pairs(rest, [...taken, id]));
  return Math.max(pairs(rest, taken), ...others);
}
