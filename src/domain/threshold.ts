import * as z from 'zod';
import { FactGrade } from './fact.ts';
import { type Reason, reason } from './reason.ts';

/**
 * The line of extreme poverty in rupiah: a dated table, never one constant. It is not compared with
 * the official poverty line anywhere: a national rupiah line may lie above the line of a cheap
 * kabupaten, so "extreme poor are a part of the poor" is not a rule.
 */
export const Threshold = z.object({
  id: z.string(),
  year: z.int().min(1990).max(2100),
  /** The international line: `USD 2.15 PPP`. */
  basis: z.string(),
  /** Year of the purchasing power parities; null where the source does not say. */
  baseYear: z.int().nullable(),
  perDayRupiah: z.number().positive().nullable(),
  perMonthRupiah: z.number().positive().nullable(),
  grade: FactGrade,
  source: z.string(),
  note: z.string().nullable(),
  usable: z.boolean(),
});
export type Threshold = z.infer<typeof Threshold>;

type Line = Pick<
  Threshold,
  'year' | 'basis' | 'baseYear' | 'perDayRupiah' | 'perMonthRupiah' | 'usable'
>;

const perDay = (t: Line): number | null =>
  t.perDayRupiah ?? (t.perMonthRupiah === null ? null : t.perMonthRupiah / 30);

/**
 * Why a line must not be used: converted at the market rate instead of by purchasing power (too high
 * by 2.5–2.8 times), day and month that do not belong together, or far from every other line.
 */
export function doubtsAbout(line: Line, others: readonly Line[]): Reason[] {
  const doubts: Reason[] = [];
  if (!/\bppp\b/i.test(line.basis)) doubts.push(reason('threshold-not-ppp', { basis: line.basis }));
  const own = perDay(line);
  if (own === null) doubts.push(reason('threshold-blank'));
  if (line.perDayRupiah !== null && line.perMonthRupiah !== null) {
    const ratio = line.perMonthRupiah / line.perDayRupiah;
    if (ratio < 29.5 || ratio > 31) {
      doubts.push(reason('threshold-day-month', { day: line.perDayRupiah, ratio }));
    }
  }
  const near = others
    .filter((o) => o.usable && perDay(o) !== null)
    .sort((a, b) => Math.abs(a.year - line.year) - Math.abs(b.year - line.year))[0];
  const nearDay = near === undefined ? null : perDay(near);
  if (own !== null && near !== undefined && nearDay !== null) {
    const times = own > nearDay ? own / nearDay : nearDay / own;
    if (times > 2) doubts.push(reason('threshold-far', { times, year: String(near.year) }));
  }
  return doubts;
}
