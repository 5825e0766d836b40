import type { NameOf } from './plan-lines.ts';
import type { Places } from './plan-place.ts';
import { kabLimit, type PlanProblem, trainerMonths } from './plan-problem.ts';
import { type Reason, reason } from './reason.ts';

/** What a reader must know about a plan before its figures: what was not asked, not known, not counted. */
export function planNotes(problem: PlanProblem, places: Places, nameOf: NameOf): Reason[] {
  const { inputs, candidates } = problem;
  const notes: Reason[] = [];
  const listed = (codes: readonly string[]) => codes.map(nameOf).join(', ');
  const otherYear = inputs.sources.filter((s) => s.year !== inputs.year);
  if (otherYear.length > 0)
    notes.push(
      reason('note-source-year', {
        sources: otherYear.map((s) => `${s.name} (${s.year})`).join(', '),
        year: String(inputs.year),
      }),
    );
  const empty = problem.kabs.filter((kab) => !candidates.some((c) => c.place.kab === kab));
  if (empty.length > 0) notes.push(reason('note-kab-nothing', { kabs: listed(empty) }));
  const skipped = empty.filter((kab) => kabLimit(problem, kab).min === 0);
  if (inputs.minPerKab > 0 && skipped.length > 0)
    notes.push(reason('note-minimum-skipped', { kabs: listed(skipped) }));
  for (const [what, field] of [
    ['women', 'women'],
    ['disability', 'disabled'],
  ] as const) {
    if (inputs.shares[what] === null) continue;
    const untold = [
      ...new Set(problem.clusters.filter((c) => c[field] === null).map((c) => c.kab)),
    ];
    if (untold.length > 0) notes.push(reason(`note-untold-${what}`, { kabs: listed(untold) }));
  }
  if (inputs.shares.islands !== null) {
    const untold = problem.places.filter((p) => p.island === null).map((p) => p.code);
    if (untold.length > 0) notes.push(reason('note-untold-islands', { places: listed(untold) }));
  }
  if (places.silent.length > 0) notes.push(reason('note-silent', { places: places.silent.length }));
  for (const [kab, families] of places.unplaced)
    notes.push(reason('note-unplaced', { kab: nameOf(kab), families }));
  const groups = [...new Set(candidates.map((c) => c.recipe.training.trainerGroup))];
  const free = groups.filter((g) => trainerMonths(inputs, g) === null);
  if (free.length > 0) notes.push(reason('note-trainers-unlimited', { groups: free.join(', ') }));
  const noMarket = [
    ...new Map(
      candidates
        .filter((c) => c.recipe.marketBatches === null)
        .map((c) => [c.recipe.id, c.recipe.name]),
    ).values(),
  ];
  if (noMarket.length > 0)
    notes.push(
      reason('note-market-unknown', {
        recipes: noMarket.map((n) => n.id).join(', '),
        recipesEn: noMarket.map((n) => n.en).join(', '),
      }),
    );
  return notes;
}
