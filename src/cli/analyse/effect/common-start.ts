import { attritionOf } from '#engine/impact/attrition.ts';
import type { Panel } from '#engine/impact/panel.ts';
import { twoWay } from '#engine/impact/two-way.ts';
import { CommandError, choice, EXIT } from '../../command.ts';
import type { AnalysisRequest, Answer, Row } from '../analysis.ts';
import { refusal } from '../refusals.ts';
import { optional } from '../roles.ts';
import { readTable } from '../table.ts';
import { type Concluding, estimateColumns, short } from './conclude.ts';
import { readPanel } from './read-panel.ts';
import { SENTENCES } from './read-units.ts';
import { attritionReasons, attritionRows, clusterWarnings } from './two-arms.ts';

/** Difference-in-differences on unit × period rows with one start for all treated. */
export async function commonStart(
  { positionals, values }: AnalysisRequest,
  concluding: Concluding,
): Promise<Answer> {
  if (optional(values, 'strata') !== undefined)
    throw new CommandError(
      '--strata tidak dipakai pada unit × periode: beda tetap antarunit sudah keluar. Buang --strata.',
      EXIT.usage,
    );
  const table = await readTable(positionals[0], values);
  const { panel, covariates, missing } = readPanel(table, values);
  const given = choice('--errors', optional(values, 'errors'), ['CR1', 'CR2']);
  // Beyond some hundred clusters the correction changes no digit that matters, and costs time.
  const errors = given ?? (panel.clusters <= 500 ? 'CR2' : 'CR1');
  const found = (() => {
    try {
      return twoWay(panel, { errors, level: concluding.level });
    } catch (error) {
      const columns = { cluster: optional(values, 'cluster') ?? optional(values, 'unit') };
      throw refusal(error, table.where, columns, SENTENCES);
    }
  })();
  const last = panel.outcome.at(-1) as Float64Array;
  const treated = Uint8Array.from(panel.start, (s) => (s === found.start ? 1 : 0));
  const attrition = attritionOf(last, treated);
  const { preTrend } = found;
  const reasons = [
    ...(preTrend && preTrend.p < 0.05
      ? [
          `kedua kelompok sudah berjalan berbeda sebelum mulai (uji bersama p = ${short(preTrend.p)})`,
        ]
      : []),
    ...attritionReasons(attrition),
  ];
  const arms = [0, 1].map(
    (arm) => new Set(Array.from(panel.cluster).filter((_, i) => treated[i] === arm)).size,
  );
  const clustered = optional(values, 'cluster') !== undefined;
  const estimate: Row = {
    design: 'did',
    ...estimateColumns(found.effect, concluding, reasons),
    errors: found.errors,
    start: found.start,
    units: found.units,
    units_treated: found.treatedUnits,
    units_incomplete: found.incomplete,
    units_seen_once: found.seenOnce,
    rows: found.rows,
    rows_missing: missing,
    clusters: found.clusters,
    pretrend_f: preTrend?.f ?? null,
    pretrend_df: preTrend?.df1 ?? null,
    pretrend_p: preTrend?.p ?? null,
  };
  const periodsBefore = panel.periods.filter((p) => p < found.start).length;
  return {
    done: `difference-in-differences dua arah, ${found.units} unit × ${panel.periods.length} periode (${found.rows} baris), mulai ${found.start}, galat ${found.errors} dengan ${found.clusters} ${clustered ? 'klaster' : 'unit sebagai klaster'}${covariates.length > 0 ? `, kovariat ${covariates.map((c) => c.name).join(', ')} kali periode` : ''}${panel.weight ? ', berbobot' : ''}. Anggapan: tanpa program kedua kelompok berubah sejajar${preTrend ? '' : ` (tidak dapat diuji: hanya ${periodsBefore} periode sebelum mulai)`}. ${estimate['conclusion']}: ${estimate['why']}.`,
    warnings: [
      ...(clustered
        ? clusterWarnings(
            { all: found.clusters, treated: arms[1] ?? 0, comparison: arms[0] ?? 0 },
            found.errors,
          )
        : []),
      ...(found.incomplete + found.seenOnce > 0
        ? [
            `panel tidak lengkap: ${found.incomplete} unit tidak terlihat di semua periode (dipakai), ${found.seenOnce} hanya sekali (tidak dipakai)`,
          ]
        : []),
      ...(errors !== found.errors ? ['bobot tidak sama: galat CR1 dipakai sebagai ganti CR2'] : []),
    ],
    tables: {
      estimates: [estimate],
      periods: periodRows(panel, treated, found),
      attrition: attritionRows(attrition),
    },
  };
}

/** Means of both arms per period, and their gap against the last period before the start. */
function periodRows(panel: Panel, treated: Uint8Array, found: ReturnType<typeof twoWay>): Row[] {
  return panel.periods.map((period, t) => {
    const mean = (arm: number): { n: number; mean: number | null } => {
      let [n, total, of] = [0, 0, 0];
      panel.outcome[t]?.forEach((v, i) => {
        if (treated[i] !== arm || Number.isNaN(v)) return;
        const w = panel.weight ? (panel.weight[i] as number) : 1;
        n++;
        of += w;
        total += w * v;
      });
      return { n, mean: of > 0 ? total / of : null };
    };
    const [own, other] = [mean(1), mean(0)];
    const gap = found.byPeriod.find((p) => p.period === period);
    return {
      period,
      before: period < found.start,
      mean_treated: own.mean,
      n_treated: own.n,
      mean_comparison: other.mean,
      n_comparison: other.n,
      estimate: gap?.estimate ?? 0,
      standard_error: gap?.standardError ?? null,
      df: gap?.df ?? null,
      p: gap?.p ?? null,
      low: gap?.low ?? null,
      high: gap?.high ?? null,
    };
  });
}
