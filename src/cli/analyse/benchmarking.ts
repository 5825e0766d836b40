import { type Benchmarked, benchmark, type GroupBenchmark } from '#engine/small-area/benchmark.ts';
import { CommandError, EXIT } from '../command.ts';
import type { Row } from './analysis.ts';
import type { Table } from './table.ts';

const PROBLEM: Readonly<Record<NonNullable<GroupBenchmark['problem']>, string>> = {
  'not-published': 'angka terbitan kosong',
  'area-without-estimate': 'ada wilayah tanpa dugaan',
  'no-weight': 'jumlah bobot nol',
  'sum-is-zero': 'angka model nol: faktor tidak terdefinisi, selisih tetap dihitung',
};

/**
 * Estimates made to agree with the published figures in `column`, which is the same in every row of a
 * group. Without a group column all areas are one group.
 */
export function benchmarkTo(
  table: Table,
  column: string,
  areas: {
    readonly group: string | undefined;
    readonly weight: ArrayLike<number>;
    readonly estimate: readonly (number | null)[];
    readonly mse: readonly (number | null)[];
    readonly of: 'mean' | 'sum';
    readonly confidence: number;
  },
): Benchmarked {
  const group =
    areas.group === undefined
      ? Array.from({ length: table.rows }, () => 'semua')
      : table.names(areas.group);
  const stated = table.numbers(column, { missing: 'allowed' });
  const published = new Map<string, number>();
  group.forEach((name, i) => {
    const figure = stated[i] as number;
    if (Number.isNaN(figure)) return;
    const before = published.get(name);
    if (before !== undefined && before !== figure)
      throw new CommandError(
        `${table.where(i)}, kolom "${column}": ${figure}, padahal kelompok "${name}" sudah punya ${before}.`,
        EXIT.badInput,
      );
    published.set(name, figure);
  });
  return benchmark({ ...areas, group, published });
}

/** Nothing where nothing is benchmarked. Intervals end at the limits of what is possible. */
export function benchmarkColumns(
  found: Benchmarked | undefined,
  i: number,
  { least = -Infinity, most = Infinity }: { least?: number; most?: number } = {},
): Row {
  if (found === undefined) return {};
  const within = (value: number) => Math.min(most, Math.max(least, value));
  const [ratio, difference] = [found.ratio[i], found.difference[i]].map(
    (e) => e && { estimate: e.estimate, low: within(e.low), high: within(e.high) },
  );
  return {
    ratio_estimate: ratio?.estimate ?? null,
    ratio_low: ratio?.low ?? null,
    ratio_high: ratio?.high ?? null,
    difference_estimate: difference?.estimate ?? null,
    difference_low: difference?.low ?? null,
    difference_high: difference?.high ?? null,
  };
}

export const benchmarkRows = (found: Benchmarked): Row[] =>
  found.groups.map((g) => ({
    group: g.group,
    areas: g.areas,
    published: g.published,
    modelled: g.modelled,
    ratio: g.ratio,
    difference: g.difference,
    reason: g.problem === null ? '' : PROBLEM[g.problem],
  }));

export const benchmarkInWords = (found: Benchmarked | undefined): string =>
  found === undefined
    ? ''
    : `; ${found.groups.filter((g) => g.problem === null).length} dari ${found.groups.length} kelompok diselaraskan dengan angka terbitan`;

export function benchmarkWarnings(found: Benchmarked | undefined): string[] {
  if (found === undefined) return [];
  const failed = found.groups.flatMap((g) =>
    g.problem === null ? [] : [`${g.group} (${PROBLEM[g.problem]})`],
  );
  return [
    'galat angka yang diselaraskan = kuadrat galatnya + kuadrat pergeserannya; angka terbitan dianggap tanpa galat.',
    ...(failed.length === 0
      ? []
      : [
          `${failed.length} kelompok tidak (sepenuhnya) diselaraskan: ${failed.slice(0, 10).join(', ')}${failed.length > 10 ? ', …' : ''}.`,
        ]),
  ];
}
