import { InputError } from '../stats/input-error.ts';
import { ascendingOrder } from './ascending.ts';
import { bandwidthOf, mean, type QuantileRule, quantile } from './inequality-measures.ts';
import { gather, type Measured, type Ranked } from './ranked.ts';

/** Which line tells poor from not poor. */
export type Line =
  | { readonly kind: 'fixed'; readonly line: number }
  /** One line per row, as where cities have another one than villages. */
  | { readonly kind: 'column'; readonly lines: Float64Array }
  /** `share` × the median or mean of the whole population, also for its subgroups. */
  | { readonly kind: 'relative'; readonly share: number; readonly of: 'median' | 'mean' };

export interface WelfareInput {
  /** Welfare per row; NaN rows are left out and stay part of the design. */
  readonly value: Float64Array;
  /** ≥ 0: sampling weight, × persons where persons are counted. */
  readonly weight: Float64Array;
  readonly line: Line | undefined;
  /** Row → number of its subgroup. */
  readonly group: Uint32Array | undefined;
  readonly groups: number;
  readonly quantileRule: QuantileRule;
  readonly bandwidthSize: 'population' | 'sample';
}

/** The whole population or a subgroup, with the rows its observations come from. */
export interface Domain {
  readonly byValue: Ranked;
  readonly rows: Uint32Array;
  /** Welfare ÷ line: undefined without a line. The same order as `byValue` unless lines differ. */
  readonly byRatio: Ranked | undefined;
  readonly ratioRows: Uint32Array;
}

export interface EstimatedLine {
  readonly line: number;
  readonly measured: Measured;
}

export interface Welfare {
  readonly whole: Domain;
  readonly groups: readonly Domain[];
  /** Undefined unless the line is relative. */
  readonly estimatedLine: EstimatedLine | undefined;
  /** Bandwidth for densities, from the whole population. */
  readonly bandwidth: number;
}

/**
 * Rows in ascending order, whole and by subgroup, and their ratios to the line.
 * @throws InputError `line-not-positive` where a relative line is not above 0.
 */
export function rankWelfare(input: WelfareInput): Welfare {
  const used = usedRows(input);
  const rows = sortedBy(used, input.value);
  const byValue = ranked(rows, input.value, input.weight);
  const bandwidth = bandwidthOf(byValue, input.bandwidthSize);
  const estimatedLine = estimateLine(input, byValue, bandwidth, { influence: true });
  if (estimatedLine !== undefined && !(estimatedLine.line > 0))
    throw new InputError('line-not-positive', { details: { line: estimatedLine.line } });
  return { ...domainsOf(input, rows, byValue, estimatedLine?.line), estimatedLine, bandwidth };
}

/** The same rows with other weights, as in a bootstrap sample; the line is estimated anew. */
export function reweigh(welfare: Welfare, input: WelfareInput, weight: Float64Array): Welfare {
  const again = (sample: Ranked, rows: Uint32Array): Ranked => ({
    value: sample.value,
    weight: gather(weight, rows),
  });
  const { whole } = welfare;
  const byValue = again(whole.byValue, whole.rows);
  if (input.line?.kind === 'relative') {
    const line = estimateLine(input, byValue, 0, { influence: false });
    return {
      ...domainsOf({ ...input, weight }, whole.rows, byValue, line?.line),
      estimatedLine: line,
      bandwidth: 0,
    };
  }
  const domain = (d: Domain): Domain => {
    const values = d === whole ? byValue : again(d.byValue, d.rows);
    const same = d.ratioRows === d.rows;
    return {
      ...d,
      byValue: values,
      byRatio:
        d.byRatio && (same ? { ...values, value: d.byRatio.value } : again(d.byRatio, d.ratioRows)),
    };
  };
  return { ...welfare, whole: domain(whole), groups: welfare.groups.map(domain), bandwidth: 0 };
}

function usedRows({ value, weight }: WelfareInput): Uint32Array {
  const rows = new Uint32Array(value.length);
  let count = 0;
  for (let i = 0; i < value.length; i++)
    if ((weight[i] as number) > 0 && !Number.isNaN(value[i])) rows[count++] = i;
  return rows.slice(0, count);
}

function sortedBy(rows: Uint32Array, value: Float64Array): Uint32Array {
  return ascendingOrder(gather(value, rows)).map((at) => rows[at] as number);
}

function ranked(rows: Uint32Array, value: Float64Array, weight: Float64Array): Ranked {
  return { value: gather(value, rows), weight: gather(weight, rows) };
}

function estimateLine(
  { line, quantileRule }: WelfareInput,
  byValue: Ranked,
  bandwidth: number,
  { influence }: { influence: boolean },
): EstimatedLine | undefined {
  if (line?.kind !== 'relative') return undefined;
  const centre =
    line.of === 'mean'
      ? mean(byValue, { influence })
      : quantile(byValue, 0.5, { influence, rule: quantileRule, bandwidth });
  const value = line.share * (centre.estimate ?? 0);
  return {
    line: value,
    measured: {
      ...centre,
      estimate: value,
      ...(centre.influence && { influence: centre.influence.map((v) => line.share * v) }),
    },
  };
}

function domainsOf(
  input: WelfareInput,
  rows: Uint32Array,
  byValue: Ranked,
  estimated: number | undefined,
): { whole: Domain; groups: Domain[] } {
  const { line } = input;
  if (line?.kind === 'column') {
    const ratio = input.value.map((v, i) => v / (line.lines[i] as number));
    const ratioRows = sortedBy(rows, ratio);
    const byRatio = ranked(ratioRows, ratio, input.weight);
    const whole = { byValue, rows, byRatio, ratioRows };
    const valueParts = split(input, rows, byValue);
    const groups = split(input, ratioRows, byRatio).map((part, g) => ({
      ...(valueParts[g] as { rows: Uint32Array; sample: Ranked }),
      byRatio: part.sample,
      ratioRows: part.rows,
    }));
    return { whole, groups: groups.map(({ sample, ...d }) => ({ ...d, byValue: sample })) };
  }
  const shared = line?.kind === 'fixed' ? line.line : estimated;
  const domain = (domainRows: Uint32Array, sample: Ranked): Domain => ({
    byValue: sample,
    rows: domainRows,
    byRatio:
      shared === undefined ? undefined : { ...sample, value: sample.value.map((v) => v / shared) },
    ratioRows: domainRows,
  });
  return {
    whole: domain(rows, byValue),
    groups: split(input, rows, byValue).map((part) => domain(part.rows, part.sample)),
  };
}

/** Cuts rows in ascending order into their subgroups, each still ascending. */
function split({ group, groups }: WelfareInput, rows: Uint32Array, sample: Ranked) {
  if (group === undefined) return [];
  const size = new Uint32Array(groups);
  for (const row of rows) size[group[row] as number] = (size[group[row] as number] as number) + 1;
  const parts = Array.from(size, (n) => ({
    rows: new Uint32Array(n),
    sample: { value: new Float64Array(n), weight: new Float64Array(n) },
  }));
  size.fill(0);
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number;
    const g = group[row] as number;
    const at = size[g] as number;
    const part = parts[g] as (typeof parts)[number];
    part.rows[at] = row;
    part.sample.value[at] = sample.value[i] as number;
    part.sample.weight[at] = sample.weight[i] as number;
    size[g] = at + 1;
  }
  return parts;
}
