import type { PlanAbsent } from './plan.ts';
import type { Candidate, HeldBack } from './plan-candidate.ts';
import type { Draft } from './plan-draft.ts';
import type { Stop } from './plan-ledger.ts';
import { type NameOf, recipeWords, round, wire } from './plan-lines.ts';
import { type Margins, RATE_RUPIAH, rateOf } from './plan-margin.ts';
import { eligibleUpTo, type Places, type PlanPlace } from './plan-place.ts';
import { kabLimit, type PlanProblem, trainerMonths } from './plan-problem.ts';
import { type Reason, reason } from './reason.ts';

type Option = PlanAbsent['options'][number];
const MOST_OPTIONS = 30;

/** Every place: what is not planned there, why, and what would bring it in. Then kabupaten with nothing. */
export function absentOf(
  problem: PlanProblem,
  places: Places,
  heldBack: readonly HeldBack[],
  draft: Draft,
  margins: Margins,
  nameOf: NameOf,
): PlanAbsent[] {
  const planned = new Set(
    draft.lines.map((l) => `${l.candidate.place.code}:${l.candidate.recipe.id}`),
  );
  const served = new Set(draft.lines.map((l) => l.candidate.place.code));
  const rows: PlanAbsent[] = problem.places.map((place) => {
    const options = [
      ...bestTiers(problem, place, planned).map((j) =>
        candidateOption(problem, margins, j, nameOf),
      ),
      ...heldBack.filter((h) => h.place.code === place.code).map(heldOption),
    ];
    options.sort((a, b) => (b.rate ?? -1) - (a.rate ?? -1) || order(a.why) - order(b.why));
    const first = options[0];
    return {
      kab: place.kab,
      code: place.code,
      level: place.code === place.kab ? ('kab' as const) : ('kec' as const),
      served: served.has(place.code),
      families: eligibleUpTo(place.groups, problem.inputs.desils),
      because: served.has(place.code) ? [] : placeReasons(options),
      opensWith: served.has(place.code) ? [] : (first?.opensWith ?? []),
      options: options.slice(0, MOST_OPTIONS),
    };
  });
  for (const code of places.silent)
    rows.push({
      kab: code.slice(0, 5),
      code,
      level: 'kec',
      served: false,
      families: null,
      because: wire([reason('absent-no-register', { place: nameOf(code) })]),
      opensWith: wire([reason('opens-import-register', {})]),
      options: [],
    });
  return [...rows, ...kabRows(problem, places, rows, nameOf)];
}

/** A kabupaten without a single batch, with what keeps its places out. */
function kabRows(
  problem: PlanProblem,
  places: Places,
  rows: readonly PlanAbsent[],
  nameOf: NameOf,
): PlanAbsent[] {
  return problem.kabs.flatMap((kab) => {
    const here = rows.filter((r) => r.kab === kab);
    if (here.some((r) => r.served || r.code === kab)) return [];
    const best = [...here].sort(
      (a, b) => (b.options[0]?.rate ?? -1) - (a.options[0]?.rate ?? -1),
    )[0];
    const silent = here.length === 0 || here.every((r) => places.silent.includes(r.code));
    return [
      {
        kab,
        code: kab,
        level: 'kab' as const,
        served: false,
        families: silent ? null : here.reduce((sum, r) => sum + (r.families ?? 0), 0),
        because: silent
          ? wire([reason('absent-no-register', { place: nameOf(kab) })])
          : (best?.because ?? []),
        opensWith: silent ? wire([reason('opens-import-register', {})]) : (best?.opensWith ?? []),
        options: best?.options ?? [],
      },
    ];
  });
}

const ORDER: readonly Option['why'][] = [
  'worth',
  'limit',
  'not-costable',
  'banned',
  'blocked',
  'too-few',
];
const order = (why: Option['why']): number => ORDER.indexOf(why);

