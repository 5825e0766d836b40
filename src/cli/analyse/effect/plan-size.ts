import {
  designFreedom,
  detectableEffect,
  intraCluster,
  measurementFactor,
  type PowerDesign,
  powerOf,
  unitsNeeded,
} from '#engine/impact/power.ts';
import { InputError } from '#engine/stats/input-error.ts';
import { CommandError, choice, EXIT } from '../../command.ts';
import type { AnalysisRequest, Answer, Row } from '../analysis.ts';
import { refusal } from '../refusals.ts';
import { needed, numberOption, optional } from '../roles.ts';
import { readTable } from '../table.ts';
import { type Concluding, short } from './conclude.ts';
import { numbered, SENTENCES } from './read-units.ts';

/** Before the programme: what effect a number of units finds, and how many a wanted effect needs. */
export async function planSize(
  { positionals, values }: AnalysisRequest,
  { level, limit }: Concluding,
): Promise<Answer> {
  const learned = positionals[0] === undefined ? undefined : await learn(positionals[0], values);
  const sd = numberOption(values, 'sd', learned?.sd ?? 1, { min: 1e-300 });
  const clusterSize = numberOption(values, 'cluster-size', learned?.meanSize ?? 1, { min: 1 });
  const icc = numberOption(values, 'icc', learned?.icc ?? 0, { min: 0, max: 1 });
  const use = choice('--use', optional(values, 'use'), ['after', 'ancova', 'change']) ?? 'after';
  const correlation = numberOption(values, 'correlation', learned?.correlation ?? 0, {
    min: 0,
    max: 0.999999,
  });
  if (
    use !== 'after' &&
    optional(values, 'correlation') === undefined &&
    learned?.correlation === undefined
  )
    throw new CommandError(
      `--use ${use} perlu --correlation: korelasi hasil sebelum dan sesudah pada unit yang sama.`,
      EXIT.usage,
    );
  if (clusterSize > 1 && learned?.icc === undefined && optional(values, 'icc') === undefined)
    throw new CommandError('--cluster-size perlu --icc: korelasi dalam klaster.', EXIT.usage);
  const r2 = numberOption(values, 'r2', 0, { min: 0, max: 0.999999 });
  const design: PowerDesign = {
    sd,
    share: numberOption(values, 'share', 0.5, { min: 0.001, max: 0.999 }),
    clusterSize,
    sizeVariation: numberOption(values, 'size-variation', learned?.sizeVariation ?? 0, { min: 0 }),
    icc,
    r2Within: r2,
    r2Between: numberOption(values, 'r2-between', r2, { min: 0, max: 0.999999 }),
    before: numberOption(values, 'before', 1, { min: 1, whole: true }),
    after: numberOption(values, 'after', 1, { min: 1, whole: true }),
    correlation,
    use,
    attrition: numberOption(values, 'attrition', 0, { min: 0, max: 0.95 }),
    level,
    power: numberOption(values, 'power', 0.8, { min: 0.5, max: 0.999 }),
  };
  const clusters = optional(values, 'clusters');
  const units =
    clusters === undefined
      ? optional(values, 'units') === undefined
        ? undefined
        : numberOption(values, 'units', 0, { min: 4, whole: true })
      : numberOption(values, 'clusters', 0, { min: 4, whole: true }) * clusterSize;
  if (units === undefined && limit === undefined)
    throw new CommandError(
      'Sebutkan --units (atau --clusters) untuk dampak terkecil yang dapat ditemukan, atau --smallest-worth-knowing untuk banyaknya unit yang diperlukan.',
      EXIT.usage,
    );
  try {
    const rows: Row[] = [];
    if (units !== undefined) rows.push(sizeRow('detectable', design, units));
    if (limit !== undefined)
      rows.push(sizeRow('needed', design, unitsNeeded(design, limit), limit));
    if (units !== undefined && limit !== undefined && rows[0])
      rows[0] = { ...rows[0], power_at_limit: powerOf(design, units, limit) };
    const [first, second] = [
      rows.find((r) => r['question'] === 'detectable'),
      rows.find((r) => r['question'] === 'needed'),
    ];
    const parts = [
      first &&
        `dengan ${short(first['units'] as number)} unit dampak terkecil yang ditemukan ${short(first['detectable_effect'] as number)} (${short(first['in_sd'] as number)} simpangan baku)`,
      second &&
        limit !== undefined &&
        `untuk dampak ${short(limit)} perlu ${short(second['units'] as number)} unit${second['clusters'] === null ? '' : ` dalam ${short(second['clusters'] as number)} klaster`}`,
    ].filter((p) => typeof p === 'string');
    return {
      done: `${parts.join('; ')}; kekuatan ${short(design.power * 100)}%, kepercayaan ${short(level * 100)}%, dua sisi, t dengan derajat bebas ${clusterSize > 1 ? 'dari klaster' : 'dari unit'}${clusterSize > 1 ? `, korelasi dalam klaster ${short(icc)}` : ''}${design.attrition > 0 ? `, kehilangan ${short(design.attrition * 100)}%` : ''}${learned ? `, dari ${learned.n} baris ${positionals[0]}` : ''}.`,
      warnings: [
        ...(optional(values, 'sd') === undefined && !learned
          ? ['--sd tidak disebut: dampak dalam simpangan baku']
          : []),
        ...(learned && learned.left > 0 ? [`${learned.left} baris tanpa hasil tidak dipakai`] : []),
      ],
      tables: {
        size: rows,
        ...(learned && {
          baseline: [
            {
              n: learned.n,
              sd: learned.sd,
              clusters: learned.clusters ?? null,
              mean_size: learned.meanSize ?? null,
              size_variation: learned.sizeVariation ?? null,
              icc: learned.icc ?? null,
              correlation: learned.correlation ?? null,
            },
          ],
        }),
      },
    };
  } catch (error) {
    throw refusal(error, () => '', {}, SENTENCES);
  }
}

