import { type Weighing, weighCommodity } from './gate-commodity.ts';
import { type GateFlag, gateFlags } from './gate-flags.ts';
import { weighService } from './gate-service.ts';
import { claimParams, named, saidParams, uniqueReasons } from './gate-words.ts';
import type { EvidenceGrade, GateOverride, PastAid, Potential } from './potential.ts';
import {
  answerAt,
  decidedAnswer,
  evidenceAbout,
  indexOf,
  type PotentialIndex,
  placeName,
  related,
  upToKab,
} from './potential-index.ts';
import { type Reason, reason } from './reason.ts';
import type { VersionedRecipe } from './recipe.ts';
import { covers, kabOf, levelOf, type RegionCode } from './region.ts';

export const gateStatuses = ['open', 'blocked', 'overridden'] as const;
export type GateStatus = (typeof gateStatuses)[number];

/** The gate's word on one recipe in one region, with everything needed to say why. */
export interface Verdict {
  readonly region: RegionCode;
  readonly recipe: string;
  readonly status: GateStatus;
  readonly flags: readonly GateFlag[];
  readonly because: readonly Reason[];
  /** For what is held back: yang membukanya. */
  readonly opensWith: readonly Reason[];
  /** Ids of the evidence that decided. */
  readonly evidence: readonly string[];
  /** Best grade among the evidence that opens; null where none does. */
  readonly grade: EvidenceGrade | null;
}

export type Judge = (potential: Potential, region: RegionCode, recipe: VersionedRecipe) => Verdict;

/**
 * Judges whether a training fits a place (docs/gate.md). Adverse evidence goes before support; what
 * is held back says why and what would open it; an override opens without making the reasons
 * disappear. Pure: the same snapshot gives the same verdict.
 */
export const judge: Judge = (potential, region, recipe) => {
  const index = indexOf(potential);
  if (levelOf(region) === 'province') {
    return {
      ...blank(region, recipe),
      because: [reason('gate-needs-kab')],
      opensWith: [reason('opens-choose-kab')],
    };
  }
  const walls = wallsOf(index, region, recipe);
  const weighed =
    recipe.kind === 'service'
      ? weighService(index, region, recipe)
      : combine(recipe, [
          ...recipe.commodities.map((c) => weighCommodity(index, region, recipe, c)),
          ...directEvidence(index, region, recipe),
        ]);
  const opens = weighed.opens && walls.because.length === 0;
  const failures = pastFailures(index, region, recipe);
  const override = opens ? undefined : overrideAt(potential, region, recipe);
  const flags = new Set<GateFlag>([...walls.flags, ...weighed.flags]);
  if (walls.because.length > 0 && weighed.opens) flags.add('conflict');
  if (failures.length > 0) flags.add('past-failure');
  return {
    region,
    recipe: recipe.id,
    status: opens ? 'open' : override ? 'overridden' : 'blocked',
    flags: gateFlags.filter((f) => flags.has(f)),
    because: uniqueReasons([
      ...(override ? [overrideReason(override)] : []),
      ...walls.because,
      ...weighed.because,
      ...failures.map((p) => failureReason(p, potential)),
    ]),
    // A wall cannot be opened by evidence; what evidence would open is said only without one.
    opensWith: uniqueReasons(walls.because.length === 0 ? weighed.opensWith : walls.opensWith),
    evidence: [...new Set([...walls.decided, ...weighed.decided])],
    grade: opens ? weighed.grade : null,
  };
};

const blank = (region: RegionCode, recipe: VersionedRecipe) => ({
  region,
  recipe: recipe.id,
  status: 'blocked' as const,
  flags: [],
  evidence: [],
  grade: null,
});

/** What closes a recipe whatever the evidence says: no shore, a no from the kabupaten, a claim against it. */
function wallsOf(index: PotentialIndex, region: RegionCode, recipe: VersionedRecipe) {
  const because: Reason[] = [];
  const opensWith: Reason[] = [];
  const decided: string[] = [];
  const flags: GateFlag[] = [];
  const names = named('recipe', recipe.name);
  const kab = placeName(index.potential, kabOf(region));
  if (recipe.needsCoast) {
    const coast = coastOf(index, region);
    if (coast === 'no') {
      because.push(
        reason('gate-no-coast', { ...names, place: placeName(index.potential, region) }),
      );
      opensWith.push(reason('opens-never-coast', names));
    } else if (coast === 'unknown') flags.push('coast-unknown');
  }
  const against = evidenceAbout(index, region, [recipe.id]).filter(
    (e) => e.polarity === 'against' && covers(e.code, region),
  );
  for (const e of recipe.kind === 'service' ? [] : against) {
    because.push(reason('gate-adverse', claimParams(e, recipe.name, index.potential)));
    opensWith.push(reason('opens-retract', { ...named('commodity', recipe.name), kab }));
    decided.push(e.id);
  }
  const answer = decidedAnswer(index, region, 'commodity', [recipe.id]);
  if (answer?.answer === 'no') {
    because.push(reason('gate-officer-no', saidParams(answer, recipe.name, index.potential)));
    opensWith.push(
      reason('opens-officer-changes', {
        ...named('commodity', recipe.name),
        kab,
      }),
    );
    decided.push(answer.id);
    if (answer.onBehalf) flags.push('on-behalf');
  }
  return { because, opensWith, decided, flags };
}

