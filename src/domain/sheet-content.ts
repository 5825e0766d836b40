import { coastOf, judge, type Verdict } from './gate.ts';
import { type Weighing, weighCommodity } from './gate-commodity.ts';
import type { Answer, Potential } from './potential.ts';
import { answerAt, indexOf, type PotentialIndex, placeName } from './potential-index.ts';
import { checkReadiness } from './readiness.ts';
import type { VersionedRecipe } from './recipe.ts';
import { kabOf, provinceOf, type RegionCode } from './region.ts';
import {
  type AnswerForm,
  type Said,
  type SheetCommodity,
  type SheetContent,
  type SheetQuestion,
  type SheetReadiness,
  sheetLimits,
  type sheetStances,
} from './sheet.ts';

export interface SheetInput {
  readonly potential: Potential;
  readonly kab: RegionCode;
  readonly kabName: string;
  readonly year: number;
  readonly kecamatan: readonly { readonly code: RegionCode; readonly name: string }[];
  /** Batches of the latest plan in this kabupaten; empty where none was solved. */
  readonly planned: readonly { readonly code: RegionCode; readonly recipe: string }[];
}

type Stance = (typeof sheetStances)[number];
type Ask = (
  code: RegionCode,
  topic: Answer['topic'],
  subject: string,
  form?: AnswerForm,
) => SheetQuestion;

/** Everything this kabupaten is asked, judged on one snapshot. Pure: the same snapshot, the same sheet. */
export function sheetContent(input: SheetInput): SheetContent {
  const { potential, kab } = input;
  const index = indexOf(potential);
  const verdicts = new Map(potential.recipes.map((r) => [r.id, judge(potential, kab, r)]));
  const fits = (r: VersionedRecipe) => verdicts.get(r.id)?.status !== 'blocked';
  const counters = new Map<string, number>();
  const ask =
    (prefix: string): Ask =>
    (code, topic, subject, form = 'choice') => {
      const n = (counters.get(prefix) ?? 0) + 1;
      counters.set(prefix, n);
      const answer = answerAt(index, code, topic, subject);
      return {
        number: `${prefix}${n}`,
        code,
        topic,
        subject,
        form,
        said: answer === undefined ? null : saidOf(answer),
      };
    };
  const commodities = commoditiesOf(index, input, ask('K'));
  const services = potential.recipes
    .filter((r) => r.kind === 'service' && !hasNoShore(index, kab, r))
    .flatMap((r) => servicesOf(input, r, verdicts.get(r.id) as Verdict, ask('J')));
  return {
    format: 1,
    kab,
    kabName: input.kabName,
    year: input.year,
    counts: {
      open: potential.recipes.filter(fits).length,
      held: potential.recipes.filter((r) => !fits(r)).length,
    },
    commodities,
    services,
    coast: coastQuestions(index, input, ask('P')),
    readiness: readinessOf(input, potential.recipes.filter(fits), ask('S')),
    limits: sheetLimits.map(({ limit, form }) => ({
      limit,
      question: ask('B')(kab, 'limit', limit, form),
    })),
    held: potential.recipes
      .filter((r) => !fits(r))
      .map((r) => {
        const verdict = verdicts.get(r.id) as Verdict;
        return {
          recipe: r.id,
          name: r.name,
          because: [...verdict.because],
          opensWith: [...verdict.opensWith],
        };
      })
      .sort((a, b) => farFromOpening(a) - farFromOpening(b)),
    proposals: potential.answers
      .filter((a) => a.topic === 'proposal' && a.answer !== 'no' && kabOf(a.code) === kab)
      .map((a) => ({
        code: a.code,
        placeName: placeName(potential, a.code),
        subject: a.subject,
        said: saidOf(a),
      })),
    kecamatan: input.kecamatan.map(({ code, name }) => ({ code, name })),
    recipes: potential.recipes.map((r) => ({ id: r.id, name: r.name, items: r.readiness })),
    tradeNames: [
      ...potential.commodities.map((c) => ({ code: c.code, name: c.name })),
      ...potential.recipes
        .filter((r) => r.kind === 'service')
        .map((r) => ({ code: r.id, name: r.name })),
    ],
  };
}

const saidOf = (a: Answer): Said => ({
  answer: a.answer,
  note: a.note,
  saidBy: a.saidBy,
  saidOn: a.saidOn,
  via: a.via,
  onBehalf: a.onBehalf ?? false,
});

/** What a word from the kabupaten could open comes first, what needs a sea that is not there last. */
function farFromOpening(held: SheetContent['held'][number]): number {
  const opens = (codes: readonly string[]) => held.opensWith.some((r) => codes.includes(r.code));
  if (opens(['opens-never-coast'])) return 3;
  if (held.because.every((r) => r.code === 'gate-nothing')) return 2;
  return opens(['opens-demand', 'opens-operator']) ? 1 : 0;
}

/** The sea is the map's business: where there is none, nobody is asked about fish. */
const hasNoShore = (index: PotentialIndex, kab: RegionCode, recipe: VersionedRecipe): boolean =>
  recipe.needsCoast && coastOf(index, kab) === 'no';