/** Of a recipe's two tiers at a place the one that comes closest speaks for it. */
function bestTiers(problem: PlanProblem, place: PlanPlace, planned: ReadonlySet<string>): number[] {
  const seen = new Set<string>();
  return problem.candidates.flatMap((c, j) => {
    if (c.place.code !== place.code || seen.has(c.recipe.id)) return [];
    if (planned.has(`${place.code}:${c.recipe.id}`)) return [];
    seen.add(c.recipe.id);
    return [j];
  });
}

function candidateOption(
  problem: PlanProblem,
  margins: Margins,
  j: number,
  nameOf: NameOf,
): Option {
  const c = problem.candidates[j] as Candidate;
  const step = margins.more(j);
  const rate = rateOf(step);
  const common = { recipe: c.recipe.id, recipeName: c.recipe.name, rate: round(rate) };
  if (step.stop !== undefined && step.stop !== 'money') {
    const { because, opensWith } = stopReasons(problem, c, step.stop, nameOf);
    return {
      ...common,
      why: step.stop === 'families' ? 'too-few' : 'limit',
      because: wire([because]),
      opensWith: wire([opensWith]),
    };
  }
  const { threshold } = margins;
  if (step.worth <= 0)
    return {
      ...common,
      why: 'worth',
      because: wire([
        reason('absent-market-full', { ...recipeWords(c), kab: nameOf(c.place.kab) }),
      ]),
      opensWith: wire([reason('opens-market', recipeWords(c))]),
    };
  if (threshold !== undefined && rate < threshold) {
    const cheaper = Math.round(step.rupiah - (step.worth / threshold) * RATE_RUPIAH);
    return {
      ...common,
      why: 'worth',
      because: wire([
        reason('absent-worth', {
          rate: round(rate),
          threshold: round(threshold),
          rupiah: step.rupiah,
        }),
      ]),
      opensWith: wire([reason('opens-cheaper', { rupiah: cheaper })]),
    };
  }
  return {
    ...common,
    why: 'limit',
    because: wire([reason('absent-money', { rupiah: step.rupiah })]),
    opensWith: wire([reason('opens-money', { rupiah: step.rupiah })]),
  };
}

function stopReasons(
  problem: PlanProblem,
  c: Candidate,
  stop: Exclude<Stop, 'money'>,
  nameOf: NameOf,
): { because: Reason; opensWith: Reason } {
  const { inputs } = problem;
  const kab = nameOf(c.place.kab);
  const group = c.recipe.training.trainerGroup;
  switch (stop) {
    case 'kec-max':
      return {
        because: reason('absent-kec-max', { batches: inputs.maxPerKec ?? 0 }),
        opensWith: reason('opens-kec-max', {}),
      };
    case 'kab-max':
      return {
        because: reason('absent-kab-max', {
          kab,
          batches: kabLimit(problem, c.place.kab).max ?? 0,
        }),
        opensWith: reason('opens-kab-max', { kab }),
      };
    case 'trainers':
      return {
        because: reason('absent-trainers', { group, months: trainerMonths(inputs, group) ?? 0 }),
        opensWith: reason('opens-trainers', { group }),
      };
    case 'islands':
      return {
        because: reason('absent-islands', { percent: inputs.shares.islands ?? 0 }),
        opensWith: reason('opens-islands', {}),
      };
    case 'families':
      return {
        because: reason('absent-families-used', { minimum: c.minimumFill }),
        opensWith: reason('opens-more-families', { minimum: c.minimumFill }),
      };
  }
}

const heldOption = (h: HeldBack): Option => ({
  recipe: h.recipe.id,
  recipeName: h.recipe.name,
  why: h.why,
  because: wire(h.because),
  opensWith: wire(h.opensWith),
  rate: null,
});

/** One place, said in one or two sentences: the closest option, or what holds all of them. */
function placeReasons(options: readonly Option[]): PlanAbsent['because'] {
  const first = options[0];
  if (first === undefined) return wire([reason('absent-no-recipe', {})]);
  const words = { recipe: first.recipeName.id, recipeEn: first.recipeName.en };
  if (first.why === 'blocked')
    return wire([reason('absent-nothing-open', { held: options.length })]);
  return [...wire([reason(`absent-closest`, words)]), ...first.because];
}
