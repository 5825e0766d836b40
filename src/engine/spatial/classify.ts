import { exactSum } from '../stats/sum.ts';
import { naturalBreaks } from './natural-breaks.ts';

/** `quantile`: equal numbers of areas. `natural`: least variance inside the classes. `fixed`: given. */
export const breakMethods = ['quantile', 'natural', 'fixed'] as const;
export type BreakMethod = (typeof breakMethods)[number];

/**
 * Classes over values, ascending: a value belongs to the first class whose upper end it does not
 * exceed. Classes are never empty, so there may be fewer than asked for.
 */
export interface Classes {
  readonly method: BreakMethod;
  readonly min: number;
  readonly max: number;
  /** Upper ends; the last is `max`. */
  readonly upper: readonly number[];
}

export function classify(
  values: readonly number[],
  count: number,
  method: Exclude<BreakMethod, 'fixed'>,
): Classes | undefined {
  const sorted = values.filter(Number.isFinite).sort((a, b) => a - b);
  const min = sorted[0];
  const max = sorted.at(-1);
  if (min === undefined || max === undefined) return undefined;
  const upper = method === 'quantile' ? quantileEnds(sorted, count) : naturalBreaks(sorted, count);
  return { method, min, max, upper };
}

/** The same ends for every year that is compared; what lies beyond widens the outer classes. */
export function fixedClasses(
  values: readonly number[],
  ends: readonly number[],
): Classes | undefined {
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  if (low > high) return undefined;
  const upper = [...new Set(ends)].sort((a, b) => a - b);
  const last = upper.at(-1);
  if (last === undefined || high > last) upper.push(high);
  return { method: 'fixed', min: low, max: upper.at(-1)!, upper };
}

/** 0 for the lowest class. Values above the last end belong to the last class. */
export function classOf(classes: Classes, value: number): number {
  const found = classes.upper.findIndex((end) => value <= end);
  return found < 0 ? classes.upper.length - 1 : found;
}

/** The value of rank ⌈n k / count⌉ ends class k (the first definition of Hyndman & Fan 1996). */
function quantileEnds(sorted: readonly number[], count: number): number[] {
  const ends = new Set<number>();
  for (let k = 1; k <= count; k++) {
    const index = Math.ceil((sorted.length * k) / count) - 1;
    ends.add(sorted[Math.max(0, index)]!);
  }
  return [...ends];
}

/** How well classes hold like with like. */
export interface ClassFit {
  /** Per class: areas, mean (undefined without areas) and Σ(x − mean)². */
  readonly classes: readonly {
    readonly count: number;
    readonly mean: number | undefined;
    readonly least: number | undefined;
    readonly most: number | undefined;
    readonly spread: number;
  }[];
  /** Goodness of variance fit: 1 − Σ spread of classes / spread of all; undefined where all are equal. */
  readonly gvf: number | undefined;
}

export function fitOf(classes: Classes, values: readonly number[]): ClassFit {
  const groups: number[][] = classes.upper.map(() => []);
  const all = values.filter(Number.isFinite);
  for (const value of all) groups[classOf(classes, value)]!.push(value);
  const spreads = groups.map(spreadAround);
  const whole = spreadAround(all).spread;
  const inside = exactSum(spreads.map((s) => s.spread));
  return { classes: spreads, gvf: whole > 0 ? 1 - inside / whole : undefined };
}

function spreadAround(values: readonly number[]): ClassFit['classes'][number] {
  const count = values.length;
  if (count === 0) return { count, mean: undefined, least: undefined, most: undefined, spread: 0 };
  let [least, most] = [Infinity, -Infinity];
  for (const value of values) {
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  const mean = least === most ? least : exactSum(values) / count;
  return { count, mean, least, most, spread: exactSum(values.map((v) => (v - mean) ** 2)) };
}
