import type { Issue } from '../core/issue.ts';
import { issue } from '../core/issue.ts';
import { laterBy } from './fire-at.ts';
import type { Fact, HistoryDraft } from './history.ts';
import { openIncident } from './incidents.ts';
import { type Finder, noteData } from './turn.ts';

/** Thrown where a history does not hold what its own commands ask for; `replay` turns it into its issue. */
export class Diverged {
  readonly issue: Issue;
  constructor(expected: string, found: string) {
    this.issue = issue('workflow/replay-diverged', '', { expected, found });
  }
}

type FactOf<K extends Fact['kind']> = Extract<Fact, { kind: K }>;
const answers = new Set<Fact['kind']>(['guard', 'assigned', 'timer', 'acted', 'written']);

/** Finds out by reading what one history entry says was found, in its order. */
export function recordedFinder(entry: HistoryDraft): Finder {
  const facts = entry.facts.filter((fact) => answers.has(fact.kind) && !(fact.kind === 'written' && fact.outside));
  let next = 0;

  function take<K extends Fact['kind']>(kind: K, what: string, fits: (fact: FactOf<K>) => boolean): FactOf<K> {
    const fact = facts[next++];
    if (!fact) throw new Diverged(what, 'nothing');
    if (fact.kind !== kind || !fits(fact as FactOf<K>)) throw new Diverged(what, nameOf(fact));
    return fact as FactOf<K>;
  }

  return {
    guard(turn, guard) {
      const fact = take('guard', `guard ${guard}`, (one) => one.guard === guard);
      turn.facts.push(fact);
      return fact.issue ?? fact.held;
    },
    assigned(turn, step) {
      const fact = take('assigned', `assignment of ${step}`, (one) => one.step === step);
      turn.facts.push(fact);
      return fact;
    },
    isHere(_turn, { id }) {
      return entry.facts.some((fact) => fact.kind === 'auto' && fact.task === id);
    },
    fireAt(turn, timer) {
      const fact = take(
        'timer',
        `timer ${timer.key} of ${timer.state}`,
        (one) => one.key === timer.key && one.state === timer.state,
      );
      turn.facts.push(fact);
      if (fact.issue) openIncident(turn, { issue: fact.issue, state: timer.state, retry: false });
      return fact.fireAt;
    },
    resumedAt(turn, timer, fireAt, pause) {
      const plain = timer.delay.from === 'entry' ? laterBy(fireAt, pause) : fireAt;
      // Histories of earlier builds hold nothing here: every timer then moved by the length of the pause.
      if (facts[next]?.kind !== 'timer') return plain;
      const what = `timer ${timer.key} of ${timer.state}`;
      const fact = take('timer', what, (one) => one.key === timer.key && one.state === timer.state);
      turn.facts.push(fact);
      if (fact.issue) openIncident(turn, { issue: fact.issue, state: timer.state, retry: false });
      return fact.fireAt ?? laterBy(fireAt, pause);
    },
    act(turn, actions) {
      if (facts[next]?.kind !== 'acted') return actions.map(() => () => {});
      const fact = take('acted', 'actions', () => true);
      turn.facts.push(fact);
      if (fact.issue) return fact.issue;
      noteData(turn, fact.hash, fact.fields);
      return actions.map(() => () => {});
    },
    write(turn) {
      const fact = take('written', 'data', () => true);
      turn.facts.push(fact);
      noteData(turn, fact.hash, fact.fields);
      return fact.fields;
    },
  };
}

function nameOf(fact: Fact): string {
  if (fact.kind === 'guard') return `guard ${fact.guard}`;
  if (fact.kind === 'assigned') return `assignment of ${fact.step}`;
  return fact.kind === 'timer' ? `timer ${fact.key} of ${fact.state}` : fact.kind;
}
