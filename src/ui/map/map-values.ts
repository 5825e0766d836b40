import { type Classes, classOf } from '#engine/spatial/classify.ts';

/** What the map says of one area. Missing in the map of values means no data, never zero. */
export interface MapValue {
  /** Null: looked for, and there is none. */
  readonly value: number | null;
  /** As people read it: `12,43%`, `1.204 keluarga`. */
  readonly text: string;
  /** A second line: interval, year, rank. */
  readonly note?: string;
  /** Known but not shown: too few to be named. */
  readonly suppressed?: boolean;
  /** The interval is so wide that the colour says little (relative standard error above 25%). */
  readonly uncertain?: boolean;
}

export type Fill = 'none' | 'suppressed' | 'zero' | 'plain' | 1 | 2 | 3 | 4 | 5;

/** Which of the five shades a class takes, so that few classes still reach from light to dark. */
const SHADES: Record<number, readonly (1 | 2 | 3 | 4 | 5)[]> = {
  1: [3],
  2: [2, 5],
  3: [1, 3, 5],
  4: [1, 2, 4, 5],
  5: [1, 2, 3, 4, 5],
};

export const shadeOf = (classIndex: number, classCount: number): 1 | 2 | 3 | 4 | 5 =>
  SHADES[classCount]?.[classIndex] ?? 5;

export function fillOf(value: MapValue | undefined, classes: Classes | undefined): Fill {
  if (value?.suppressed) return 'suppressed';
  if (value === undefined || value.value === null) return 'none';
  if (value.value === 0) return 'zero';
  if (classes === undefined) return 'plain';
  return shadeOf(classOf(classes, value.value), classes.upper.length);
}

/** Numbers that are classed: zero has a colour of its own. */
export const classable = (values: Iterable<MapValue>): number[] =>
  [...values].flatMap((v) => (v.value === null || v.value === 0 || v.suppressed ? [] : [v.value]));

/** Area of the circle is proportional to the count; the largest gets `largest` pixels of radius. */
export const circleRadius = (value: number, max: number, largest: number): number =>
  max <= 0 ? 0 : Math.sqrt(value / max) * largest;

/** Radius of the largest circle, pixels: big enough to read, small enough not to cover the neighbours. */
export function largestRadius(
  level: 'kab' | 'kec' | 'village',
  look: { schematic: boolean; close: boolean; width: number },
): number {
  const usual =
    level === 'kab' ? 28 : level === 'village' ? 9 : look.close ? 20 : look.schematic ? 9 : 12;
  return look.width < 480 ? usual * 0.65 : usual;
}
