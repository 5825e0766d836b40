import type { PersonName } from './person-name.ts';
import { jaroWinkler } from './text-similarity.ts';

/** What an initial is worth beside a word that begins with it; M. beside MUHAMMAD is nearly sure. */
const INITIAL = 0.9;
const INITIAL_M = 0.97;
/** Words that differ in letters but sound the same are at least this much alike. */
const SAME_SOUND = 0.94;
/** Below this Jaro–Winkler two words are different ones that share letters: likeness falls off fast. */
const ALIKE = 0.8;
/** What a word more on one side costs, as a part of its weight. */
const EXTRA = 0.15;
/** The same words in another order: swapped columns, or a son who bears his father's name. */
const REORDERED = 0.95;
/** One word on one side, written in two on the other. */
const JOINED = 0.98;
/** Father named on one side only. */
const FATHER_UNTOLD = 0.97;
/** Part of the result that rests on the father's name where both sides give it. */
const FATHER_PART = 0.3;

const MEN = new Set(['LA', 'LAODE']);
const WOMEN = new Set(['WA', 'WAODE']);

/**
 * Likeness of two names, 0 … 1: symmetric, 1 for the same words in the same order, 0 where either has
 * no words. Words are paired so that the sum of min(weight) · likeness is largest; it is divided by the
 * smaller total weight plus 0.15 of the difference, so a missing word costs little.
 */
export function nameSimilarity(a: PersonName, b: PersonName): number {
  if (a.tokens.length === 0 || b.tokens.length === 0) return 0;
  const aFather = a.father < a.tokens.length;
  const bFather = b.father < b.tokens.length;
  if (!aFather && !bFather) return withJoins(a, b);
  if (aFather && bFather) {
    const own = withJoins(part(a, 0, a.father), part(b, 0, b.father));
    const father = withJoins(part(a, a.father), part(b, b.father));
    return (1 - FATHER_PART) * own + FATHER_PART * father;
  }
  const [told, untold] = aFather ? [a, b] : [b, a];
  const own = FATHER_UNTOLD * withJoins(part(told, 0, told.father), untold);
  // ALI HASAN may be ALI BIN HASAN, in this order only; HASAN alone is never ALI BIN HASAN.
  return untold.tokens.length > told.father
    ? Math.max(own, JOINED * similarity(told, untold, true))
    : own;
}

function part(name: PersonName, from: number, to = name.tokens.length): PersonName {
  const tokens = name.tokens.slice(from, to);
  return {
    tokens,
    father: tokens.length,
    sounds: name.sounds.slice(from, to),
    weights: name.weights.slice(from, to),
  };
}

function withJoins(a: PersonName, b: PersonName): number {
  const plain = similarity(a, b, false);
  if (plain === 1 || a.tokens.length === b.tokens.length) return plain;
  const [few, many] = a.tokens.length < b.tokens.length ? [a, b] : [b, a];
  let best = plain;
  for (let i = 0; i + 1 < many.tokens.length; i++) {
    const first = many.tokens[i] as string;
    const second = many.tokens[i + 1] as string;
    if (first.length < 2 || second.length < 2) continue;
    const length = first.length + second.length;
    const meets = few.tokens.some(
      (t) => t.length > first.length && Math.abs(t.length - length) < 2 && t[0] === first[0],
    );
    if (meets) best = Math.max(best, JOINED * similarity(joinedAt(many, i), few, false));
  }
  return best;
}

function joinedAt(name: PersonName, i: number): PersonName {
  const join = (words: readonly string[]) => [
    ...words.slice(0, i),
    `${words[i]}${words[i + 1]}`,
    ...words.slice(i + 2),
  ];
  const tokens = join(name.tokens);
  const weights = [...name.weights.slice(0, i), 1, ...name.weights.slice(i + 2)];
  return { tokens, father: tokens.length, sounds: join(name.sounds), weights };
}

const MOST = 8;
const gain = new Float64Array(MOST * MOST);
const ordered = new Float64Array(MOST + 1);
const free = new Float64Array(1 << MOST);

function similarity(a: PersonName, b: PersonName, onlyInOrder: boolean): number {
  const n = a.tokens.length;
  const m = b.tokens.length;
  if (n > m) return similarity(b, a, onlyInOrder);
  if (n === 0) return 0;
  const wa = total(a.weights);
  const wb = total(b.weights);
  const whole = Math.min(wa, wb) + EXTRA * Math.abs(wa - wb);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < m; j++) {
      gain[i * MOST + j] =
        Math.min(a.weights[i] as number, b.weights[j] as number) *
        wordSimilarity(a.tokens[i] as string, b.tokens[j] as string, a.sounds[i] === b.sounds[j]);
    }
  }
  const inOrder = bestInOrder(n, m);
  if (onlyInOrder || n * m === 1 || inOrder >= REORDERED * whole)
    return Math.min(1, inOrder / whole);
  return Math.min(1, Math.max(inOrder, REORDERED * bestInAnyOrder(n, m)) / whole);
}

function total(weights: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < weights.length; i++) sum += weights[i] as number;
  return sum;
}

/** Largest sum over pairs that do not cross. */
function bestInOrder(n: number, m: number): number {
  ordered.fill(0, 0, m + 1);
  for (let i = 0; i < n; i++) {
    let diagonal = 0;
    for (let j = 1; j <= m; j++) {
      const above = ordered[j] as number;
      const paired = diagonal + (gain[i * MOST + j - 1] as number);
      ordered[j] = Math.max(above, ordered[j - 1] as number, paired);
      diagonal = above;
    }
  }
  return ordered[m] as number;
}

/** Largest sum over all pairings: the set of used words of the shorter name is the state. */
function bestInAnyOrder(n: number, m: number): number {
  const last = (1 << n) - 1;
  free.fill(0, 0, last + 1);
  for (let j = 0; j < m; j++) {
    for (let used = last; used > 0; used--) {
      let best = free[used] as number;
      for (let i = 0; i < n; i++) {
        if ((used & (1 << i)) === 0) continue;
        const sum = (free[used & ~(1 << i)] as number) + (gain[i * MOST + j] as number);
        if (sum > best) best = sum;
      }
      free[used] = best;
    }
  }
  return free[last] as number;
}

function wordSimilarity(a: string, b: string, sameSound: boolean): number {
  if (a === b) return 1;
  if (a.length === 1 || b.length === 1) {
    if (a.charCodeAt(0) !== b.charCodeAt(0) || a.length === b.length) return 0;
    return (a.length === 1 ? b : a) === 'MUHAMAD' ? INITIAL_M : INITIAL;
  }
  // LA is borne by men, WA by women: one letter, another person.
  if ((MEN.has(a) && WOMEN.has(b)) || (WOMEN.has(a) && MEN.has(b))) return 0;
  const letters = jaroWinkler(a, b);
  const alike = letters >= ALIKE ? letters : ALIKE * (letters / ALIKE) ** 3;
  return sameSound ? Math.max(alike, SAME_SOUND) : alike;
}
