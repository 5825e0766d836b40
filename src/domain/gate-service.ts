import type { Weighing } from './gate-commodity.ts';
import type { GateFlag } from './gate-flags.ts';
import { claimParams, named, saidParams } from './gate-words.ts';
import type { EvidenceGrade } from './potential.ts';
import { decidedAnswer, evidenceAbout, type PotentialIndex, placeName } from './potential-index.ts';
import { type Reason, reason } from './reason.ts';
import type { VersionedRecipe } from './recipe.ts';
import { covers, kabOf, type RegionCode } from './region.ts';

/**
 * A service (a workshop, sewing) lives on two things: people who ask for it, and somebody here who
 * can do and teach it. Both must be there, in graded evidence or in an officer's word. A training
 * that was announced proves neither.
 */
export function weighService(
  index: PotentialIndex,
  region: RegionCode,
  recipe: VersionedRecipe,
): Weighing {
  const { potential } = index;
  const subjects = [recipe.id, ...recipe.commodities];
  const about = evidenceAbout(index, region, subjects);
  const against = about.filter((e) => e.polarity === 'against' && covers(e.code, region));
  const training = about.filter((e) => e.polarity === 'for' && e.kind === 'announced_training');
  const kab = placeName(potential, kabOf(region));
  const names = { ...named('recipe', recipe.name), ...named('commodity', recipe.name), kab };
  const flags = new Set<GateFlag>();
  const because: Reason[] = [];
  const opensWith: Reason[] = [];
  const decided: { id: string; code: RegionCode }[] = [];
  const grades: EvidenceGrade[] = [];
  let present = 0;
  let refused = against.length > 0;

  for (const e of against)
    because.push(reason('gate-adverse', claimParams(e, recipe.name, potential)));
  for (const side of ['demand', 'operator'] as const) {
    const answer = decidedAnswer(index, region, side, [recipe.id]);
    const claims = about.filter(
      (e) => e.kind === side && e.polarity === 'for' && 'ABC'.includes(e.grade),
    );
    if (answer?.onBehalf) flags.add('on-behalf');
    if (answer?.answer === 'no') {
      refused = true;
      because.push(
        reason(`gate-${side}-no`, { ...names, ...saidParams(answer, recipe.name, potential) }),
      );
      opensWith.push(reason(`opens-${side}`, names));
      if (claims.length > 0) flags.add('conflict');
      decided.push(answer);
    } else if (claims.length > 0 || answer !== undefined) {
      present++;
      for (const e of claims)
        because.push(reason(`gate-${side}-evidence`, claimParams(e, recipe.name, potential)));
      if (answer)
        because.push(
          reason(`gate-${side}-yes`, { ...names, ...saidParams(answer, recipe.name, potential) }),
        );
      decided.push(...claims, ...(answer ? [answer] : []));
      grades.push(...claims.map((e) => e.grade));
    } else {
      because.push(reason(`gate-${side}-missing`, names));
      opensWith.push(reason(`opens-${side}`, names));
    }
  }
  const opens = present === 2 && !refused;
  if (opens) {
    flags.add(grades.length === 0 ? 'kab-statement' : 'confirmed');
    const here = decided.some((c) => c.code === region);
    if (!here && decided.every((c) => covers(c.code, region))) flags.add('kab-evidence');
    if (!here && decided.every((c) => covers(region, c.code))) flags.add('part-evidence');
  } else {
    for (const e of training)
      because.push(reason('gate-training-only', claimParams(e, recipe.name, potential)));
    if (against.length > 0) opensWith.push(reason('opens-retract', names));
    if (against.length > 0 && present > 0) flags.add('conflict');
  }
  return {
    opens,
    because,
    opensWith,
    flags: [...flags],
    decided: opens
      ? decided.map((c) => c.id)
      : [...against.map((e) => e.id), ...decided.map((c) => c.id)],
    grade: opens ? ([...grades].sort()[0] ?? null) : null,
    heard: true,
  };
}
