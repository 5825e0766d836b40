import { type SurveyDesign, surveyDesign } from '#engine/stats/survey-design.ts';
import { formatNumber } from '#messages/format.ts';
import { CommandError, EXIT } from '../../command.ts';
import type { AnalysisRequest } from '../analysis.ts';
import { optional } from '../roles.ts';
import type { Table } from '../table.ts';

/** Below so many clusters, bootstrap intervals are known to be too narrow. */
const FEW = 20;

export interface BootstrapDesign {
  readonly weight: Float64Array;
  readonly design: SurveyDesign;
  /** False where no stratum has two clusters: then nothing tells the spread. */
  readonly hasSpread: boolean;
  readonly said: string;
  readonly warnings: readonly string[];
}

/** --weight, --strata and --cluster: what is drawn again in a bootstrap sample. */
export function bootstrapDesign(table: Table, values: AnalysisRequest['values']): BootstrapDesign {
  const weightColumn = optional(values, 'weight');
  const strataColumn = optional(values, 'strata');
  const clusterColumn = optional(values, 'cluster');
  const weight =
    weightColumn === undefined
      ? new Float64Array(table.rows).fill(1)
      : table.numbers(weightColumn, { min: 0 });
  if (!weight.some((w) => w > 0))
    throw new CommandError('Tidak ada baris yang bobotnya di atas 0.', EXIT.badInput);
  const design = surveyDesign({
    weight,
    strata: strataColumn === undefined ? undefined : table.names(strataColumn),
    cluster: clusterColumn === undefined ? undefined : table.names(clusterColumn),
    singleCluster: 'remove',
  });
  const clusters = design.stratum.length;
  const warnings: string[] = [];
  if (design.df <= 0)
    warnings.push('Tidak ada strata dengan dua klaster: tidak ada selang yang dapat dihitung.');
  else if (clusters < FEW)
    warnings.push(
      `Hanya ${clusters} klaster: selang bootstrap cenderung terlalu sempit bila klaster di bawah ${FEW}.`,
    );
  if (design.singles > 0 && design.df > 0)
    warnings.push(
      `${formatNumber(design.singles)} strata hanya berisi satu klaster; strata itu tidak menambah lebar selang.`,
    );
  if (design.repeated > 0)
    warnings.push(
      `${formatNumber(design.repeated)} kode klaster ada di lebih dari satu strata; dianggap klaster yang berbeda.`,
    );
  const what = clusterColumn === undefined ? 'setiap baris' : `"${clusterColumn}"`;
  return {
    weight,
    design,
    hasSpread: design.df > 0,
    said: `bobot ${weightColumn === undefined ? '1' : `"${weightColumn}"`}, ${formatNumber(clusters)} klaster (${what})${strataColumn === undefined ? '' : ` dalam ${formatNumber(design.clusters.length)} strata`}`,
    warnings,
  };
}
