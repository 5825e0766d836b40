import { milpBuilder, type Solver } from '../optimise/milp.ts';
import { InputError } from '../stats/input-error.ts';
import type { Random } from '../stats/random.ts';
import { attack, type Bounds } from './attack.ts';
import type { CountTable } from './count-table.ts';

/**
 * `nearest`: each cell by itself, halves upwards. `random`: up or down with the odds that keep the
 * expected value (Nargundkar & Saveland 1972). `controlled`: up or down so that all sums still hold
 * (zero-restricted controlled rounding, Cox 1987, JASA 82, 520–524): multiples stay as they are.
 */
export type RoundingMethod = 'nearest' | 'random' | 'controlled';

/**
 * Every cell as a multiple of `base`. Controlled rounding throws InputError `no-controlled-rounding`
 * where none exists; with one or two dimensions, one of them nested, it always does.
 */
export function roundTable(
  table: CountTable,
  base: number,
  method: RoundingMethod,
  { random, solver }: { readonly random: Random; readonly solver: Solver },
): Float64Array {
  const { counts } = table;
  if (method === 'nearest') return counts.map((count) => base * Math.floor(count / base + 0.5));
  if (method === 'random')
    return counts.map((count) => {
      const rest = count % base;
      return count - rest + (random.next() * base < rest ? base : 0);
    });
  const model = milpBuilder();
  for (const count of counts) {
    const rest = count % base;
    // Ties and near ties fall by lot, so that the direction says nothing of the count.
    const gain = rest === 0 ? 0 : rest / base - 0.5 + (random.next() - 0.5) * 0.5;
    model.column({ cost: gain, upper: rest === 0 ? 0 : 1, integer: true });
  }
  const floor = (cell: number) => Math.floor((counts[cell] as number) / base);
  for (const { total, parts } of table.equations) {
    const gap = floor(total) - parts.reduce((sum, part) => sum + floor(part), 0);
    model.row(gap, gap, [[total, -1], ...parts.map((part) => [part, 1] as const)]);
  }
  const answer = solver.mip(model.build(), {
    relativeGap: 0.01,
    maxNodes: 1000,
    maxIterations: 5_000_000,
  });
  const up = answer.values;
  if (up === undefined) throw new InputError('no-controlled-rounding');
  return counts.map((_, cell) => base * (floor(cell) + Math.round(up[cell] as number)));
}

/**
 * Small cells (1 ≤ count < `threshold`) that a reader of the rounded table can work out exactly: the
 * true counts add up, and each rounds to what is shown.
 */
export function findRecovered(
  table: CountTable,
  rounded: Float64Array,
  base: number,
  method: RoundingMethod,
  threshold: number,
  solver: Solver,
): Bounds[] {
  const { counts, equations } = table;
  const below = method === 'nearest' ? Math.floor(base / 2) : base - 1;
  const above = method === 'nearest' ? Math.ceil(base / 2) - 1 : base - 1;
  const isSmall = (cell: number) =>
    (counts[cell] as number) >= 1 && (counts[cell] as number) < threshold;
  return attack(
    {
      low: rounded.map((shown) => Math.max(0, shown - below)),
      high: rounded.map((shown) => shown + above),
      equations,
    },
    solver,
    { targets: isSmall, enough: 1, truth: counts },
  ).filter(({ low, high }) => high - low < 1 - 1e-6);
}
