import { type Parsing, refuse } from './parsing.ts';
import type { Step } from './step.ts';
import type { Transition } from './workflow.ts';

const NAME = 'returned';
const TITLE = { en: 'Returned to the initiator', 'zh-CN': '退回发起人修改' };

/**
 * The state in which the initiator revises what was returned to them: the chart's own where it has a fill step for the
 * initiator, else one that is added. Answers its path; undefined where nothing is ever returned that way.
 */
export function addRevision(
  steps: { [step: string]: Step },
  initial: string | undefined,
  parsing: Parsing,
): string | undefined {
  const own = Object.values(steps).find(
    (step) => step.type === 'fill' && step.assign.some(({ by }) => by === 'initiator'),
  );
  if (own) return own.path;
  const asking = Object.values(steps).filter(
    (step) =>
      step.decisions.includes('return') &&
      step.return.to.includes('initiator') &&
      !handled(step.path, parsing.transitions),
  );
  const [first] = asking;
  if (!first || (initial === undefined && !parsing.parallel)) return undefined;
  if (parsing.parallel || Object.hasOwn(parsing.states, NAME) || Object.hasOwn(steps, NAME)) {
    refuse(parsing, 'workflow/return-nowhere', `${first.pointer}/decisions`, { step: first.key, state: NAME });
    return undefined;
  }
  parsing.states[NAME] = {
    path: NAME,
    key: NAME,
    kind: 'atomic',
    title: TITLE,
    step: NAME,
    children: [],
    tags: [],
    entry: [],
    exit: [],
    pointer: '/chart',
    implicit: true,
  };
  steps[NAME] = {
    key: NAME,
    path: NAME,
    pointer: '/chart',
    type: 'fill',
    title: TITLE,
    assign: [{ by: 'initiator' }],
    order: 'parallel',
    decide: 'any',
    reject: 'first',
    decisions: ['submit'],
    return: { to: [], resume: 'rerun' },
    fields: {},
    opinion: 'optional',
    ignore: [],
    separate: [],
    empty: 'incident',
    transfer: {},
    addSigner: { depth: 1 },
    auto: false,
  };
  parsing.transitions.push({
    index: parsing.transitions.length,
    from: NAME,
    kind: 'event',
    on: 'submit',
    targets: initial === undefined ? [] : [initial],
    actions: [],
    reenter: false,
    pointer: '/chart/initial',
  });
  return NAME;
}

/** Whether `return` leads somewhere in the chart itself, from the state or one that holds it. */
export function handled(path: string, transitions: readonly Transition[]): boolean {
  return transitions.some(
    ({ kind, on, from }) =>
      kind === 'event' && on === 'return' && (from === '' || from === path || path.startsWith(`${from}.`)),
  );
}
