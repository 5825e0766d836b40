import type { KitState } from './readiness.ts';
import type { ReadinessItem } from './recipe.ts';

interface JudgedLine {
  readonly status: 'open' | 'blocked' | 'overridden';
  readonly kind: 'commodity' | 'service';
  readonly name: { readonly id: string; readonly en: string };
  /** Codes of the materials, the main one first; empty for a service. */
  readonly commodities: readonly string[];
  /** Names of the materials in the same order, joined by commas. */
  readonly commodity: { readonly id: string; readonly en: string };
  readonly readiness: {
    readonly kit: KitState;
    readonly items: readonly {
      readonly item: ReadinessItem;
      readonly answer: 'yes' | 'no' | 'unknown';
    }[];
  };
}

/** What one sentence on a place needs: what fits, whether the equipment could work today, what stops it. */
export interface RegionVerdict {
  /** nothing: no training is open. waiting: open, but no kit could be used today. ready: some could. */
  readonly kind: 'nothing' | 'waiting' | 'ready';
  /** Materials of the open trainings, and open services by their own name; each once, best first. */
  readonly fits: readonly { readonly id: string; readonly en: string }[];
  readonly open: number;
  readonly held: number;
  readonly kitsReady: number;
  /** Readiness items answered no for an open training, most frequent first. */
  readonly missing: readonly ReadinessItem[];
  /** Items nobody has answered, most frequent first. */
  readonly unanswered: readonly ReadinessItem[];
}

export function verdictOf(lines: readonly JudgedLine[]): RegionVerdict {
  const open = lines.filter((l) => l.status !== 'blocked');
  const fits = new Map<string, { id: string; en: string }>();
  for (const line of open) {
    const [main] = line.commodities;
    const key = main ?? `service:${line.name.id}`;
    if (fits.has(key)) continue;
    fits.set(
      key,
      main === undefined
        ? line.name
        : { id: firstOf(line.commodity.id), en: firstOf(line.commodity.en) },
    );
  }
  const kitsReady = open.filter((l) => l.readiness.kit === 'ready').length;
  return {
    kind: open.length === 0 ? 'nothing' : kitsReady > 0 ? 'ready' : 'waiting',
    fits: [...fits.values()],
    open: open.length,
    held: lines.length - open.length,
    kitsReady,
    missing: itemsAnswered(open, 'no'),
    unanswered: itemsAnswered(open, 'unknown'),
  };
}

/** `Ikan (perikanan tangkap), Tuna` → Ikan */
const firstOf = (names: string): string =>
  (names.split(',')[0] ?? '').replace(/\s*\(.*$/, '').trim();

function itemsAnswered(lines: readonly JudgedLine[], answer: 'no' | 'unknown'): ReadinessItem[] {
  const times = new Map<ReadinessItem, number>();
  for (const line of lines) {
    for (const item of line.readiness.items) {
      if (item.answer === answer) times.set(item.item, (times.get(item.item) ?? 0) + 1);
    }
  }
  return [...times].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([item]) => item);
}
