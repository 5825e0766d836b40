import type { GroupTimeEffects } from './group-time.ts';

export type AggregateKind = 'simple' | 'dynamic' | 'group' | 'calendar';

export interface Aggregate {
  readonly kind: AggregateKind;
  /** Periods since the start, first treated period, or period; null for the overall effect. */
  readonly at: number | null;
  readonly estimate: number;
  readonly influence: Float64Array;
}

/**
 * Aggregates of group-time effects, Callaway & Sant'Anna (2021), section 3.
 *
 * simple: over all (g, t ≥ g), by group size. dynamic: by periods since the start; overall is the plain
 * mean of e ≥ 0. group: plain mean over periods for each group; overall by group size. calendar: by group
 * size for each period; overall the plain mean of periods. The influence functions carry the estimation
 * of group sizes. Cells without an estimate take no part.
 */
export function aggregates(effects: GroupTimeEffects): Aggregate[] {
  const { panel, share } = effects;
  const n = panel.start.length;
  const mean = panel.weight ? panel.weight.reduce((a, b) => a + b, 0) / n : 1;
  const weightOf = (i: number): number => (panel.weight ? (panel.weight[i] as number) / mean : 1);
  const cells = effects.cells.flatMap((c, j) => (c.estimate === null ? [] : [j]));
  const after = cells.filter((j) => !effects.cells[j]?.before);
  const estimateOf = (j: number): number => effects.cells[j]?.estimate as number;
  const groupOf = (j: number): number => effects.cells[j]?.group as number;
  const cellInfluence = (j: number): Float64Array => effects.cells[j]?.influence as Float64Array;

  /** Mean of parts, with weights in proportion to the size of their groups. */
  function bySize(
    parts: readonly { group: number; estimate: number; influence: Float64Array }[],
  ): Pick<Aggregate, 'estimate' | 'influence'> {
    const sizes = parts.map((p) => share.get(p.group) as number);
    const total = sizes.reduce((a, b) => a + b, 0);
    let estimate = 0;
    parts.forEach((p, j) => {
      estimate += ((sizes[j] as number) / total) * p.estimate;
    });
    // d/dP(g) of Σ P(g) a_g / Σ P(g) is Σ over parts of g of (a − estimate)/total; their mean over units is 0.
    const pull = new Map<number, number>();
    for (const p of parts)
      pull.set(p.group, (pull.get(p.group) ?? 0) + (p.estimate - estimate) / total);
    const influence = new Float64Array(n);
    parts.forEach((p, j) => {
      const by = (sizes[j] as number) / total;
      for (let i = 0; i < n; i++)
        influence[i] = (influence[i] as number) + by * (p.influence[i] as number);
    });
    for (let i = 0; i < n; i++)
      influence[i] =
        (influence[i] as number) + weightOf(i) * (pull.get(panel.start[i] as number) ?? 0);
    return { estimate, influence };
  }
  const plain = (
    parts: readonly Pick<Aggregate, 'estimate' | 'influence'>[],
  ): Pick<Aggregate, 'estimate' | 'influence'> => {
    const influence = new Float64Array(n);
    let estimate = 0;
    for (const p of parts) {
      estimate += p.estimate / parts.length;
      for (let i = 0; i < n; i++)
        influence[i] = (influence[i] as number) + (p.influence[i] as number) / parts.length;
    }
    return { estimate, influence };
  };
  const part = (j: number) => ({
    group: groupOf(j),
    estimate: estimateOf(j),
    influence: cellInfluence(j),
  });
  const grouped = (of: readonly number[], key: (j: number) => number): [number, number[]][] => {
    const found = new Map<number, number[]>();
    for (const j of of) found.set(key(j), [...(found.get(key(j)) ?? []), j]);
    return [...found].sort(([a], [b]) => a - b);
  };
  if (after.length === 0) return [];

  const periodOf = (j: number): number => effects.cells[j]?.period as number;
  const simple: Aggregate = { kind: 'simple', at: null, ...bySize(after.map(part)) };
  const dynamic = grouped(cells, (j) => periodOf(j) - groupOf(j)).map(
    ([at, of]): Aggregate => ({ kind: 'dynamic', at, ...bySize(of.map(part)) }),
  );
  const group = grouped(after, groupOf).map(
    ([at, of]): Aggregate => ({ kind: 'group', at, ...plain(of.map(part)) }),
  );
  const calendar = grouped(after, periodOf).map(
    ([at, of]): Aggregate => ({ kind: 'calendar', at, ...bySize(of.map(part)) }),
  );
  const since = dynamic.filter((a) => (a.at as number) >= 0);
  return [
    simple,
    { kind: 'dynamic', at: null, ...plain(since) },
    ...dynamic,
    {
      kind: 'group',
      at: null,
      ...bySize(group.map((a) => ({ ...a, group: a.at as number }))),
    },
    ...group,
    { kind: 'calendar', at: null, ...plain(calendar) },
    ...calendar,
  ];
}
