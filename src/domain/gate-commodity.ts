import type { Fact } from './fact.ts';
import type { GateFlag } from './gate-flags.ts';
import { claimParams, named, saidParams, sourceAndYear } from './gate-words.ts';
import type { Answer, Evidence, EvidenceGrade } from './potential.ts';
import {
  decidedAnswer,
  evidenceAbout,
  type PotentialIndex,
  placeName,
  provinceEvidence,
  upToKab,
} from './potential-index.ts';
import { type Reason, reason } from './reason.ts';
import type { VersionedRecipe } from './recipe.ts';
import { covers, kabOf, levelOf, type RegionCode } from './region.ts';

/** What speaks for and against one commodity in one region, and what that comes to. */
export interface Weighing {
  readonly opens: boolean;
  readonly because: readonly Reason[];
  readonly opensWith: readonly Reason[];
  readonly flags: readonly GateFlag[];
  /** Ids of the evidence, figures and answers that decided. */
  readonly decided: readonly string[];
  readonly grade: EvidenceGrade | null;
  /** False where nothing at all is known, so that several blanks are said once. */
  readonly heard: boolean;
}

/** Codes of the places a deciding claim may be about; for the marks kab-evidence and part-evidence. */
interface Claim {
  readonly code: RegionCode;
  readonly id: string;
}

/** Weighs one commodity for a recipe: adverse first, then the measured base, then what supports. */
export function weighCommodity(
  index: PotentialIndex,
  region: RegionCode,
  recipe: VersionedRecipe,
  commodity: string,
): Weighing {
  const subjects = [commodity];
  const about = evidenceAbout(index, region, subjects);
  // A claim against a part of the region does not speak for the whole.
  const against = about.filter((e) => e.polarity === 'against' && covers(e.code, region));
  const supporting = about.filter((e) => e.polarity === 'for' && e.kind !== 'announced_training');
  const figures = newestFigures(index, region, recipe, commodity);
  const answer = decidedAnswer(index, region, 'commodity', [commodity, recipe.id]);
  const proposal = proposalAt(index, region, [commodity, recipe.id]);
  const says = sentences(index, region, recipe, commodity);

  const graded = supporting.filter((e) => e.kind !== 'own_statement');
  const strong = graded.filter((e) => 'ABC'.includes(e.grade));
  const studies = graded.filter((e) => e.grade === 'D');
  const press = graded.filter((e) => e.grade === 'E');
  const own = supporting.filter((e) => e.kind === 'own_statement');
  const training = about.filter((e) => e.polarity === 'for' && e.kind === 'announced_training');
  const wide = provinceEvidence(index, region, subjects);
  const flags = new Set<GateFlag>();

  const base = judgeBase(recipe, figures);
  if (base.mixed) flags.add('conflict');
  const supports =
    strong.length + studies.length + press.length + own.length > 0 ||
    base.enough.length > 0 ||
    answer?.answer === 'yes';
  const opposed = against.length > 0 || base.zero.length > 0 || answer?.answer === 'no';
  if (opposed && supports) flags.add('conflict');
  if (answer?.onBehalf) flags.add('on-behalf');

  const conflict =
    opposed && supports
      ? [says.conflict(strong[0] ?? studies[0] ?? press[0] ?? own[0], base.enough[0])]
      : [];

  if (opposed) {
    return held(flags, {
      because: [
        ...against.map(says.adverse),
        ...base.zero.map(says.zero),
        ...(answer?.answer === 'no' ? [says.officerNo(answer)] : []),
        ...conflict,
      ],
      opensWith: [
        ...(answer?.answer === 'no' ? [says.askAgain()] : []),
        ...(against.length > 0 ? [says.retract()] : []),
        ...(base.zero.length > 0 ? [says.newerFigure()] : []),
      ],
      decided: [
        ...against.map((e) => e.id),
        ...base.zero.map((f) => f.id),
        ...(answer?.answer === 'no' ? [answer.id] : []),
      ],
    });
  }
  if (base.tiny.length > 0 && base.enough.length === 0) {
    flags.add('tiny-base');
    if (supports) flags.add('conflict');
    return held(flags, {
      because: base.tiny.map(says.tinyBase),
      opensWith: [says.newerFigure()],
      decided: base.tiny.map((f) => f.id),
    });
  }

  const sure = base.enough.filter((f) => f.grade !== 'L');
  const doubtful = base.enough.filter((f) => f.grade === 'L');
  const confirmed = answer?.answer === 'yes' ? answer : undefined;
  if (confirmed) flags.add('confirmed');

  if (strong.length + sure.length > 0) {
    return opened(flags, region, [...strong, ...sure], {
      because: [
        ...says.evidenceOf(bestFirst(strong)),
        ...sure.map(says.figure),
        ...(confirmed ? [says.confirmed(confirmed)] : []),
      ],
      grade: best([...strong.map((e) => e.grade), ...sure.map(() => 'C' as const)]),
    });
  }
  if (confirmed && studies.length + doubtful.length > 0) {
    return opened(flags, region, [...studies, ...doubtful, confirmed], {
      because: [
        ...studies.map(says.evidence),
        ...doubtful.map(says.doubtful),
        says.confirmed(confirmed),
      ],
      grade: 'D',
    });
  }
  if (own.length > 0 || proposal !== undefined || confirmed !== undefined) {
    if (!confirmed) flags.add('own-statement');
    else if (own.length === 0 && proposal === undefined) flags.add('kab-statement');
    if (proposal?.onBehalf) flags.add('on-behalf');
    const claims = [...own, ...(proposal ? [proposal] : []), ...(confirmed ? [confirmed] : [])];
    return opened(flags, region, claims, {
      because: [
        ...own.map(says.ownStatement),
        ...(proposal ? [says.proposal(proposal)] : []),
        ...(confirmed ? [says.confirmed(confirmed)] : []),
      ],
      grade: null,
      opensWith: confirmed ? [] : [says.askOfficer()],
    });
  }

  const heard = [
    ...studies.map(says.unconfirmed),
    ...doubtful.map(says.doubtful),
    ...(press.length > 0 ? [says.pressOnly(press)] : []),
    ...training.map(says.trainingOnly),
    ...(wide[0] ? [says.provinceOnly(wide[0])] : []),
  ];
  return {
    ...held(flags, {
      because: heard.length > 0 ? heard : [says.nothing()],
      opensWith: [says.askOfficer(), says.askFigure(), says.askStatement()],
      decided: [],
    }),
    heard: heard.length > 0,
  };
}

