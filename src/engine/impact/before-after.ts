import { InputError } from '../stats/input-error.ts';
import { type Estimate, interval } from '../stats/regression.ts';
import { mean, spread } from './difference.ts';

export interface BeforeAfter {
  readonly n: number;
  readonly meanBefore: number;
  readonly meanAfter: number;
  /** Mean change with its interval: a change, not an effect. */
  readonly change: Estimate;
  /** Slope of after on before; 1 − slope of a low start comes back by itself. Null where before does not vary. */
  readonly slope: number | null;
  /** Mean change of the lowest, middle and highest third at the start. */
  readonly thirds: readonly {
    readonly n: number;
    readonly meanBefore: number;
    readonly change: number;
  }[];
  /** (1 − slope)(population mean − mean before): what regression to the mean alone would give. */
  readonly regressionToMean: number | null;
  /** Change of those without the programme, and what it would be at the start of those with it. */
  readonly others: {
    readonly n: number;
    readonly change: number;
    readonly changeAtSameStart: number | null;
  } | null;
}

/**
 * The trap of before and after: the change of the treated beside what would have come anyway. Regression to
 * the mean as in Barnett, van der Pols & Dobson (2005, Int. J. Epidemiology 34, 215–220); the slope is not
 * moved by having picked people for a low start. `others` are those without the programme, if the file has any.
 */
export function beforeAfter(
  before: ArrayLike<number>,
  after: ArrayLike<number>,
  options: {
    readonly level: number;
    readonly populationMean?: number;
    readonly others?: { readonly before: ArrayLike<number>; readonly after: ArrayLike<number> };
  },
): BeforeAfter {
  const n = before.length;
  if (n < 3) throw new InputError('too-few-rows', { details: { rows: n, needed: 3 } });
  const changes = Float64Array.from(before, (b, i) => (after[i] as number) - b);
  const change = interval(mean(changes), Math.sqrt(spread(changes) / n), n - 1, options.level);
  const meanBefore = mean(before);
  const slope = slopeOf(before, after);
  const order = Array.from(before, (_, i) => i).sort(
    (a, b) =>
      (before[a] as number) - (before[b] as number) || (after[a] as number) - (after[b] as number),
  );
  const thirds = [0, 1, 2].map((third) => {
    const rows = order.slice(Math.floor((third * n) / 3), Math.floor(((third + 1) * n) / 3));
    return {
      n: rows.length,
      meanBefore: mean(rows.map((i) => before[i] as number)),
      change: mean(rows.map((i) => changes[i] as number)),
    };
  });
  let others: BeforeAfter['others'] = null;
  if (options.others && options.others.before.length > 0) {
    const { before: b, after: a } = options.others;
    const own = slopeOf(b, a);
    others = {
      n: b.length,
      change: mean(a) - mean(b),
      changeAtSameStart: own === null ? null : mean(a) + own * (meanBefore - mean(b)) - meanBefore,
    };
  }
  return {
    n,
    meanBefore,
    meanAfter: mean(after),
    change,
    slope,
    thirds,
    regressionToMean:
      slope === null || options.populationMean === undefined
        ? null
        : (1 - slope) * (options.populationMean - meanBefore),
    others,
  };
}

function slopeOf(x: ArrayLike<number>, y: ArrayLike<number>): number | null {
  const [mx, my] = [mean(x), mean(y)];
  let [cross, square] = [0, 0];
  for (let i = 0; i < x.length; i++) {
    cross += ((x[i] as number) - mx) * ((y[i] as number) - my);
    square += ((x[i] as number) - mx) ** 2;
  }
  return square > 1e-24 * mx * mx * x.length ? cross / square : null;
}
