import { scaleBarKm } from '#engine/spatial/draw.ts';
import { useSay } from '../language.tsx';
import { circleRadius } from './map-values.ts';

/** Hatch for no data, dots for hidden, white lines for uncertain: readable in grey and without colour. */
export function MapPatterns({ id }: { id: string }) {
  return (
    <defs>
      <pattern
        id={`${id}-n`}
        width="6"
        height="6"
        patternUnits="userSpaceOnUse"
        patternTransform="rotate(45)"
      >
        <rect width="6" height="6" className="map-pattern-ground" />
        <line x1="0" y1="0" x2="0" y2="6" className="map-pattern-line" />
      </pattern>
      <pattern id={`${id}-s`} width="6" height="6" patternUnits="userSpaceOnUse">
        <rect width="6" height="6" className="map-pattern-ground" />
        <circle cx="3" cy="3" r="1.2" className="map-pattern-dot" />
      </pattern>
      <pattern
        id={`${id}-u`}
        width="7"
        height="7"
        patternUnits="userSpaceOnUse"
        patternTransform="rotate(-45)"
      >
        <line x1="0" y1="0" x2="0" y2="7" className="map-pattern-veil" />
      </pattern>
    </defs>
  );
}

export function NorthAndScale({
  width,
  height,
  kmPerUnit,
}: {
  width: number;
  height: number;
  /** None on the schematic map: distances on it mean nothing. */
  kmPerUnit: number | undefined;
}) {
  const say = useSay();
  const km = kmPerUnit === undefined ? 0 : scaleBarKm(kmPerUnit, Math.min(140, width / 4));
  const length = km / (kmPerUnit ?? 1);
  const [x, y] = [width - length - 16, height - 16];
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: nothing in a drawing group takes focus
    <g className="map-marks" aria-hidden="true">
      {km > 0 && (
        <>
          <path d={`M${x},${y - 5}v5h${length}v-5`} />
          <text x={x + length / 2} y={y - 7} textAnchor="middle">
            {`${say.number(km, 1)} km`}
          </text>
        </>
      )}
      <g transform={`translate(${width - 22}, 16)`}>
        <path className="map-north" d="M0,0 L5,14 L0,11 L-5,14 Z" />
        <text y="27" textAnchor="middle">
          {say.t('map.north')}
        </text>
      </g>
    </g>
  );
}

/** Room a number in the key needs below another. */
const LINE = 14;

/** Two circles of known size, one in the other so that they cover little of the map. */
export function CircleKey({
  x,
  y,
  max,
  largest,
}: {
  x: number;
  y: number;
  max: number;
  largest: number;
}) {
  const say = useSay();
  if (max <= 0) return null;
  const power = 10 ** Math.floor(Math.log10(max));
  const top = [5, 2, 1].map((n) => n * power).find((n) => n <= max) ?? max;
  // Whole families: a quarter of two is not shown as one.
  const values = top >= 4 ? [top, Math.round(top / 4)] : [top];
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: nothing in a drawing group takes focus
    <g className="map-marks" aria-hidden="true">
      <rect
        className="map-key-ground"
        x={x - largest * 2 - 52}
        y={y - largest * 2 - 10}
        width={largest * 2 + 60}
        height={largest * 2 + 20}
        rx="4"
      />
      {values.map((value, line) => {
        const r = circleRadius(value, max, largest);
        const tops = y - 2 * largest + 8 + line * LINE;
        return (
          <g key={value}>
            <circle className="map-circle" cx={x - largest} cy={y - r} r={r} />
            <text x={x - largest * 2 - 6} y={Math.max(tops, y - 2 * r + 8)} textAnchor="end">
              {say.number(value)}
            </text>
          </g>
        );
      })}
    </g>
  );
}