function held(
  flags: ReadonlySet<GateFlag>,
  why: { because: Reason[]; opensWith: Reason[]; decided: string[] },
): Weighing {
  return { opens: false, ...why, flags: [...flags], grade: null, heard: true };
}

function opened(
  flags: Set<GateFlag>,
  region: RegionCode,
  claims: readonly Claim[],
  why: { because: Reason[]; grade: EvidenceGrade | null; opensWith?: Reason[] },
): Weighing {
  const here = claims.some((c) => c.code === region);
  if (!here && claims.every((c) => covers(c.code, region))) flags.add('kab-evidence');
  if (!here && claims.every((c) => covers(region, c.code))) flags.add('part-evidence');
  return {
    opens: true,
    because: why.because,
    opensWith: why.opensWith ?? [],
    flags: [...flags],
    decided: claims.map((c) => c.id),
    grade: why.grade,
    heard: true,
  };
}

/* ----------------------------------------------------------------- figures */

/**
 * The newest figures per indicator, of the nearest place that has any: a kecamatan's own figure goes
 * before its kabupaten's; a kabupaten without one is judged on those of its kecamatan.
 */
function newestFigures(
  index: PotentialIndex,
  region: RegionCode,
  recipe: VersionedRecipe,
  commodity: string,
): Fact[] {
  const all = (index.facts.get(kabOf(region)) ?? []).filter(
    (f) =>
      f.item === commodity &&
      f.value !== null &&
      (f.indicator === 'production' || f.indicator === 'area'),
  );
  const out: Fact[] = [];
  for (const indicator of ['production', 'area'] as const) {
    const of = all.filter((f) => f.indicator === indicator);
    const nearest = upToKab(region).find((code) => of.some((f) => f.code === code));
    const here = nearest
      ? of.filter((f) => f.code === nearest)
      : levelOf(region) === 'kab' && recipe.minimumBase?.indicator === indicator
        ? of.filter((f) => (f.value ?? 0) >= (recipe.minimumBase?.value ?? 0))
        : [];
    const newest = Math.max(...here.map((f) => f.year));
    for (const f of here.filter((h) => h.year === newest)) {
      // Two sources that print one figure are one figure.
      if (!out.some((o) => o.indicator === indicator && o.code === f.code && o.value === f.value)) {
        out.push(f);
      }
    }
  }
  return out;
}

function judgeBase(recipe: VersionedRecipe, figures: readonly Fact[]) {
  const base = recipe.minimumBase;
  const measured = figures.filter((f) => f.indicator === base?.indicator && f.value !== 0);
  const enough = measured.filter((f) => base !== null && (f.value ?? 0) >= base.value);
  const tiny = measured.filter((f) => base !== null && (f.value ?? 0) < base.value);
  const zero = figures.filter((f) => f.value === 0);
  return { enough, tiny, zero, mixed: enough.length > 0 && tiny.length > 0 };
}

