import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { failPoints } from '../../server/fail-points.ts';
import { type CrashReport, type Kill, runCrash } from '../campaign/crash.ts';
import { bundleServer } from '../support/bundled-server.ts';
import { describeEachStore } from '../support/stores.ts';

// The short form of `npm run campaign -- crash`.
const MINUTES = 60_000;
const summary = ({ faults, ledger }: CrashReport) => ({ faults, unexpected: ledger.unexpected });

describeEachStore('a killed server in the middle of submit and approve', ({ kind }) => {
  let built: Awaited<ReturnType<typeof bundleServer>>;
  beforeAll(async () => {
    built = await bundleServer();
  });
  afterAll(() => built.remove());

  it('loses nothing, doubles nothing and leaves nothing by halves', { timeout: 6 * MINUTES }, async () => {
    const kills: Kill[] = [...failPoints.map((point) => ({ point, pass: 2 })), { after: 400 }];
    const report = await runCrash({ store: kind, program: [built.main], kills });
    expect(summary(report)).toEqual({ faults: [], unexpected: [] });
    for (const point of failPoints) expect(report.kills[point]).toBe(1);
    expect(report.acknowledged).toBeGreaterThan(20);
    // Committed and not answered: whoever asks again gets the answer of the first time.
    expect(report.ledger.replayed).toBeGreaterThanOrEqual(2);
    console.log(
      `${kind}: ${kills.length} kills, ${report.acknowledged} acknowledged, ready again after ` +
        `${Math.round(Math.max(...report.recoveries))} ms at most`,
    );
  });
});

describe('the judge of the crash campaign', () => {
  let built: Awaited<ReturnType<typeof bundleServer>>;
  beforeAll(async () => {
    built = await bundleServer('test/campaign/planted-bugs.ts');
  });
  afterAll(() => built.remove());

  it.each<[string, string, string, Kill[]]>([
    ['lost', 'answers before it commits', 'early', Array.from({ length: 3 }, () => ({ after: 2000 }))],
    ['doubled', 'forgets the keys of requests', 'keyless', [{ point: 'start/after-commit', pass: 2 }, { after: 2500 }]],
    ['half', 'has no transactions', 'piecemeal', [{ point: 'advance/half-written', pass: 2 }]],
  ])(
    'finds what is %s when a server %s',
    async (kind, _what, bug, kills) => {
      const report = await runCrash({
        store: 'embedded',
        program: [built.main],
        environment: { PLANTED: bug },
        kills,
        judgeEvery: kills.length,
      });
      expect(report.faults.map((fault) => fault.kind)).toContain(kind);
    },
    3 * MINUTES,
  );
});
