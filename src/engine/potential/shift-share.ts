import { exactSum } from '../stats/sum.ts';
import { frameOf, type RegionTable } from './region-table.ts';

/**
 * Change of sectors in regions, split into parts that add up to it (Dunn 1960, Papers of the Regional
 * Science Association 6, 97–112): `national` E·r, `mix` E·(r_i − r), `competitive` E·(r_ij − r_i).
 * Esteban-Marquillas (1972, Regional and Urban Economics 2, 249–255) splits the last part with the
 * homothetic figure E' = E_j·(E_i/E): `homothetic` E'·(r_ij − r_i) and `allocation` (E − E')·(r_ij − r_i).
 * `dynamic` adds up the parts of every single step (Barff & Knight 1988, Growth and Change 19, 1–10).
 */
export type ShiftMethod = 'classic' | 'esteban-marquillas' | 'dynamic';

export interface Shift {
  readonly base: number;
  readonly value: number;
  /** Exactly the sum of the parts, in any order; value − base but for the last bit of the largest part. */
  readonly change: number;
  readonly national: number;
  readonly mix: number;
  /** Of `classic` and `dynamic`; 0 in `esteban-marquillas`, where its two halves stand instead. */
  readonly competitive: number;
  readonly homothetic: number;
  readonly allocation: number;
  /** What a zero in the base period leaves undivided. */
  readonly undivided: number;
}

export interface SectorShift extends Shift {
  readonly region: number;
  readonly sector: number;
  readonly lack: ShiftLack | null;
}

/**
 * `new-in-region`: nothing in the region in the base period; the change is competitive, and has no
 * homothetic part. `new-everywhere`: nothing in the reference area either. `no-reference`: the whole
 * reference area had nothing. All of them leave the change, or a part of it, undivided.
 */
export type ShiftLack = 'unknown' | 'new-in-region' | 'new-everywhere' | 'no-reference';

export interface ShiftShare {
  /** Of every region and sector; null where a figure is not known. */
  readonly sectors: readonly (SectorShift | null)[];
  /** Of every region over its known sectors. */
  readonly regions: readonly Shift[];
  /** The same from period to period; `to` is the later one. */
  readonly steps: readonly { readonly to: number; readonly regions: readonly Shift[] }[];
}

export function shiftShare(
  table: RegionTable,
  { method, totals }: { readonly method: ShiftMethod; readonly totals: 'sum' | 'stated' },
): ShiftShare {
  const last = table.years.length - 1;
  const S = table.sectors.length;
  const all = table.years.map((_, p) => p);
  const path = method === 'dynamic' ? all : [0, last];
  const frame = frameOf(table, path, totals);
  const split = method === 'esteban-marquillas';
  const pairs = path.slice(1).map((to, k) => ({ from: path[k] as number, to }));
  const cells = table.regions.flatMap((_, region) =>
    table.sectors.map((_, sector) => {
      if (!frame.known(region, sector)) return null;
      const parts = pairs.map(({ from, to }) =>
        partsOf({
          base: frame.local(region, sector, from),
          value: frame.local(region, sector, to),
          sectorBase: frame.wide(sector, from),
          sectorValue: frame.wide(sector, to),
          wideBase: frame.wideAll(from),
          wideValue: frame.wideAll(to),
          regionBase: frame.localTotal(region, from),
          split,
        }),
      );
      return { region, sector, parts };
    }),
  );
  const sectors = cells.map((cell): SectorShift | null => {
    if (cell === null) return null;
    const { region, sector, parts } = cell;
    const ends = [frame.local(region, sector, 0), frame.local(region, sector, last)] as const;
    return {
      region,
      sector,
      ...close(ends[0], ends[1], parts, split),
      lack: parts.find((p) => p.lack !== null)?.lack ?? null,
    };
  });
  const regionsOver = (from: number, to: number, steps: readonly number[]): Shift[] =>
    table.regions.map((_, region) => {
      const own = cells.slice(region * S, (region + 1) * S).filter((c) => c !== null);
      const ends = (p: number) => exactSum(own.map((c) => frame.local(region, c.sector, p)));
      const parts = own.flatMap((c) => steps.map((k) => c.parts[k] as Parts));
      return close(ends(from), ends(to), parts, split);
    });
  return {
    sectors,
    regions: regionsOver(
      0,
      last,
      pairs.map((_, k) => k),
    ),
    steps:
      method === 'dynamic'
        ? pairs.map(({ from, to }, k) => ({ to, regions: regionsOver(from, to, [k]) }))
        : [],
  };
}

