import { classify, classOf } from '#engine/spatial/classify.ts';
import { drawMap } from '#engine/spatial/draw.ts';

/** Greys that stay apart on a copier; white is nobody, so that zero has a colour of its own. */
const GREYS = ['#dcdfdd', '#b3b9b6', '#838b88', '#4a5350'] as const;
const ZERO = '#ffffff';
const LAND = '#f4f5f4';
const LINE = '#6b7673';

export interface PaperMap {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
  readonly labels: readonly { readonly code: string; readonly x: number; readonly y: number }[];
  /** Shades that occur: from, to and their colour; the first is nobody. */
  readonly legend: readonly {
    readonly colour: string;
    readonly from: number;
    readonly to: number;
  }[];
}

/**
 * The province in grey: areas shaded by a count per kecamatan, or per kabupaten where some counts
 * are known for the whole kabupaten only. Lines and shades only; words are set by the paper itself.
 */
export function paperMap(
  topology: unknown,
  counts: ReadonlyMap<string, number>,
  size: { readonly width: number; readonly height: number },
): PaperMap {
  const level = [...counts.keys()].some((code) => code.length === 5) ? 'kab' : 'kec';
  const at = level === 'kab' ? 5 : 8;
  const sums = new Map<string, number>();
  for (const [code, count] of counts) {
    const key = code.slice(0, at);
    sums.set(key, (sums.get(key) ?? 0) + count);
  }
  const map = drawMap(topology, { ...size, padding: 4, level });
  const classes = classify(
    [...sums.values()].filter((n) => n > 0),
    GREYS.length,
    'quantile',
  );
  const shade = (code: string): string => {
    const count = sums.get(code) ?? 0;
    return count === 0 || classes === undefined ? ZERO : (GREYS[classOf(classes, count)] ?? ZERO);
  };
  const paths = [
    path(map.land, `fill="${LAND}" stroke="none"`),
    ...map.areas.map((a) =>
      path(a.path, `fill="${shade(a.code)}" stroke="${LINE}" stroke-width="0.35"`),
    ),
    path(map.borders.kab, `fill="none" stroke="#17272c" stroke-width="0.9"`),
  ];
  return {
    svg: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size.width} ${size.height}">${paths.join('')}</svg>`,
    ...size,
    labels: map.labels.filter((l) => l.code.length === 5),
    legend: [
      { colour: ZERO, from: 0, to: 0 },
      ...(classes?.upper ?? []).map((to, i) => ({
        colour: GREYS[i] ?? ZERO,
        from: i === 0 ? (classes?.min ?? 0) : (classes?.upper[i - 1] ?? 0) + 1,
        to,
      })),
    ],
  };
}

const path = (d: string, style: string): string => (d === '' ? '' : `<path d="${d}" ${style}/>`);