function proposalAt(
  index: PotentialIndex,
  region: RegionCode,
  subjects: readonly string[],
): Answer | undefined {
  for (const code of upToKab(region)) {
    for (const subject of subjects) {
      const answer = index.answers.get(`${code}|proposal|${subject}`);
      if (answer) return answer.answer === 'no' ? undefined : answer;
    }
  }
  return undefined;
}

const best = (grades: readonly EvidenceGrade[]): EvidenceGrade | null =>
  [...grades].sort()[0] ?? null;
const bestFirst = (list: readonly Evidence[]): Evidence[] =>
  [...list].sort((a, b) => a.grade.localeCompare(b.grade) || (b.year ?? 0) - (a.year ?? 0));

/* --------------------------------------------------------------- sentences */

/** Every sentence the weighing can say, with the names and figures it needs. Years are words here:
 * a thousand separator has no place in 2017. */
function sentences(
  index: PotentialIndex,
  region: RegionCode,
  recipe: VersionedRecipe,
  commodity: string,
) {
  const { potential } = index;
  const known = index.commodityNames.get(commodity);
  const name = known ?? { id: commodity, en: commodity };
  const names = named('commodity', name);
  const kab = placeName(potential, kabOf(region));
  const base = recipe.minimumBase;
  const unit = base?.indicator === 'area' ? 'ha' : 't';
  const figure = (f: Fact) => ({
    ...names,
    value: f.value ?? 0,
    unit: f.indicator === 'area' ? 'ha' : 't',
    source: sourceAndYear(f),
    place: placeName(potential, f.code),
  });
  const said = (a: Answer) => saidParams(a, name, potential);
  const claim = (e: Evidence) => claimParams(e, name, potential);
  const agency = known?.marine
    ? 'fishery'
    : known?.kind === 'commodity'
      ? 'plantation'
      : 'industry';
  return {
    adverse: (e: Evidence) => reason('gate-adverse', claim(e)),
    zero: (f: Fact) => reason('gate-zero', figure(f)),
    officerNo: (a: Answer) => reason('gate-officer-no', said(a)),
    conflict: (e: Evidence | undefined, f: Fact | undefined) =>
      e
        ? reason('gate-conflict', claim(e))
        : f
          ? reason('gate-conflict-figure', figure(f))
          : reason('gate-conflict-officer', names),
    tinyBase: (f: Fact) => reason('gate-tiny-base', { ...figure(f), minimum: base?.value ?? 0 }),
    evidence: (e: Evidence) => reason('gate-evidence', claim(e)),
    /** Claims about the region itself in full; those about its parts in one line, where both exist. */
    evidenceOf: (list: readonly Evidence[]) => {
      const whole = list.filter((e) => covers(e.code, region));
      const parts = [...new Set(list.filter((e) => !whole.includes(e)).map((e) => e.code))];
      if (whole.length === 0 || parts.length < 2) {
        return list.map((e) => reason('gate-evidence', claim(e)));
      }
      const places = parts.map((code) => placeName(potential, code)).join(', ');
      return [
        ...whole.map((e) => reason('gate-evidence', claim(e))),
        reason('gate-evidence-parts', { ...names, count: parts.length, places }),
      ];
    },
    figure: (f: Fact) => reason('gate-figure', { ...figure(f), minimum: base?.value ?? 0 }),
    confirmed: (a: Answer) => reason('gate-confirmed', said(a)),
    ownStatement: (e: Evidence) => reason('gate-own-statement', claim(e)),
    proposal: (a: Answer) => reason('gate-proposal', said(a)),
    unconfirmed: (e: Evidence) => reason('gate-study-unconfirmed', claim(e)),
    doubtful: (f: Fact) => reason('gate-figure-doubtful', figure(f)),
    pressOnly: (list: readonly Evidence[]) =>
      reason('gate-press-only', { ...claim(list[0] as Evidence), count: list.length }),
    trainingOnly: (e: Evidence) => reason('gate-training-only', claim(e)),
    provinceOnly: (e: Evidence) => reason('gate-province-only', claim(e)),
    nothing: () => reason('gate-nothing', { ...names, place: placeName(potential, region) }),
    askOfficer: () => reason('opens-officer', { ...names, kab }),
    askFigure: () =>
      base === null
        ? reason(`opens-statistics-${agency}`, { ...names, kab })
        : reason(`opens-figure-${agency}`, { ...names, kab, minimum: base.value, unit }),
    askStatement: () => reason('opens-statement', { ...names, kab }),
    newerFigure: () =>
      base === null
        ? reason(`opens-newer-${agency}`, { ...names, kab })
        : reason(`opens-newer-figure-${agency}`, { ...names, kab, minimum: base.value, unit }),
    retract: () => reason('opens-retract', { ...names, kab }),
    askAgain: () => reason('opens-officer-changes', { ...names, kab }),
  };
}
