import { batchSizes } from './cost.ts';
import { familiesUpTo } from './need.ts';
import type { PlanLine, PlanVillage } from './plan.ts';
import type { Candidate } from './plan-candidate.ts';
import { costOf, type Draft, type DraftLine } from './plan-draft.ts';
import { type LineMargin, type Margins, RATE_RUPIAH, rateOf } from './plan-margin.ts';
import { eligibleUpTo } from './plan-place.ts';
import type { PlanProblem } from './plan-problem.ts';
import { rabOf } from './rab.ts';
import { type Reason, reason } from './reason.ts';

export type NameOf = (code: string) => string;

export const wire = (reasons: readonly Reason[]) =>
  reasons.map((r) => ({ code: r.code, params: { ...r.params } }));

export const recipeWords = (c: Pick<Candidate, 'recipe'>) => ({
  recipe: c.recipe.name.id,
  recipeEn: c.recipe.name.en,
});

/** Lines of a plan with every reason a person may ask for. */
export function linesOf(
  problem: PlanProblem,
  draft: Draft,
  margins: Margins,
  nameOf: NameOf,
): PlanLine[] {
  const people = draft.lines.reduce((sum, l) => sum + l.participants, 0);
  const average = draft.lines.reduce((sum, l) => sum + costOf(l), 0) / Math.max(1, people);
  return draft.lines.map((line) => {
    const c = line.candidate;
    const margin = margins.line(line.index) as LineMargin;
    const kept = (kind: 'women' | 'disabled', share: number | null) => {
      const cluster = problem.clusters.find((k) => k.id === c.place.cluster);
      if (share === null || cluster?.[kind] === null) return null;
      return line.seats.reduce((sum, s) => sum + (s.kind === kind ? s.count : 0), 0);
    };
    return {
      id: c.id,
      kab: c.place.kab,
      place: c.place.code,
      recipe: c.recipe.id,
      recipeVersion: c.recipe.version,
      recipeName: c.recipe.name,
      tier: c.tier,
      kit: c.kit,
      batches: line.batches,
      participants: line.participants,
      women: kept('women', problem.inputs.shares.women),
      disabled: kept('disabled', problem.inputs.shares.disability),
      villages: new Set(line.seats.map((s) => s.group)).size,
      byDesil: byDesil(problem, line.seats),
      trainingRupiah: line.trainingRupiah,
      kitRupiah: line.kitRupiah,
      unofficialRupiah: line.unofficialRupiah,
      syntheticRupiah: line.syntheticRupiah,
      money: line.payments.map((p) => ({ ...p })),
      flags: flagsOf(problem, line),
      grade: c.verdict.grade,
      island: c.place.island,
      synthetic: c.place.synthetic,
      because: {
        need: wire(needReasons(problem, c, nameOf)),
        potential: wire(c.verdict.because),
        readiness: wire(kitReasons(line)),
        cost: wire(costReasons(line, average)),
        margin: wire(marginReasons(problem, line, margin, margins, nameOf)),
      },
      warnings: wire(c.pastAid.map(pastAidReason)),
      worth: round(margin.worth),
      rate: round(margin.rate),
      rab: rabsOf(line),
    };
  });
}

export function villagesOfLines(problem: PlanProblem, draft: Draft): PlanVillage[] {
  return draft.lines.flatMap((line) =>
    [...new Set(line.seats.map((s) => s.group))].sort().map((code) => {
      const here = line.seats.filter((s) => s.group === code);
      return {
        kab: line.candidate.place.kab,
        line: line.candidate.id,
        code,
        participants: here.reduce((sum, s) => sum + s.count, 0),
        byDesil: byDesil(problem, here),
      };
    }),
  );
}

const byDesil = (problem: PlanProblem, seats: DraftLine['seats']): number[] =>
  Array.from({ length: problem.inputs.desils }, (_, d) =>
    seats.reduce((sum, s) => sum + (s.desil === d ? s.count : 0), 0),
  );

function rabsOf(line: DraftLine): PlanLine['rab'] {
  const sizes = batchSizes(line.participants, line.batches);
  return [...new Set(sizes)].map((participants) => ({
    batches: sizes.filter((n) => n === participants).length,
    participants,
    lines: rabOf(line.candidate.rules, participants),
  }));
}

