import type { PlanBrief, ScenarioBrief } from '#api/planning.ts';
import type { PlanRow, ScenarioRow } from './queries.ts';

export function planBrief(row: PlanRow): PlanBrief {
  const totals = row.summary.variants.find((v) => v.variant === 'plan');
  return {
    id: row.id,
    scenarioId: row.scenarioId,
    scenario: row.scenario,
    number: row.number,
    year: row.inputs.year,
    status: row.status,
    batches: totals?.batches ?? null,
    participants: totals?.participants ?? null,
    kabs: totals?.kabs ?? null,
    costRupiah: totals?.costRupiah ?? null,
    moneyRupiah: totals?.moneyRupiah ?? null,
    worth: totals?.worth ?? null,
    stoppedBy: row.stoppedBy,
    synthetic: row.synthetic,
    solvedAt: row.solvedAt,
    solvedBy: row.solvedBy,
  };
}

export const scenarioBrief = (row: ScenarioRow, latest: PlanRow | undefined): ScenarioBrief => ({
  id: row.id,
  name: row.name,
  year: row.inputs.year,
  version: row.version,
  synthetic: row.synthetic,
  changedAt: row.changedAt,
  changedBy: row.changedBy,
  latest: latest === undefined ? null : planBrief(latest),
});