/**
 * Whether a region has a shore. For a kabupaten the map decides: a marine trade where there is no sea
 * is not a matter of opinion. Below it the officer's answer goes first, because a schematic map cannot
 * know. A kabupaten with a shore says nothing about each of its kecamatan.
 */
export function coastOf(index: PotentialIndex, region: RegionCode): 'yes' | 'no' | 'unknown' {
  for (const code of upToKab(region)) {
    const answer = answerAt(index, code, 'coast', 'coast')?.answer;
    const said = answer === 'yes' ? true : answer === 'no' ? false : undefined;
    const mapped = index.potential.coast.get(code);
    const coast = levelOf(code) === 'kab' ? (mapped ?? said) : (said ?? mapped);
    if (coast === false) return 'no';
    if (coast === true) return code === region ? 'yes' : 'unknown';
  }
  return 'unknown';
}

/** Evidence filed under the recipe itself counts like evidence for one of its commodities. */
function directEvidence(
  index: PotentialIndex,
  region: RegionCode,
  recipe: VersionedRecipe,
): Weighing[] {
  const direct = evidenceAbout(index, region, [recipe.id]).filter((e) => e.polarity === 'for');
  return direct.length > 0 ? [weighCommodity(index, region, recipe, recipe.id)] : [];
}

/** One commodity that lives here is enough; where none does, each says why. */
function combine(recipe: VersionedRecipe, weighings: readonly Weighing[]): Weighing {
  const opening = weighings.filter((w) => w.opens);
  const heard = weighings.filter((w) => w.heard);
  const chosen = opening.length > 0 ? opening : heard.length > 0 ? heard : weighings.slice(0, 1);
  const opposed = opening.length > 0 ? heard.filter((w) => !w.opens && w.decided.length > 0) : [];
  const first = chosen[0];
  if (first === undefined) {
    return {
      opens: false,
      because: [reason('gate-no-commodity', named('recipe', recipe.name))],
      opensWith: [reason('opens-recipe-commodity', named('recipe', recipe.name))],
      flags: [],
      decided: [],
      grade: null,
      heard: true,
    };
  }
  return {
    opens: opening.length > 0,
    because: [...chosen, ...opposed].flatMap((w) => w.because),
    opensWith: chosen.flatMap((w) => w.opensWith),
    flags: [...chosen, ...opposed].flatMap((w) => w.flags),
    decided: [...chosen, ...opposed].flatMap((w) => w.decided),
    grade:
      opening.map((w) => w.grade).sort((a, b) => (a ?? 'Z').localeCompare(b ?? 'Z'))[0] ?? null,
    heard: true,
  };
}

function overrideAt(
  potential: Potential,
  region: RegionCode,
  recipe: VersionedRecipe,
): GateOverride | undefined {
  return potential.overrides.find((o) => o.recipe === recipe.id && covers(o.code, region));
}

const overrideReason = (o: GateOverride): Reason =>
  reason('gate-override', { officer: o.officerName, date: o.at.slice(0, 10), why: o.reason });

/** Equipment for the same thing that already stood idle here: said where it happened, closes nothing. */
function pastFailures(
  index: PotentialIndex,
  region: RegionCode,
  recipe: VersionedRecipe,
): PastAid[] {
  return (index.pastAid.get(kabOf(region)) ?? []).filter(
    (p) =>
      (p.status === 'idle' || p.status === 'undelivered') &&
      related(p.code, region) &&
      isAbout(p, recipe),
  );
}

export const isAbout = (aid: PastAid, recipe: VersionedRecipe): boolean =>
  aid.subject !== null && (aid.subject === recipe.id || recipe.commodities.includes(aid.subject));

export const failureReason = (p: PastAid, potential: Potential): Reason =>
  reason(`past-${p.status}`, {
    title: p.title,
    place: placeName(potential, p.code),
    year: p.year === null ? '–' : String(p.year),
    cause: p.cause ?? '',
    source: p.source,
  });
