import { type Conclusion, judge } from '#engine/impact/verdict.ts';
import { formatNumber } from '#messages/format.ts';
import type { Row } from '../analysis.ts';

export interface Concluding {
  readonly level: number;
  /** --smallest-worth-knowing */
  readonly limit: number | undefined;
}

const CONCLUSIONS: Readonly<Record<Conclusion, string>> = {
  effect: 'ada dampak',
  'effect-below-limit': 'ada dampak, lebih kecil dari batas',
  'none-above-limit': 'tidak ada dampak sebesar batas',
  inconclusive: 'belum dapat disimpulkan',
};

interface Found {
  readonly estimate: number | null;
  readonly standardError: number | null;
  readonly df: number;
  readonly p: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

/** Columns of one estimate with what may be said of it. `reasons`: why the design allows nothing to be said. */
export function estimateColumns(
  found: Found,
  { level, limit }: Concluding,
  reasons: readonly string[] = [],
): Row {
  const few =
    Number.isFinite(found.df) && found.df < 4
      ? [
          `derajat bebas hanya ${short(found.df)}: terlalu sedikit untuk selang yang dapat dipercaya`,
        ]
      : [];
  const all = [...few, ...reasons];
  const certain = found.standardError !== null && found.standardError > 0;
  const { conclusion, detectable, timesAsMany } = judge(found, { level, limit, reasons: all });
  return {
    estimate: found.estimate,
    standard_error: found.standardError,
    df: Number.isFinite(found.df) ? found.df : null,
    p: found.p,
    low: certain ? found.low : null,
    high: certain ? found.high : null,
    conclusion: CONCLUSIONS[conclusion],
    why: all.length > 0 ? all.join('; ') : why(),
    detectable_effect: detectable,
    times_as_many_units: timesAsMany,
  };

  function why(): string {
    if (found.estimate === null) return 'tidak dapat dihitung';
    if (!certain || found.low === null || found.high === null)
      return 'galat tidak dapat dihitung atau nol: kebetulan tidak dapat dibedakan';
    const [low, high] = [short(found.low), short(found.high)];
    const percent = `selang ${formatNumber(level * 100, 'id', 2)}%`;
    if (conclusion === 'effect') {
      const enough =
        limit === undefined || Math.min(Math.abs(found.low), Math.abs(found.high)) >= limit;
      return `${percent} ${low} sampai ${high} tidak memuat 0${enough ? '' : `; belum tentu sebesar batas ${short(limit ?? 0)}`}`;
    }
    if (conclusion !== 'inconclusive')
      return `${percent} ${low} sampai ${high} seluruhnya di dalam ±${short(limit ?? 0)}`;
    const reach = `dampak di bawah ${short(detectable ?? 0)} sulit ditemukan dengan data sebanyak ini (kekuatan 80%)`;
    const more =
      limit !== undefined && timesAsMany !== null && timesAsMany > 1
        ? `; untuk ${short(limit)} perlu sekitar ${short(timesAsMany)} kali banyaknya unit (atau klaster)`
        : '';
    return `${percent} ${low} sampai ${high} memuat 0; ${reach}${more}`;
  }
}

/** Four significant digits, for sentences. */
export function short(value: number): string {
  if (value === 0) return '0';
  const digits = Math.max(0, Math.min(12, 3 - Math.floor(Math.log10(Math.abs(value)))));
  return formatNumber(value, 'id', digits);
}
