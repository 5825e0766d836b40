import * as z from 'zod';
import type { PlanInputs } from './limit.ts';
import { type PlanLine, ReasonWords } from './plan.ts';
import { type NameOf, wire } from './plan-lines.ts';
import { type Reason, reason } from './reason.ts';
import { levelOf } from './region.ts';

const Side = z.object({ batches: z.int(), participants: z.int(), rupiah: z.int() });

/** One line that is not as it was, and whose input changed it. */
export const PlanChange = z.object({
  id: z.string(),
  kab: z.string(),
  place: z.string(),
  recipe: z.string(),
  recipeName: z.object({ id: z.string(), en: z.string() }),
  tier: z.enum(['kit', 'training']),
  kind: z.enum(['added', 'removed', 'changed']),
  before: Side.nullable(),
  after: Side.nullable(),
  causes: z.array(ReasonWords),
});
export type PlanChange = z.infer<typeof PlanChange>;

export interface PlanSide {
  readonly inputs: PlanInputs;
  readonly lines: readonly PlanLine[];
  /** What it was made from: digests by kabupaten and kind; the province's rows hold everywhere. */
  readonly sources: readonly { kab: string; kind: string; digest: string }[];
}

/** Kinds of input in the order they are named: people first, then the figures behind them. */
export const inputKinds = [
  'answers',
  'overrides',
  'need',
  'evidence',
  'past-aid',
  'travel',
  'prices',
  'recipes',
] as const;
export type InputKind = (typeof inputKinds)[number];

/**
 * What differs between two plans, and why: a line changed because its own kabupaten's input changed,
 * because something that holds everywhere did, or only because money moved after others changed.
 */
export function changesBetween(
  before: PlanSide,
  after: PlanSide,
  nameOf: NameOf,
): { changes: PlanChange[]; causes: Reason[] } {
  const causes = [...changedSources(before, after, nameOf), ...changedInputs(before, after)];
  const everywhere = causes.filter((c) => c.kab === undefined).map((c) => c.reason);
  const others = [...new Set(causes.flatMap((c) => (c.kab === undefined ? [] : [nameOf(c.kab)])))];
  const causesOf = (kab: string): Reason[] => {
    const own = causes.filter((c) => c.kab === kab).map((c) => c.reason);
    if (own.length > 0) return own;
    if (everywhere.length > 0) return everywhere;
    return others.length > 0 ? [reason('change-ripple', { kabs: others.join(', ') })] : [];
  };
  const earlier = new Map(before.lines.map((l) => [l.id, l]));
  const later = new Map(after.lines.map((l) => [l.id, l]));
  const changes = [...new Set([...earlier.keys(), ...later.keys()])].sort().flatMap((id) => {
    const [a, b] = [earlier.get(id), later.get(id)];
    const line = (b ?? a) as PlanLine;
    if (a && b && JSON.stringify(sideOf(a)) === JSON.stringify(sideOf(b))) return [];
    return [
      {
        id,
        kab: line.kab,
        place: line.place,
        recipe: line.recipe,
        recipeName: line.recipeName,
        tier: line.tier,
        kind:
          a === undefined
            ? ('added' as const)
            : b === undefined
              ? ('removed' as const)
              : ('changed' as const),
        before: a ? sideOf(a) : null,
        after: b ? sideOf(b) : null,
        causes: wire(causesOf(line.kab)),
      },
    ];
  });
  return { changes, causes: causes.map((c) => c.reason) };
}

const sideOf = (line: PlanLine) => ({
  batches: line.batches,
  participants: line.participants,
  rupiah: line.trainingRupiah + line.kitRupiah,
});

interface Cause {
  readonly kab: string | undefined;
  readonly reason: Reason;
}

function changedSources(before: PlanSide, after: PlanSide, nameOf: NameOf): Cause[] {
  const key = (s: { kab: string; kind: string }) => `${s.kab}|${s.kind}`;
  const earlier = new Map(before.sources.map((s) => [key(s), s.digest]));
  const later = new Map(after.sources.map((s) => [key(s), s.digest]));
  const changed = [...new Set([...earlier.keys(), ...later.keys()])].filter(
    (k) => earlier.get(k) !== later.get(k),
  );
  const rank = (k: string) => inputKinds.indexOf(k.split('|')[1] as InputKind);
  return changed
    .sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1))
    .map((k) => {
      const [kab = '', kind = ''] = k.split('|');
      const wide = levelOf(kab) === 'province';
      return {
        kab: wide ? undefined : kab,
        reason: wide
          ? reason(`change-${kind}-all`, {})
          : reason(`change-${kind}`, { kab: nameOf(kab) }),
      };
    });
}

/** Which part of the scenario a person changed. */
function changedInputs(before: PlanSide, after: PlanSide): Cause[] {
  const differs = (keys: readonly (keyof PlanInputs)[]) =>
    keys.some((k) => JSON.stringify(before.inputs[k]) !== JSON.stringify(after.inputs[k]));
  const parts: [string, (keyof PlanInputs)[]][] = [
    ['change-money', ['year', 'sources']],
    ['change-price-list', ['priceList']],
    ['change-weights', ['preset', 'weights', 'desils']],
    ['change-batch', ['batchSize', 'minimumFill']],
    ['change-limits', ['maxPerKec', 'minPerKab', 'maxPerKab', 'kabLimits', 'trainers', 'shares']],
    ['change-locks', ['locks', 'bans']],
  ];
  return parts
    .filter(([, keys]) => differs(keys))
    .map(([code]) => ({ kab: undefined, reason: reason(code) }));
}