function flagsOf(problem: PlanProblem, { candidate: c, ...line }: DraftLine): string[] {
  const locked = problem.inputs.locks.some(
    (l) => l.recipe === c.recipe.id && c.place.code.startsWith(l.code),
  );
  return [
    ...c.verdict.flags,
    ...(c.verdict.status === 'overridden' ? ['overridden'] : []),
    ...(c.place.source === 'list' ? [] : ['recap']),
    ...(c.pastAid.length > 0 ? ['past-aid'] : []),
    ...(line.syntheticRupiah > 0 ? ['synthetic-price'] : []),
    ...(locked ? ['locked'] : []),
  ];
}

function needReasons(problem: PlanProblem, c: Candidate, nameOf: NameOf): Reason[] {
  const { desils } = problem.inputs;
  const families = eligibleUpTo(c.place.groups, desils);
  const poorest = c.place.groups.reduce((sum, g) => sum + familiesUpTo(g.eligible, 1), 0);
  const others = problem.places.filter((p) => p.kab === c.place.kab);
  const more = others.filter((p) => eligibleUpTo(p.groups, desils) > families).length;
  const joined = problem.places.filter(
    (p) => p.cluster === c.place.cluster && p.code !== c.place.code,
  );
  return [
    reason('plan-need', { place: nameOf(c.place.code), families, poorest, desils }),
    ...(others.length > 1
      ? [reason('plan-need-rank', { rank: more + 1, of: others.length, kab: nameOf(c.place.kab) })]
      : []),
    ...(joined.length > 0
      ? [reason('plan-cluster', { places: joined.map((p) => nameOf(p.code)).join(', ') })]
      : []),
    ...(c.place.source === 'list' ? [] : [reason('plan-recap', { place: nameOf(c.place.code) })]),
  ];
}

function kitReasons({ candidate: c, kitRupiah }: DraftLine): Reason[] {
  switch (c.kit) {
    case 'ready':
      return [reason('plan-kit-ready', { items: c.readiness.items.length })];
    case 'conditional':
      return c.tier === 'kit'
        ? [reason('plan-kit-conditional', { rupiah: kitRupiah }), ...c.readiness.tasks]
        : [reason('plan-kit-left-out', {}), ...c.readiness.tasks];
    case 'absent':
      return [reason('plan-kit-absent', {}), ...c.readiness.prerequisites];
    case 'uncosted':
      return [reason('plan-kit-uncosted'), ...c.kitBlanks];
    case 'none':
      return [reason('plan-kit-none', {})];
  }
}

function costReasons(line: DraftLine, average: number): Reason[] {
  const rupiah = Math.round(costOf(line) / line.participants);
  const share = (line.unofficialRupiah / costOf(line)) * 100;
  return [
    reason('plan-cost-head', { rupiah, average: Math.round(average) }),
    ...(share > 0 ? [reason('plan-cost-unofficial', { percent: Math.round(share) })] : []),
  ];
}

/** What keeps the line in, and what would push it out. */
function marginReasons(
  problem: PlanProblem,
  line: DraftLine,
  margin: LineMargin,
  margins: Margins,
  nameOf: NameOf,
): Reason[] {
  if (margin.forcedBy === 'lock') return [reason('plan-margin-lock', {})];
  if (margin.forcedBy === 'minimum')
    return [reason('plan-margin-minimum', { kab: nameOf(line.candidate.place.kab) })];
  const { rival } = margins;
  if (rival === undefined) return [reason('plan-margin-no-rival', { rate: round(margin.rate) })];
  const other = problem.candidates[rival.candidate] as Candidate;
  const words = {
    ...recipeWords(other),
    place: nameOf(other.place.code),
    rate: round(margin.rate),
    rivalRate: round(rateOf(rival)),
  };
  // Its batch may cost so much more before the rival is worth more per rupiah.
  const cost = (margin.worth / margin.rate) * RATE_RUPIAH;
  const room = Math.round((margin.worth / rateOf(rival)) * RATE_RUPIAH - cost);
  return room > 0
    ? [reason('plan-margin', { ...words, rupiah: room })]
    : [reason('plan-margin-fits', words)];
}

const pastAidReason = (aid: Candidate['pastAid'][number]): Reason =>
  reason('plan-past-aid', {
    title: aid.title,
    year: aid.year === null ? '–' : String(aid.year),
    source: aid.source,
  });

/** Figures people see and compare; more digits are noise of the solver. */
export const round = (value: number): number => Math.round(value * 10_000) / 10_000;
