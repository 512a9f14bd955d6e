import { describe, expect, it } from 'vitest';
import { runRights } from '../../campaign/rights.ts';

const SEED = Number(process.env.RIGHTS_SEED ?? Date.now() % 1_000_000_000);
const SEQUENCES = 2000;

describe('four eyes over random cases', () => {
  it(`hold in ${SEQUENCES} sequences (seed ${SEED})`, () => {
    const report = runRights({ sequences: SEQUENCES, seed: SEED });
    expect(report.fault, `seed ${SEED}`).toBeUndefined();
    expect(report.taken).toBeGreaterThan(SEQUENCES);
    expect(report.approved).toBeGreaterThan(SEQUENCES / 50);
  }, 240_000);

  it('are found missing where an approval is planted in a maker’s name', () => {
    const report = runRights({
      sequences: 200,
      seed: 7,
      plant(state) {
        const task = Object.values(state.tasks).find(
          ({ decision, kind }) => decision === 'approve' && kind === 'approval',
        );
        if (task) state.tasks[task.id] = { ...task, person: state.initiator };
      },
    });
    expect(report.fault).toContain('approved their own request');
  }, 60_000);
});