function sizeRow(question: string, design: PowerDesign, units: number, limit?: number): Row {
  const found = detectableEffect(design, units);
  const clustered = design.clusterSize > 1;
  const assigned = clustered ? units / design.clusterSize : units;
  return {
    question,
    units,
    clusters: clustered ? assigned : null,
    treated: Math.round(assigned * design.share),
    comparison: Math.round(assigned) - Math.round(assigned * design.share),
    detectable_effect: found.effect,
    in_sd: found.effect / design.sd,
    wanted_effect: limit ?? null,
    power_at_limit: limit === undefined ? null : powerOf(design, units, limit),
    standard_error: found.standardError,
    multiplier: found.multiplier,
    df: designFreedom(design, units),
    design_effect: clustered
      ? 1 +
        ((1 + design.sizeVariation ** 2) * design.clusterSize * (1 - design.attrition) - 1) *
          design.icc
      : 1,
    measurement_factor: measurementFactor(design),
    power: design.power,
    confidence: design.level,
  };
}

/** Spread, intra-cluster correlation and correlation over time from baseline data. */
async function learn(path: string, values: AnalysisRequest['values']) {
  const table = await readTable(path, values);
  const outcomeColumn = needed(values, 'outcome', 'kolom hasil pada data awal');
  const outcome = table.numbers(outcomeColumn, { missing: 'allowed' });
  const baselineColumn = optional(values, 'baseline');
  const baseline = baselineColumn
    ? table.numbers(baselineColumn, { missing: 'allowed' })
    : undefined;
  const clusterColumn = optional(values, 'cluster');
  const names = clusterColumn ? table.names(clusterColumn) : undefined;
  const rows = Array.from(outcome.keys()).filter(
    (i) => !Number.isNaN(outcome[i]) && !(baseline && Number.isNaN(baseline[i])),
  );
  if (rows.length < 3)
    throw new CommandError(`${table.path}: kurang dari 3 baris dengan hasil.`, EXIT.badInput);
  const y = rows.map((i) => outcome[i] as number);
  const sd = Math.sqrt(square(y, y) / (y.length - 1));
  if (!(sd > 0))
    throw new CommandError(`Kolom "${outcomeColumn}": semua nilainya sama.`, EXIT.badInput);
  const x = baseline && rows.map((i) => baseline[i] as number);
  try {
    const within = names && intraCluster(y, numbered(rows.map((i) => names[i] as string)));
    return {
      n: rows.length,
      left: table.rows - rows.length,
      sd,
      correlation:
        x && square(x, x) > 0
          ? Math.max(0, square(x, y) / Math.sqrt(square(x, x) * square(y, y)))
          : undefined,
      icc: within?.icc,
      clusters: within?.clusters,
      meanSize: within?.meanSize,
      sizeVariation: within?.sizeVariation,
    };
  } catch (error) {
    if (error instanceof InputError)
      throw refusal(
        error,
        table.where,
        { outcome: outcomeColumn, cluster: clusterColumn },
        SENTENCES,
      );
    throw error;
  }
}

function square(a: readonly number[], b: readonly number[]): number {
  const [ma, mb] = [a, b].map((v) => v.reduce((s, x) => s + x, 0) / v.length) as [number, number];
  return a.reduce((s, v, i) => s + (v - ma) * ((b[i] as number) - mb), 0);
}
