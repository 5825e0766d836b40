import { formatTime } from '#messages/format.ts';
import { type PlanPaper, word } from './plan-paper.ts';
import {
  absentSheet,
  compareSheet,
  lineSheet,
  summarySheet,
  taskSheet,
  villageSheet,
} from './plan-sheets.ts';
import { limitSheet, priceSheet, rabSheet } from './plan-sheets-cost.ts';
import { buildWorkbook, type Sheet, type Stamp } from './workbook.ts';

/**
 * The whole plan as figures an office can follow and copy from: every line, every cost behind it,
 * who is left out and why. Counts per village, never a name or a NIK.
 */
export async function buildPlanWorkbook(paper: PlanPaper, stamp: Stamp): Promise<Uint8Array> {
  const { lines } = paper.content;
  const period = [
    word('plan-paper.period', {
      scenario: paper.scenario,
      number: paper.number,
      year: String(paper.year),
    }),
    word('plan-paper.solved', { at: formatTime(paper.solvedAt), by: paper.solvedBy }),
    ...(paper.only === undefined
      ? []
      : [word('plan-paper.filter', { place: paper.nameOf(paper.only) })]),
  ];
  const sheets: Sheet[] = [
    summarySheet(paper),
    lineSheet(paper),
    rabSheet(paper),
    villageSheet(paper),
    absentSheet(paper),
    taskSheet(paper),
    compareSheet(paper),
    priceSheet(paper),
    limitSheet(paper),
  ];
  checkSums(paper, lines);
  return buildWorkbook(
    sheets.map((s) => ({ ...s, notes: [...period, ...s.notes] })),
    stamp,
  );
}

/** A workbook whose lines do not add up to the stored plan is not handed out. */
function checkSums(paper: PlanPaper, lines: PlanPaper['content']['lines']): void {
  for (const line of lines) {
    const rab = line.rab.reduce(
      (sum, r) => sum + r.batches * r.lines.reduce((s, l) => s + l.rupiah, 0),
      0,
    );
    if (rab !== line.trainingRupiah + line.kitRupiah)
      throw new Error(
        `RAB of ${line.id} is ${rab}, the plan says ${line.trainingRupiah + line.kitRupiah}`,
      );
    const people = line.rab.reduce((sum, r) => sum + r.batches * r.participants, 0);
    if (people !== line.participants)
      throw new Error(`RAB of ${line.id} seats ${people}, the plan says ${line.participants}`);
  }
  const stored = paper.content.summary.variants.find((v) => v.variant === 'plan');
  if (paper.only !== undefined || stored === undefined) return;
  const cost = lines.reduce((sum, l) => sum + l.trainingRupiah + l.kitRupiah, 0);
  if (cost !== stored.costRupiah)
    throw new Error(`lines come to ${cost}, the plan says ${stored.costRupiah}`);
}
