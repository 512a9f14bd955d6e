import { seriesColours } from '../../ui/palette.ts';

/** Which colour is which; as text beside the chart it wraps, scales and is read aloud. */
export function Legend({ names }: { names: string[] }) {
  return (
    <ul className="dg-plain dg-legend">
      {names.map((name, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two series may have one name
        <li key={index}>
          <span
            className="dg-swatch"
            style={{ background: seriesColours[index % seriesColours.length] }}
            aria-hidden="true"
          />
          {name}
        </li>
      ))}
    </ul>
  );
}
