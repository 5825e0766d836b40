import type { Fact } from './fact.ts';
import type { Answer, Commodity, Evidence, PastAid, Potential } from './potential.ts';
import { covers, kabOf, levelOf, parentOf, type RegionCode } from './region.ts';

/** What the gate and the readiness check look up again and again, built once per snapshot. */
export interface PotentialIndex {
  readonly potential: Potential;
  /** Kabupaten code (or the province code) → what is claimed anywhere inside it. */
  readonly evidence: ReadonlyMap<string, readonly Evidence[]>;
  readonly facts: ReadonlyMap<string, readonly Fact[]>;
  readonly pastAid: ReadonlyMap<string, readonly PastAid[]>;
  /** `code|topic|subject` → the answer that counts. */
  readonly answers: ReadonlyMap<string, Answer>;
  readonly commodityNames: ReadonlyMap<
    string,
    { id: string; en: string; marine: boolean; kind: Commodity['kind'] }
  >;
}

const indexes = new WeakMap<Potential, PotentialIndex>();

/** The same snapshot is judged hundreds of times (kecamatan × recipe); its index is made once. */
export function indexOf(potential: Potential): PotentialIndex {
  let index = indexes.get(potential);
  if (index === undefined) {
    index = {
      potential,
      evidence: byKab(potential.evidence),
      facts: byKab(potential.facts),
      pastAid: byKab(potential.pastAid),
      answers: latestAnswers(potential.answers),
      commodityNames: new Map(
        potential.commodities.map((c) => [c.code, { ...c.name, marine: c.marine, kind: c.kind }]),
      ),
    };
    indexes.set(potential, index);
  }
  return index;
}

function byKab<T extends { code: string }>(rows: readonly T[]): Map<string, T[]> {
  const out = new Map<string, T[]>();
  for (const row of rows) {
    const list = out.get(kabOf(row.code));
    if (list) list.push(row);
    else out.set(kabOf(row.code), [row]);
  }
  return out;
}

/** Later day wins; on one day the later row of the list. */
function latestAnswers(answers: readonly Answer[]): Map<string, Answer> {
  const out = new Map<string, Answer>();
  for (const answer of answers) {
    const key = `${answer.code}|${answer.topic}|${answer.subject}`;
    const before = out.get(key);
    if (before === undefined || before.saidOn <= answer.saidOn) out.set(key, answer);
  }
  return out;
}

/** A region and those it lies in, nearest first, ending with the kabupaten. */
export function upToKab(region: RegionCode): RegionCode[] {
  const out: RegionCode[] = [];
  for (let at: RegionCode | undefined = region; at && levelOf(at) !== 'province'; at = parentOf(at))
    out.push(at);
  return out;
}

export const answerAt = (
  index: PotentialIndex,
  code: RegionCode,
  topic: Answer['topic'],
  subject: string,
): Answer | undefined => index.answers.get(`${code}|${topic}|${subject}`);

/** The nearest answer that is a yes or a no: a kecamatan's word goes before its kabupaten's. */
export function decidedAnswer(
  index: PotentialIndex,
  region: RegionCode,
  topic: Answer['topic'],
  subjects: readonly string[],
): Answer | undefined {
  for (const code of upToKab(region)) {
    for (const subject of subjects) {
      const answer = answerAt(index, code, topic, subject);
      if (answer?.answer === 'yes' || answer?.answer === 'no') return answer;
    }
  }
  return undefined;
}

/** Evidence about a region: of the place itself, of what it lies in up to the kabupaten, of its parts. */
export const evidenceAbout = (
  index: PotentialIndex,
  region: RegionCode,
  subjects: readonly string[],
): Evidence[] =>
  (index.evidence.get(kabOf(region)) ?? []).filter(
    (e) => subjects.includes(e.commodity) && related(e.code, region),
  );

/** Claims about the whole province: context, never proof for one kabupaten. */
export const provinceEvidence = (
  index: PotentialIndex,
  region: RegionCode,
  subjects: readonly string[],
): Evidence[] =>
  (index.evidence.get(region.slice(0, 2)) ?? []).filter(
    (e) => subjects.includes(e.commodity) && e.polarity === 'for',
  );

export const related = (a: RegionCode, b: RegionCode): boolean => covers(a, b) || covers(b, a);

export const placeName = (potential: Potential, code: RegionCode): string =>
  potential.names?.get(code) ?? code;
