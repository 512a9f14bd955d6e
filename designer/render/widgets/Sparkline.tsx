import { useTexts } from '../../ui/useTexts.ts';

const WIDTH = 120;
const HEIGHT = 40;
const EDGE = 3;

type Props = { points: { label: string; value: number }[]; spoken: (value: number) => string };

/** The course of a number, small; its first and last value for those who do not see it. */
export function Sparkline({ points, spoken }: Props) {
  const t = useTexts('dashboard');
  const values = points.map(({ value }) => value);
  const least = Math.min(...values);
  const span = Math.max(...values) - least || 1;
  const at = points.map(({ value }, index): [number, number] => [
    EDGE + (index / (points.length - 1)) * (WIDTH - 2 * EDGE),
    HEIGHT - EDGE - ((value - least) / span) * (HEIGHT - 2 * EDGE),
  ]);
  const line = at.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ');
  const first = points[0];
  const last = points[points.length - 1];
  const end = at[at.length - 1];
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
      <polygon points={`${EDGE},${HEIGHT} ${line} ${WIDTH - EDGE},${HEIGHT}`} fill="var(--dg-accent-soft)" />
      <polyline points={line} fill="none" stroke="var(--dg-accent)" strokeWidth="1.8" strokeLinejoin="round" />
      <circle cx={end[0]} cy={end[1]} r="2.6" fill="var(--dg-accent)" />
    </svg>
  );
}
