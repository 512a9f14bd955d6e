// Random charts, people, administrators and commands, judged by a small model of its own: what the law of four eyes says of a case,
// counted anew from the chart, the company and what the case looked like before and after each command.
import fc from 'fast-check';
import { canonicalJson } from '../../engine/core/canonical.ts';
import type { Json, JsonObject, Result } from '../../engine/core/index.ts';
import { instantMs, instantOfMs } from '../../engine/core/zones.ts';
import { type Advance, attend, type CaseState, replay, type Workflow } from '../../engine/workflow/index.ts';
import { chart, commandOf, type Deed, deed } from '../engine/workflow/random-case.ts';
import {
  afterMove,
  type Company,
  company,
  type Move,
  moves,
  organised,
} from '../engine/workflow/random-organisation.ts';
import { Desk, expectOk, workflowOf } from '../engine/workflow/world.ts';
import { Judge } from './rights-judge.ts';

export type RightsReport = { sequences: number; taken: number; approved: number; people: number; fault?: string };
export type RightsOptions = {
  sequences: number;
  seed: number;
  /** Spoils a state on purpose after a command, to show that the model sees it. `before`: the state until then. */
  plant?: (state: CaseState, before: CaseState) => void;
  say?: (sequences: number) => void;
};

/** To read a chart takes as long as to play a case of it: so many cases are played of each. */
const CASES_OF_A_CHART = 5;

/** A desk that keeps its history and replays it once, at the end. */
class QuickDesk extends Desk {
  override take(result: Result<Advance>): Advance {
    const advance = expectOk(result);
    this.state = advance.state;
    this.data = advance.data;
    this.effects = advance.effects;
    this.entries.push(advance.entry);
    return advance;
  }
}

type Play = { initiator: string; reviewer: string | undefined; deeds: Deed[]; whole: Company; changes: Move[] };

const play: fc.Arbitrary<Play> = fc.record({
  initiator: fc.constantFrom('p-ann', 'p-max'),
  reviewer: fc.constantFrom(undefined, 'p-fay', 'p-dora', 'p-max'),
  deeds: fc.array(deed, { minLength: 5, maxLength: 25 }),
  whole: company,
  changes: moves,
});

/** Plays so many sequences, and stops at the first that the model does not agree with. */
export function runRights({ sequences, seed, plant, say }: RightsOptions): RightsReport {
  const report: RightsReport = { sequences: 0, taken: 0, approved: 0, people: 0 };
  const several = fc.tuple(...Array.from({ length: CASES_OF_A_CHART }, () => play));
  const property = fc.property(chart, several, ({ chart: json, more }, plays) => {
    const workflow = workflowOf(json, more);
    for (const each of plays) {
      report.sequences++;
      if (report.sequences % 10_000 === 0) say?.(report.sequences);
      try {
        playOut(json, workflow, each, report, plant);
      } catch (fault) {
        throw new Error(`${fault instanceof Error ? fault.message : fault}\n${JSON.stringify({ json, more, each })}`);
      }
    }
  });
  const checked = fc.check(property, {
    numRuns: Math.ceil(sequences / CASES_OF_A_CHART),
    seed,
    endOnFailure: plant !== undefined,
  });
  if (checked.failed) report.fault = `${checked.errorInstance}`.slice(0, 6000);
  return report;
}

function playOut(
  json: JsonObject,
  workflow: Workflow,
  { initiator, reviewer, deeds, whole, changes }: Play,
  report: RightsReport,
  plant: RightsOptions['plant'],
): void {
  let there = whole;
  const data = { amount: 100, total: 0, ...(reviewer === undefined ? {} : { reviewer: { id: reviewer } }) };
  const desk = new QuickDesk(workflow, { initiator, data, company: organised(there) });
  const judge = new Judge(json, initiator);
  judge.began(desk.state, judge.sceneOf(there, desk.data));
  for (const [index, one] of deeds.entries()) {
    for (const change of changes.filter(({ after }) => after === index)) {
      there = afterMove(there, change);
      desk.company = organised(there);
      // What the server does when a person or a role has changed.
      const noted = attend(workflow, desk.state, { at: desk.at }, desk.ctx());
      if (noted) desk.take(noted);
    }
    desk.at = instantOfMs(instantMs(desk.at) + one.hours * 3_600_000) ?? desk.at;
    const before = desk.state;
    if (desk.try(commandOf(desk, one)).length > 0) continue;
    report.taken++;
    plant?.(desk.state, before);
    const { command } = desk.entries.at(-1) ?? { command: {} };
    judge.took(one, command, before, desk.state, judge.sceneOf(there, desk.data));
  }
  // What was planted stands in no history.
  const again = plant ? desk.state : expectOk(replay(workflow, desk.entries));
  if (canonicalJson(plain(again)) !== canonicalJson(plain(desk.state)))
    throw new Error('the history does not lead to the state');
  if (desk.state.status !== 'done' || desk.state.outcome !== 'approved') return;
  report.approved++;
  report.people += judge.approved(desk.state);
}

function plain(state: CaseState): Json {
  return JSON.parse(JSON.stringify(state)) as Json;
}