/* ------------------------------------------------------------- commodities */

function commoditiesOf(index: PotentialIndex, input: SheetInput, ask: Ask): SheetCommodity[] {
  const { potential, kab } = input;
  const used = potential.commodities.flatMap((commodity) => {
    const recipes = potential.recipes.filter(
      (r) =>
        r.kind === 'commodity' &&
        r.commodities.includes(commodity.code) &&
        !hasNoShore(index, kab, r),
    );
    return recipes.length > 0 ? [{ commodity, recipes }] : [];
  });
  const weighed = used.map(({ commodity, recipes }) => ({
    commodity,
    recipes,
    known: isKnown(index, kab, commodity.code),
    ...bestWeighing(recipes.map((r) => weighCommodity(index, kab, r, commodity.code))),
  }));
  // By name, so that a card stays where it is when it is answered; what nobody has mentioned comes last.
  weighed.sort(
    (a, b) =>
      Number(b.known) - Number(a.known) || (a.commodity.name.id < b.commodity.name.id ? -1 : 1),
  );
  return weighed.map((w) => ({
    question: ask(kab, 'commodity', w.commodity.code),
    name: w.commodity.name,
    stance: w.stance,
    recipes: w.recipes.map((r) => r.name),
    because: [...w.weighing.because],
    opensWith: [...w.weighing.opensWith],
  }));
}

/** Something stands on paper about it, here or for the whole province, whatever was answered. */
function isKnown(index: PotentialIndex, kab: RegionCode, commodity: string): boolean {
  return (
    [kab, provinceOf(kab)].some((code) =>
      (index.evidence.get(code) ?? []).some((e) => e.commodity === commodity),
    ) || (index.facts.get(kab) ?? []).some((f) => f.item === commodity && f.value !== null)
  );
}

function bestWeighing(list: readonly Weighing[]): { weighing: Weighing; stance: Stance } {
  const stanceOf = (w: Weighing): Stance =>
    w.opens ? 'fits' : w.decided.length > 0 ? 'against' : w.heard ? 'held' : 'unheard';
  const order: readonly Stance[] = ['fits', 'against', 'held', 'unheard'];
  const [best] = list
    .map((weighing) => ({ weighing, stance: stanceOf(weighing) }))
    .sort((a, b) => order.indexOf(a.stance) - order.indexOf(b.stance));
  return best as { weighing: Weighing; stance: Stance };
}

/** A service is asked about twice: is it wanted here, and can somebody here do and teach it. */
function servicesOf(
  { kab }: SheetInput,
  recipe: VersionedRecipe,
  verdict: Verdict,
  ask: Ask,
): SheetCommodity[] {
  return (['demand', 'operator'] as const).map((topic) => ({
    question: ask(kab, topic, recipe.id),
    name: recipe.name,
    stance:
      verdict.status !== 'blocked'
        ? 'fits'
        : verdict.because.some((r) => r.code === `gate-${topic}-no`)
          ? 'against'
          : 'held',
    recipes: [recipe.name],
    because: verdict.because.filter((r) => r.code.startsWith(`gate-${topic}-`)),
    opensWith: verdict.opensWith.filter((r) => r.code === `opens-${topic}`),
  }));
}

/** Which kecamatan lie on the sea: asked only where the kabupaten does and the map does not say. */
function coastQuestions(index: PotentialIndex, input: SheetInput, ask: Ask) {
  if (coastOf(index, input.kab) === 'no' || !input.potential.recipes.some((r) => r.needsCoast))
    return [];
  return input.kecamatan
    .filter((k) => input.potential.coast.get(k.code) === undefined)
    .map((k) => ({ name: k.name, question: ask(k.code, 'coast', 'coast') }));
}

/* --------------------------------------------------------------- readiness */

/** A planned training is asked about where it is planned, another open one for the whole kabupaten. */
function readinessOf(
  input: SheetInput,
  open: readonly VersionedRecipe[],
  ask: Ask,
): SheetReadiness[] {
  const { potential, kab } = input;
  const places = (recipe: VersionedRecipe): RegionCode[] => [
    ...new Set(input.planned.filter((p) => p.recipe === recipe.id).map((p) => p.code)),
  ];
  const recipes = potential.recipes.filter(
    (r) => r.readiness.length > 0 && (open.includes(r) || places(r).length > 0),
  );
  const planned = recipes.filter((r) => places(r).length > 0);
  const rows = [
    ...planned.flatMap((r) => places(r).map((place) => ({ recipe: r, place, planned: true }))),
    ...recipes
      .filter((r) => !planned.includes(r))
      .map((r) => ({ recipe: r, place: kab, planned: false })),
  ];
  return rows.map(({ recipe, place, planned: isPlanned }) => ({
    recipe: recipe.id,
    name: recipe.name,
    place,
    placeName: placeName(potential, place),
    planned: isPlanned,
    kit: checkReadiness(potential, place, recipe).kit,
    items: recipe.readiness.map((item) => ({
      item,
      question: ask(place, 'readiness', `${recipe.id}:${item}`),
    })),
  }));
}
