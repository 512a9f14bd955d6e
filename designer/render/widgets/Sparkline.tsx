import { useTexts } from '../../ui/useTexts.ts';

const WIDTH = 120;
const HEIGHT = 40;
const EDGE = 3;

type Point = { label: string; value: number };
type Props = { points: { label: string; value: number | null }[]; spoken: (value: number) => string };

/** The course of a number, small; its first and last value for those who do not see it. */
export function Sparkline({ points, spoken }: Props) {
  const t = useTexts('dashboard');
  const known = points.filter((point): point is Point => point.value !== null);
  const values = known.map(({ value }) => value);
  const least = Math.min(...values);
  const span = Math.max(...values) - least || 1;
  const place = (value: number, index: number): [number, number] => [
    EDGE + (index / Math.max(1, points.length - 1)) * (WIDTH - 2 * EDGE),
    HEIGHT - EDGE - ((value - least) / span) * (HEIGHT - 2 * EDGE),
  ];
  // A point without a value is a gap: the line begins anew behind it.
  const runs: [number, number][][] = [[]];
  for (const [index, { value }] of points.entries()) {
    if (value === null) runs.push([]);
    else runs[runs.length - 1]?.push(place(value, index));
  }
  const lines = runs.filter((run) => run.length > 0);
  const first = known[0];
  const last = known[known.length - 1];
  const end = lines.at(-1)?.at(-1);
  if (!first || !last || !end) return null;
  return (
    <svg
      className="dg-sparkline"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={t('trend', {
        first: `${first.label} ${spoken(first.value)}`,
        last: `${last.label} ${spoken(last.value)}`,
      })}
    >
      {lines.map((run) => {
        const line = run.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ');
        const [from, to] = [run[0]?.[0] ?? 0, run[run.length - 1]?.[0] ?? 0];
        return (
          <g key={from}>
            <polygon points={`${from},${HEIGHT} ${line} ${to},${HEIGHT}`} fill="var(--dg-accent-soft)" />
            <polyline points={line} fill="none" stroke="var(--dg-accent)" strokeWidth="1.8" strokeLinejoin="round" />
          </g>
        );
      })}
      <circle cx={end[0]} cy={end[1]} r="2.6" fill="var(--dg-accent)" />
    </svg>
  );
}