interface Parts {
  readonly national: number;
  readonly mix: number;
  readonly homothetic: number;
  readonly undivided: number;
  readonly lack: ShiftLack | null;
}

/** All but the last part, which takes what is left: competitive, or allocation. */
function partsOf(at: {
  readonly base: number;
  readonly value: number;
  readonly sectorBase: number;
  readonly sectorValue: number;
  readonly wideBase: number;
  readonly wideValue: number;
  readonly regionBase: number;
  readonly split: boolean;
}): Parts {
  const { base, value, sectorBase, sectorValue, wideBase, wideValue } = at;
  const none = { national: 0, mix: 0, homothetic: 0 };
  if (!(wideBase > 0)) return { ...none, undivided: value - base, lack: 'no-reference' };
  const national = (base * (wideValue - wideBase)) / wideBase;
  if (!(sectorBase > 0)) {
    return { ...none, national, undivided: value - base - national, lack: 'new-everywhere' };
  }
  // Over one denominator: whole figures give whole products, and no rounding before the difference.
  const mix = (base * (sectorValue * wideBase - wideValue * sectorBase)) / (sectorBase * wideBase);
  if (!at.split) {
    const lack = base === 0 && value > 0 ? 'new-in-region' : null;
    return { national, mix, homothetic: 0, undivided: 0, lack };
  }
  if (base === 0) {
    // All its growth is the region's own, but a rate of growth from nothing does not exist.
    return { ...none, undivided: value, lack: value > 0 ? 'new-in-region' : null };
  }
  const excess = (value * sectorBase - sectorValue * base) / (base * sectorBase);
  const homothetic = at.regionBase * (sectorBase / wideBase) * excess;
  return { national, mix, homothetic, undivided: 0, lack: null };
}

/**
 * Adds up the parts and gives the rest of the change to the last one. Everything is rounded to one
 * binary grid, fine enough that no sum of these numbers in any order is rounded again: so the parts
 * add up to the change to the last bit, as anyone who adds them up will find.
 */
function close(base: number, value: number, parts: readonly Parts[], split: boolean): Shift {
  const total = (of: (p: Parts) => number) => exactSum(parts.map(of));
  const raw = {
    national: total((p) => p.national),
    mix: total((p) => p.mix),
    homothetic: total((p) => p.homothetic),
    undivided: total((p) => p.undivided),
  };
  const rough = Object.values(raw);
  const left = exactSum([value, -base, ...rough.map((v) => -v)]);
  // No partial sum of the parts is larger than this; 2^53 steps of the grid are exact.
  const bound = (Math.abs(left) + rough.reduce((sum, v) => sum + Math.abs(v), 0)) * (1 + 1e-12);
  const grid = bound > 0 ? 2 ** Math.max(-1074, Math.ceil(Math.log2(bound)) - 53) : 1;
  const onGrid = (v: number) => Math.round(v / grid) * grid + 0;
  const change = onGrid(value - base);
  const national = onGrid(raw.national);
  const mix = onGrid(raw.mix);
  const homothetic = onGrid(raw.homothetic);
  // Nothing here can be divided: no rounding is left over for the last part either.
  const whole = parts.every((p) => p.lack === 'new-everywhere' || p.lack === 'no-reference');
  const undivided = whole ? change - national - mix - homothetic : onGrid(raw.undivided);
  const rest = change - national - mix - homothetic - undivided;
  return {
    base,
    value,
    change,
    national,
    mix,
    homothetic,
    undivided,
    competitive: split ? 0 : rest,
    allocation: split ? rest : 0,
  };
}
