// Places where a crash campaign lets the server die. Without `DOUGONG_FAIL_AT` nothing here runs; production refuses to start with it.

export const failPoints = [
  // A request is sent: its case has begun in part; all is written but not committed; it is committed but not answered.
  'start/half-written',
  'start/before-commit',
  'start/after-commit',
  // The same of a case that runs: a decision, a withdrawal, a timer.
  'advance/half-written',
  'advance/before-commit',
  'advance/after-commit',
  // A message is claimed but not sent; it is sent, and nobody knows yet.
  'outbox/claimed',
  'outbox/sent',
] as const;
export type FailPoint = (typeof failPoints)[number];

/** The process ends when the point is passed for the n-th time. */
export type FailAt = { point: FailPoint; pass: number };

/** Reads `<point>:<pass>`; undefined when it is none. */
export function parseFailAt(text: string): FailAt | undefined {
  const [, name, pass] = /^([a-z/-]+):([1-9]\d{0,6})$/.exec(text) ?? [];
  const point = failPoints.find((each) => each === name);
  return point && { point, pass: Number(pass) };
}

/** What operations and workers call on their way. */
export function dieAt({ point, pass }: FailAt): (reached: FailPoint) => void {
  let passed = 0;
  return (reached) => {
    if (reached !== point) return;
    passed += 1;
    // Nothing is flushed, no handler runs: what a power cut or an out-of-memory kill leaves.
    if (passed === pass) process.kill(process.pid, 'SIGKILL');
  };
}
