import { attack } from '#engine/disclosure/attack.ts';
import { buildCountTable } from '#engine/disclosure/count-table.ts';
import { suppress } from '#engine/disclosure/suppress.ts';
import { seededRandom } from '#engine/stats/random.ts';
import { openSolver } from '#server/planning/solver.ts';
import { count, report, seconds } from './measure.ts';

/** A made-up province by village and desil, beside hiding the small cells alone. */
const random = seededRandom(5);
const rows = Array.from({ length: 17 * 13 * 10 * 10 }, (_, i) => ({
  kab: String(Math.floor(i / 1300)),
  kec: String(Math.floor(i / 100)),
  village: String(Math.floor(i / 10)),
  desil: String(i % 10),
  families: Math.floor(-Math.log(1 - random.next()) * 14),
}));
const table = buildCountTable(
  ['village', 'desil'],
  [
    [rows.map((r) => r.kab), rows.map((r) => r.kec), rows.map((r) => r.village)],
    [rows.map((r) => r.desil)],
  ],
  rows.map((r) => r.families),
);
const solver = await openSolver();
const begun = performance.now();
const { hidden } = suppress(table, solver, { threshold: 10, width: 10, zeros: 'shown' });
const took = performance.now() - begun;

const isSmall = (cell: number) => hidden[cell] === 1;
const alone = attack(
  {
    low: table.counts.map((c, cell) => (isSmall(cell) ? 1 : c)),
    high: table.counts.map((c, cell) => (isSmall(cell) ? Infinity : c)),
    equations: table.equations,
  },
  solver,
  { enough: 10, truth: table.counts },
);
const narrow = alone.filter(({ low, high }) => high - low < 10).length;
const number = (kind: number) => count(hidden.filter((h) => h === kind).length);
report({
  what: `Public table of ${count(table.counts.length)} cells, ${number(1)} of them small: hiding and attack`,
  result: `${seconds(took)}, ${number(2)} further cells hidden, 0 recovered`,
  beside: `hiding the small cells alone: ${count(narrow)} of them can be narrowed to less than 10`,
});
