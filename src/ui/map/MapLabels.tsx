import type { DrawnMap } from '#engine/spatial/draw.ts';

/** Pixels per letter and per line of a label, for keeping labels off each other. */
const LETTER = 6.1;
const LINE = 12;

interface Placed {
  readonly code: string;
  readonly x: number;
  readonly y: number;
  readonly lines: readonly string[];
}

/** Names of kabupaten; of kecamatan once the map shows one kabupaten. Whatever would collide is left out. */
export function MapLabels({
  drawn,
  names,
  focus,
  level,
  below,
}: {
  drawn: DrawnMap;
  names: ReadonlyMap<string, string>;
  focus: string | undefined;
  level: 'kab' | 'kec' | 'village';
  /** Pixels to step down, so that a name stands under its circle. */
  below: number;
}) {
  const length = focus === undefined || level === 'kab' ? 5 : 8;
  const size = new Map(drawn.areas.map((a) => [a.code, a.size]));
  const wanted = drawn.labels
    .filter((l) => l.code.length === length && l.code.startsWith(focus ?? ''))
    .sort((a, b) => (size.get(b.code) ?? 0) - (size.get(a.code) ?? 0));
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: nothing in a drawing group takes focus
    <g className={`map-labels map-labels-${length === 5 ? 'kab' : 'kec'}`} aria-hidden="true">
      {place(wanted, names).map(({ code, x, y, lines }) => (
        <text
          key={code}
          x={x}
          y={y + below - (below > 0 ? 0 : ((lines.length - 1) * LINE) / 2)}
          textAnchor="middle"
        >
          {lines.map((line, i) => (
            <tspan key={line} x={x} dy={i === 0 ? 4 : LINE}>
              {line}
            </tspan>
          ))}
        </text>
      ))}
    </g>
  );
}

function place(wanted: DrawnMap['labels'], names: ReadonlyMap<string, string>): Placed[] {
  const kept: (Placed & { w: number; h: number })[] = [];
  for (const { code, x, y } of wanted) {
    const lines = linesOf(names.get(code) ?? '');
    const w = Math.max(...lines.map((l) => l.length)) * LETTER;
    const h = lines.length * LINE;
    const free = (at: number) =>
      kept.every((k) => Math.abs(k.x - x) * 2 > k.w + w || Math.abs(k.y - at) * 2 > k.h + h);
    // A label may step aside a little before it is given up.
    const at = [y, y - h * 0.7, y + h * 0.7].find(free);
    if (at !== undefined && lines[0] !== '') kept.push({ code, x, y: at, lines, w, h });
  }
  return kept;
}

function linesOf(name: string): string[] {
  const words = name.replace(/^Kota /, '').split(' ');
  if (words.length === 1 || name.length <= 9) return [words.join(' ')];
  return [words.slice(0, -1).join(' '), words.at(-1)!];
}
