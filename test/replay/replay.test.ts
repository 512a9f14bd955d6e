import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../engine/core/index.ts';
import { EDITION } from '../../engine/workflow/history.ts';
import {
  amend,
  type CaseState,
  claim,
  confirm,
  type DecideInput,
  type Effect,
  event,
  fire,
  type HistoryDraft,
  move,
  parseWorkflow,
  propose,
  reassign,
  release,
  replay,
  resume,
  retry,
  suspend,
  type Workflow,
  withdraw,
} from '../../engine/workflow/index.ts';
import { Desk, expectOk, links } from '../engine/workflow/world.ts';

// Histories that the engine has written before. New code must still read them to the same state, and must still answer the
// same commands with the same entries and effects. A change of meaning is made on purpose: record again with RECORD=1 and
// say in the changelog what is different.

type Command = { do: string; who?: string; say?: string; at?: string; data?: JsonObject } & JsonObject;
type Recording = {
  definition: JsonObject;
  initiator: string;
  data: JsonObject;
  commands: Command[];
  entries: HistoryDraft[];
  effects: Effect[][];
  state: CaseState;
};

const files = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.history.json'));
const read = (name: string) => JSON.parse(readFileSync(join(import.meta.dirname, name), 'utf8')) as Recording;
/** Those that the engine would write today; the others were written by an earlier edition and must only be read. */
const ofToday = files.filter((name) => read(name).entries[0]?.edition === EDITION);
const workflowIn = ({ definition }: Recording): Workflow => expectOk(parseWorkflow(definition, links));

function give(desk: Desk, { do: verb, who = '', say = '', at, ...rest }: Command): string[] {
  if (at) desk.later(at);
  if (verb === 'decide') {
    desk.decides(who, say, rest as Partial<DecideInput>);
    return [];
  }
  const { workflow } = desk;
  const admin = { by: 'p-otto', at: desk.at, reason: 'recorded' };
  const input = { at: desk.at, person: `p-${who}`, ...rest } as never;
  if (rest.data) desk.data = rest.data;
  return desk.try((state, ctx) => {
    if (verb === 'fire') return fire(workflow, state, input, ctx);
    if (verb === 'event') return event(workflow, state, { event: String(rest.event), at: desk.at }, ctx);
    if (verb === 'claim') return claim(workflow, state, input, ctx);
    if (verb === 'release') return release(workflow, state, input, ctx);
    if (verb === 'withdraw') return withdraw(workflow, state, input, ctx);
    if (verb === 'amend')
      return amend(workflow, state, { at: desk.at, by: 'p-ann', fields: rest.fields as string[] }, ctx);
    if (verb === 'reassign') return reassign(workflow, state, { ...admin, ...(rest as { to: string }) }, ctx);
    if (verb === 'propose')
      return propose(workflow, state, { ...admin, ...(rest as { verb: 'move'; to: string }) }, ctx);
    if (verb === 'confirm')
      return confirm(workflow, state, { ...admin, by: 'p-president', proposal: String(rest.proposal) }, ctx);
    if (verb === 'move') return move(workflow, state, { ...admin, to: String(rest.to) }, ctx);
    if (verb === 'suspend') return suspend(workflow, state, admin, ctx);
    return verb === 'resume' ? resume(workflow, state, admin, ctx) : retry(workflow, state, admin, ctx);
  });
}

function live(recording: Recording): Pick<Recording, 'entries' | 'effects' | 'state'> {
  const desk = new Desk(workflowIn(recording), { initiator: recording.initiator, data: recording.data });
  const effects = [desk.effects];
  for (const command of recording.commands) {
    expect(give(desk, command), JSON.stringify(command)).toEqual([]);
    effects.push(desk.effects);
  }
  return { entries: desk.entries, effects, state: desk.state };
}

describe('recorded histories', () => {
  it.runIf(process.env.RECORD)('are recorded', () => {
    for (const name of ofToday) {
      const { definition, initiator, data, commands, ...rest } = read(name);
      const recording = { definition, initiator, data, commands, ...rest };
      const text = JSON.stringify({ definition, initiator, data, commands, ...live(recording) }, null, 1);
      writeFileSync(join(import.meta.dirname, name), `${text}\n`);
    }
  });

  it.each(files)('%s leads to the state that was stored', (name) => {
    const recording = read(name);
    expect(expectOk(replay(workflowIn(recording), recording.entries))).toEqual(recording.state);
  });

  it.each(ofToday)('%s is written the same way today', (name) => {
    const recording = read(name);
    const now = live(recording);
    expect(now.entries).toEqual(recording.entries);
    expect(now.effects).toEqual(recording.effects);
    expect(now.state).toEqual(recording.state);
  });

  it('are there of every edition', () => {
    for (let edition = 1; edition <= EDITION; edition++) {
      const written = files.filter((name) => (read(name).entries[0]?.edition ?? 1) === edition);
      expect(written.length, `edition ${edition}`).toBeGreaterThan(3);
    }
  });

  it('are of cases that ended, and tell of every kind of fact', () => {
    const all = files.map(read);
    expect(all.filter(({ state }) => state.endedAt).length).toBe(files.length);
    const kinds = new Set(all.flatMap(({ entries }) => entries.flatMap(({ facts }) => facts.map(({ kind }) => kind))));
    for (const kind of ['guard', 'taken', 'moved', 'assigned', 'timer', 'stuck', 'written', 'acted'])
      expect(kinds).toContain(kind);
  });
});

describe('a history that is not whole', () => {
  const recording = read('large-climbs-and-comes-back.history.json');
  const workflow = workflowIn(recording);
  const codes = (entries: HistoryDraft[]) => {
    const result = replay(workflow, entries);
    return result.ok ? [] : result.issues.map(({ code }) => code);
  };
  const changed = (index: number, change: Partial<HistoryDraft>) =>
    recording.entries.map((entry, at) => (at === index ? { ...entry, ...change } : entry));

  it.each<[string, HistoryDraft[]]>([
    ['nothing', []],
    ['the start', recording.entries.slice(1)],
    ['the facts of an entry', changed(1, { facts: [] })],
    ['what the data became', changed(1, { data: { before: '', after: 'x', fields: [] } })],
    ['where it led', changed(2, { to: ['end'] })],
  ])('is told from %s missing or different', (_, entries) => {
    expect(codes(entries)).toEqual(['workflow/replay-diverged']);
  });

  it('is told from another way taken by a guard', () => {
    const [entry] = recording.entries.slice(1, 2);
    const facts = entry?.facts.map((fact) => (fact.kind === 'guard' ? { ...fact, held: false } : fact)) ?? [];
    expect(codes(changed(1, { facts }))).toEqual(['workflow/replay-diverged']);
  });
});
