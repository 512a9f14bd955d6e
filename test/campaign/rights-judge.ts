// What the law of four eyes says of one case, after each command and at its end.
import type { JsonObject } from '../../engine/core/index.ts';
import { isJsonObject } from '../../engine/core/json.ts';
import type { CaseState, TaskState } from '../../engine/workflow/index.ts';
import type { Deed } from '../engine/workflow/random-case.ts';
import type { Company } from '../engine/workflow/random-organisation.ts';
import { barred, named, peopleNeeded, type Scene, stepsWritten, type Voices, voicesOf } from './rights-model.ts';

export class Judge {
  private readonly steps: Map<string, JsonObject>;
  private readonly initiator: string;
  /** Who made the record, began the case, wrote to it from outside or sent it again. */
  private readonly makers: Set<string>;
  /** Who must be heard in each step, and how many signers its people have asked in addition, by step and round. */
  private readonly voices = new Map<string, Voices>();
  private readonly added = new Map<string, { beside: number; inTurn: number }>();

  constructor(chart: JsonObject, initiator: string) {
    this.steps = stepsWritten(chart);
    this.initiator = initiator;
    this.makers = new Set([initiator, 'p-ann']);
  }

  began(state: CaseState, scene: Scene): void {
    this.noteOpened(state, scene);
    this.waiting(state, scene.company);
  }

  took(deed: Deed, command: JsonObject, before: CaseState, after: CaseState, scene: Scene): void {
    this.decisions(before, after, scene);
    if (deed.what === 'amend') this.makers.add(deed.who);
    for (const task of decidedNow(before, after))
      if (task.decision === 'submit' && task.person !== undefined) this.makers.add(task.person);
    this.seated(deed, before, after, scene);
    this.noteAdded(deed, command, after);
    this.noteOpened(after, scene, deed.what === 'retry' ? before : undefined);
    this.waiting(after, scene.company);
  }

  sceneOf(company: Company, data: JsonObject): Scene {
    return { company, initiator: this.initiator, makers: this.makers, data };
  }

  /** A step that has opened needs its people from now on; a retry looks for people anew, and there may be fewer. */
  private noteOpened(state: CaseState, scene: Scene, retried?: CaseState): void {
    for (const [key, now] of Object.entries(state.steps)) {
      if (this.steps.get(key)?.type !== 'approval') continue;
      const place = `${key} ${now.round}`;
      const known = this.voices.get(place);
      const again = retried?.steps[key];
      if (known !== undefined && !(again?.status === 'open' && again.round === now.round)) continue;
      const voices = voicesOf(key, this.steps, scene, state.tasks);
      this.voices.set(place, known && known.seats < voices.seats ? known : voices);
    }
  }

  private noteAdded({ what, word }: Deed, { task, where }: JsonObject, { tasks, steps }: CaseState): void {
    const step = tasks[`${task}`]?.step;
    if (what !== 'decide' || word !== 'add-signer' || step === undefined) return;
    const place = `${step} ${steps[step]?.round}`;
    const { beside, inTurn } = this.added.get(place) ?? { beside: 0, inTurn: 0 };
    this.added.set(place, where === 'alongside' ? { beside: beside + 1, inTurn } : { beside, inTurn: inTurn + 1 });
  }

  private need(place: string): number {
    const voices = this.voices.get(place);
    return voices ? peopleNeeded(voices, this.added.get(place) ?? { beside: 0, inTurn: 0 }) : Number.NaN;
  }

  /** A person who has just approved did not make the request, is active, decided nowhere apart, and has no other approval in this round. */
  private decisions(before: CaseState, after: CaseState, scene: Scene): void {
    const stands = Object.values(after.tasks).filter(holds);
    for (const task of stands) {
      if (before.tasks[task.id]?.decision === 'approve') continue;
      const { person = '', step, round } = task;
      claim(person !== '', `${task.id} was approved by no person`);
      claim(!scene.makers.has(person), `${person} approved their own request`);
      claim(
        scene.company.people.some(({ id, active }) => id === person && active),
        `${person} is not active`,
      );
      const bars = barred(step, this.steps, scene, before.tasks);
      claim(!bars.has(person), `${person} approved ${step} and decided where others must`);
      const again = stands.filter((one) => one.step === step && one.round === round && one.person === person);
      claim(again.length === 1, `${person} counts twice in ${step}`);
    }
  }

