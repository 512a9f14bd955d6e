import type { CaseState, Seat, StepState } from './case-state.ts';
import { isAgreeing } from './decisions.ts';

/** `approved` when everybody on the seat has, `rejected` when one has; a vacant seat waits. */
export function seatStatus(seat: Seat, tasks: CaseState['tasks']): 'approved' | 'rejected' | 'pending' {
  let approved = !seat.vacant;
  for (const { task } of seat.links) {
    const decision = task === undefined ? undefined : tasks[task]?.decision;
    if (decision === 'reject') return 'rejected';
    if (!isAgreeing(decision)) approved = false;
  }
  return approved ? 'approved' : 'pending';
}

/**
 * How a step is decided by what its seats say so far; undefined while it is open.
 * Approved: `any` by one, `all` by everybody, a vote by its share of the seats. Rejected: with `reject: first` by one;
 * with `all` when it can no longer be approved (a vote), or when everybody has decided and it is not approved.
 */
export function stepOutcome(
  step: StepState,
  reject: 'first' | 'all',
  tasks: CaseState['tasks'],
): 'approved' | 'rejected' | undefined {
  const seats = step.seats.map((seat) => seatStatus(seat, tasks));
  const count = (status: string) => seats.filter((seat) => seat === status).length;
  const [approved, rejected, pending] = [count('approved'), count('rejected'), count('pending')];
  if (seats.length === 0) return undefined;
  if (reject === 'first' && rejected > 0) return 'rejected';
  const need = needed(step.decide, seats.length);
  const waits = typeof step.decide === 'object' && step.decide.waitForAll;
  // Nobody speaks for a vacant seat, and nobody approves past it.
  const vacant = step.seats.some((seat) => seat.vacant);
  if (approved >= need && !vacant && !(waits && pending > 0)) return 'approved';
  if (pending === 0) return 'rejected';
  const early = typeof step.decide === 'object' && !waits;
  return early && approved + pending < need ? 'rejected' : undefined;
}

/** How many seats must approve. */
export function needed(decide: StepState['decide'], seats: number): number {
  if (decide === 'any') return 1;
  if (decide === 'all') return seats;
  // 2/3 of 3 is 2, although 2/3 * 3 is not in binary.
  return Math.max(1, Math.ceil(decide.vote * seats - 1e-9));
}
