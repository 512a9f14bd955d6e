// What the cases of the specification tests amount to, as the table of the README.
import { type Case, casesOf, type File, isStated, refusalOf, type Spec, suites } from './specs.ts';

/** Tests of the originals without a case or a reason, or with both. */
export function gaps(suite: string, specs: Record<string, Spec>): string[] {
  return Object.entries(specs).flatMap(([name, spec]) => {
    if (!isStated(spec)) return spec['left out'] ? [] : [`${suite}/${name} is left out without a reason`];
    const stated = casesOf(spec).flatMap(({ like }) => like);
    const without = Object.values(spec.without ?? {}).flat();
    const places = Array.from({ length: spec.of }, (_, i) => i + 1);
    const wrong = places.filter((place) => stated.includes(place) === without.includes(place));
    const unknown = [...stated, ...without].filter((place) => !places.includes(place));
    return [...wrong, ...unknown].map((place) => `${suite}/${name} ${place}`);
  });
}

type Outcome = 'passes' | 'refused' | 'differs';

function outcomeOf(test: Case): Outcome {
  if (refusalOf(test) !== undefined) return 'refused';
  return test.differs === undefined ? 'passes' : 'differs';
}

export function table(): string {
  const parts = suites.flatMap(([suite, specs]) => [`### ${suite}`, stated(specs), leftOut(specs)]);
  return ['## What passes', totals(), ...parts].join('\n\n').concat('\n');
}

function totals(): string {
  const specs = suites.flatMap(([, own]) => Object.values(own));
  const files = specs.filter(isStated);
  const cases = files.flatMap(casesOf);
  const count = (outcome: Outcome): number => cases.filter((test) => outcomeOf(test) === outcome).length;
  const tests = files.reduce((sum, { of }) => sum + of, 0);
  const covered = files.reduce((sum, file) => sum + new Set(casesOf(file).flatMap(({ like }) => like)).size, 0);
  return [
    `${specs.length} files: ${files.length} with cases, ${specs.length - files.length} left out. Of the ${tests} tests in`,
    `the files with cases, ${covered} are stated here, by ${cases.length} cases: ${count('passes')} pass on both stores,`,
    `${count('refused')} are refused by name on the embedded store, ${count('differs')} come out otherwise there.`,
  ].join('\n');
}

function stated(specs: Record<string, Spec>): string {
  const rows = Object.entries(specs).flatMap(([name, spec]) => (isStated(spec) ? [row(name, spec)] : []));
  return ['| file | tests | cases | pass on both | else |', '| --- | --- | --- | --- | --- |', ...rows].join('\n');
}

function row(name: string, file: File): string {
  const cases = casesOf(file);
  const passing = cases.filter((test) => outcomeOf(test) === 'passes').length;
  return `| ${[name, file.of, cases.length, passing, remarks(file, cases)].join(' | ')} |`;
}

function remarks({ without = {} }: File, cases: Case[]): string {
  const said = new Map<string, number>();
  for (const test of cases) {
    const refusal = refusalOf(test);
    const remark = refusal ? `refused: ${refusal}` : test.differs && `otherwise: ${test.differs}`;
    if (remark) said.set(remark, (said.get(remark) ?? 0) + 1);
  }
  const missing = Object.entries(without).map(([reason, places]) => `no case for ${places.length}: ${reason}`);
  return [...[...said].map(([remark, times]) => `${times} ${remark}`), ...missing].join('; ');
}

function leftOut(specs: Record<string, Spec>): string {
  const reasons = new Map<string, string[]>();
  for (const [name, spec] of Object.entries(specs)) {
    if (isStated(spec)) continue;
    const reason = spec['left out'];
    reasons.set(reason, [...(reasons.get(reason) ?? []), name]);
  }
  return ['Left out:', '', ...[...reasons].map(([reason, names]) => `- ${names.join(', ')}: ${reason}.`)].join('\n');
}