  /** A task that was handed on went to a person whom its step could have found, or two administrators said so. */
  private seated({ what, word }: Deed, before: CaseState, after: CaseState, scene: Scene): void {
    const hands = what === 'decide' && (word === 'transfer' || word === 'add-signer');
    if (!hands && what !== 'reassign' && what !== 'confirm') return;
    for (const task of Object.values(after.tasks)) {
      const { person, step: key, exception } = task;
      if (person === undefined || task.status !== 'open' || before.tasks[task.id]?.person === person) continue;
      const step = this.steps.get(key);
      if (step?.type !== 'approval') continue;
      if (exception) claim(exception.by !== exception.confirmed, `${exception.by} confirmed their own exception`);
      if (exception || (hands && step.transfer !== undefined)) continue;
      const standIns = isJsonObject(step.empty) ? [{ by: 'pool', role: step.empty.role as string }] : [];
      const scope = step.transfer === undefined ? standIns : [...standIns, 'all' as const];
      const found = [...(step.assign as JsonObject[]), ...scope].some(
        (entry) => entry === 'all' || named(entry, scene).includes(person),
      );
      claim(found, `${task.id} of ${key} went to ${person}, whom the step does not name`);
    }
  }

  /** A running case has an open task that a person may decide, an event to wait for, or an incident. */
  private waiting(state: CaseState, { people }: Company): void {
    if (state.status !== 'running') return;
    for (const task of Object.values(state.tasks)) {
      if (task.status !== 'open') continue;
      const [role = '', unit] = (task.pool ?? '').split('@');
      const may = people.filter(({ id, active, roles }) =>
        !active || this.makers.has(id) ? false : task.person !== undefined ? id === task.person : roles.includes(role),
      );
      const told = state.stuck.some((one) => one.task === task.id);
      const waits = may.length > 0 || told || task.kind === 'fill';
      claim(waits, `${task.id} waits for nobody${unit ? ` in ${unit}` : ''}, and nobody is told`);
    }
    for (const path of state.states) {
      const key = path.split('.').at(-1) ?? '';
      const step = this.steps.get(key);
      if (!step) continue;
      const open = Object.values(state.tasks).some((task) => task.step === key && task.status === 'open');
      const waits = step.type === 'wait' || open || state.stuck.some((one) => one.state === path);
      claim(waits, `${path} has no next event`);
    }
  }

  /** An approved end: every step that was passed stands on approvals that hold, of as many people as its chart asks for. */
  approved(state: CaseState): number {
    let all = 0;
    for (const [key, now] of Object.entries(state.steps)) {
      if (this.steps.get(key)?.type !== 'approval') continue;
      const need = this.need(`${key} ${now.round}`);
      if (now.outcome === 'skipped') claim(need === 0, `${key} was skipped and has people`);
      if (now.outcome !== 'approve') continue;
      claim(!now.seats.some(({ vacant }) => vacant), `${key} was approved past a vacant seat`);
      // What a return or a change has taken off the way need not hold any more; it was decided by as many all the same.
      const counts = state.passed.includes(key) ? holds : agreed;
      const tasks = Object.values(state.tasks).filter(({ step, round }) => step === key && round === now.round);
      const who = new Set(tasks.filter(counts).map(({ person }) => person));
      if (counts === holds) all += who.size;
      claim(who.size >= need, `${key} was approved by ${who.size} and needs ${need}`);
    }
    const left = Object.values(state.steps).some(({ status }) => status === 'left');
    claim(all > 0 || left, 'approved by nobody');
    return all;
  }
}

function agreed({ kind, decision }: TaskState): boolean {
  return kind === 'approval' && decision === 'approve';
}

function holds(task: TaskState): boolean {
  return agreed(task) && !task.void;
}

function decidedNow(before: CaseState, after: CaseState): TaskState[] {
  return Object.values(after.tasks).filter(
    (task) => task.decision !== undefined && before.tasks[task.id]?.decision === undefined,
  );
}

function claim(holdsTrue: boolean, fault: string): void {
  if (!holdsTrue) throw new Error(fault);
}
