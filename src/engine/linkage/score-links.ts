/** A linkage held to a known truth. */
export interface LinkScore {
  readonly truePairs: number;
  readonly precision: number | null;
  readonly recall: number | null;
  readonly f1: number | null;
  /** Best F1 that one threshold on the listed probabilities could have given, and where. */
  readonly bestF1: number | null;
  readonly bestThreshold: number | null;
  readonly automaticPrecision: number | null;
  readonly automatic: number;
}

export interface Reliability {
  readonly from: number;
  readonly to: number;
  readonly pairs: number;
  readonly expected: number;
  readonly observed: number;
}

interface Scored {
  readonly a: number;
  readonly b: number;
  readonly probability: number;
  readonly linked: boolean;
  readonly decision: string;
}

/** True pairs: rows with the same value in `truth`; an empty value belongs to nobody else. */
export function scoreLinks(
  pairs: readonly Scored[],
  truth: readonly string[],
  split: number,
): LinkScore {
  const groups = new Map<string, [number, number]>();
  truth.forEach((person, row) => {
    if (person === '') return;
    const sizes = groups.get(person) ?? [0, 0];
    sizes[row < split ? 0 : 1]++;
    groups.set(person, sizes);
  });
  let truePairs = 0;
  for (const [a, b] of groups.values())
    truePairs += split === truth.length ? (a * (a - 1)) / 2 : a * b;
  const isTrue = ({ a, b }: Scored) => truth[a] !== '' && truth[a] === truth[b];
  let [linked, right, automatic, automaticRight] = [0, 0, 0, 0];
  for (const pair of pairs) {
    const good = isTrue(pair) ? 1 : 0;
    if (pair.linked) {
      linked++;
      right += good;
    }
    if (pair.decision === 'automatic') {
      automatic++;
      automaticRight += good;
    }
  }
  const order = [...pairs].sort((x, y) => y.probability - x.probability);
  let [above, aboveRight] = [0, 0];
  let best: { f1: number; at: number } | undefined;
  order.forEach((pair, k) => {
    above++;
    if (isTrue(pair)) aboveRight++;
    if (order[k + 1]?.probability === pair.probability) return;
    const f1 = (2 * aboveRight) / (above + truePairs);
    if (best === undefined || f1 > best.f1) best = { f1, at: pair.probability };
  });
  const share = (part: number, whole: number) => (whole === 0 ? null : part / whole);
  return {
    truePairs,
    precision: share(right, linked),
    recall: share(right, truePairs),
    f1: share(2 * right, linked + truePairs),
    bestF1: best?.f1 ?? null,
    bestThreshold: best?.at ?? null,
    automaticPrecision: share(automaticRight, automatic),
    automatic,
  };
}

/** Expected and true shares in ten classes of probability. */
export function reliability(pairs: readonly Scored[], truth: readonly string[]): Reliability[] {
  return Array.from({ length: 10 }, (_, bin) => {
    const inside = pairs.filter((p) => Math.min(9, Math.floor(p.probability * 10)) === bin);
    return {
      from: bin / 10,
      to: (bin + 1) / 10,
      pairs: inside.length,
      expected: inside.reduce((sum, p) => sum + p.probability, 0),
      observed: inside.filter((p) => truth[p.a] !== '' && truth[p.a] === truth[p.b]).length,
    };
  }).filter((row) => row.pairs > 0);
}
