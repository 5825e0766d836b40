import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { PlanInputs } from '#domain/limit.ts';
import type { PlanContent } from '#domain/plan.ts';
import { solvePlan } from '#domain/plan-solve.ts';
import { presets, presetWeights } from '#domain/preset.ts';
import { pricesOf } from '#domain/price.ts';
import type { Solver } from '#engine/optimise/milp.ts';
import { openSolver } from '#server/planning/solver.ts';
import {
  type ProvinceSize,
  type SampleProvince,
  sampleProvince,
  sampleSource,
} from '../support/plan-sample.ts';
import { verifyPlan } from '../support/verify-plan.ts';

let solver: Solver;
beforeAll(async () => {
  solver = await openSolver();
});

const LIST = '00000000-0000-4000-8000-000000000000';
const small: ProvinceSize = {
  seed: 1,
  kabs: 3,
  kecsPerKab: 3,
  villagesPerKec: 3,
  recipes: 4,
  open: 0.7,
  families: 60,
};
const money = (rupiah: number) => [sampleSource('apbd', rupiah)];

function solve(province: SampleProvince, stop?: () => 'person' | undefined): PlanContent {
  return solvePlan(
    {
      problem: province.problem,
      places: province.places,
      heldBack: province.heldBack,
      prices: pricesOf(province.prices),
      nameOf: (code) => code,
    },
    { solver, stop: stop ?? (() => undefined), onStep: () => {} },
  );
}

const province = (size: Partial<ProvinceSize>, inputs: Partial<PlanInputs>) =>
  sampleProvince({ ...small, ...size }, { priceList: LIST, ...inputs });

function verified(p: SampleProvince, content: PlanContent): string[] {
  return verifyPlan({
    inputs: p.problem.inputs,
    needs: p.needs,
    kabs: p.problem.kabs,
    island: new Map(p.problem.places.map((place) => [place.code, place.island])),
    recipes: p.recipes,
    prices: p.prices,
    travel: new Map(),
    gate: p.gate,
    readiness: p.readiness,
    content,
  });
}

describe('a plan', () => {
  test('keeps money, gate, limits, families and shares on any small province, checked from outside', () => {
    const inputs = fc.record({
      seed: fc.integer({ min: 1, max: 10_000 }),
      budget: fc.integer({ min: 1, max: 40 }),
      preset: fc.constantFrom(...presets),
      women: fc.constantFrom(null, 30, 50),
      disability: fc.constantFrom(null, 1, 3),
      islands: fc.constantFrom(null, 30),
      maxPerKec: fc.constantFrom(null, 1, 2),
      maxPerKab: fc.constantFrom(null, 4),
      perMonth: fc.constantFrom(null, 1, 2),
      split: fc.boolean(),
      recap: fc.boolean(),
      ban: fc.boolean(),
    });
    let solved = 0;
    fc.assert(
      fc.property(inputs, (i) => {
        const rupiah = i.budget * 100_000_000;
        const p = province(
          { seed: i.seed, recapKabs: i.recap ? 1 : 0 },
          {
            weights: presetWeights[i.preset],
            sources: i.split
              ? [
                  sampleSource('bebas', Math.floor(rupiah / 2)),
                  sampleSource('latih', Math.floor(rupiah / 3), { use: 'training' }),
                  sampleSource('alat', Math.floor(rupiah / 6), { use: 'kit', kabs: ['74.01'] }),
                ]
              : money(rupiah),
            shares: { women: i.women, disability: i.disability, islands: i.islands },
            maxPerKec: i.maxPerKec,
            maxPerKab: i.maxPerKab,
            trainers: { months: 8, perMonth: i.perMonth, groups: [] },
            bans: i.ban ? [{ code: '74.02', recipe: 'resep-01' }] : [],
          },
        );
        const content = solve(p);
        if (content.summary.status === 'solved') solved++;
        expect(verified(p, content)).toEqual([]);
      }),
      { numRuns: 15, seed: 74 },
    );
    expect(solved).toBeGreaterThan(12);
  }, 600_000);

  test('is the same to the last bit when it is made twice', () => {
    const make = () =>
      JSON.stringify(solve(province({ seed: 5 }, { sources: money(2_000_000_000), minPerKab: 1 })));
    expect(make()).toBe(make());
  }, 120_000);

  test('says at most how much better is still possible, and a finer search stays within it', () => {
    const rough = solve(province({ seed: 9 }, { sources: money(1_500_000_000), gapPercent: 5 }));
    const fine = solve(province({ seed: 9 }, { sources: money(1_500_000_000), gapPercent: 0.01 }));
    const plan = (c: PlanContent) => c.summary.variants[0];
    expect(plan(fine)?.worth).toBeLessThanOrEqual((plan(rough)?.bound ?? 0) + 1e-6);
    expect(plan(fine)?.worth).toBeGreaterThanOrEqual((plan(rough)?.worth ?? 0) - 1e-6);
  }, 120_000);

  test('prefers a kit for the poorest to training alone, and training alone where nothing else is possible', () => {
    const content = solve(province({ seed: 3 }, { sources: money(3_000_000_000) }));
    const kits = content.lines.filter((l) => l.tier === 'kit');
    expect(kits.length).toBeGreaterThan(0);
    for (const line of content.lines) if (line.kit === 'absent') expect(line.tier).toBe('training');
  }, 120_000);

  test('says of every line why it is there, and of every place left out why not and what would help', () => {
    const content = solve(province({ seed: 4 }, { sources: money(500_000_000) }));
    for (const line of content.lines) {
      for (const part of ['need', 'readiness', 'cost', 'margin'] as const)
        expect(line.because[part].length).toBeGreaterThan(0);
    }
    const left = content.absent.filter((a) => !a.served);
    expect(left.length).toBeGreaterThan(0);
    for (const place of left) {
      expect(place.because.length).toBeGreaterThan(0);
      for (const option of place.options)
        if (option.why !== 'blocked') expect(option.because.length).toBeGreaterThan(0);
    }
  }, 120_000);

  test('compares with both splits, leftovers and kabupaten at zero included', () => {
    const p = province({ seed: 6, open: 0.5 }, { sources: money(2_400_000_000) });
    const content = solve(p);
    expect(content.summary.variants.map((v) => v.variant)).toEqual([
      'plan',
      'equal',
      'proportional',
    ]);
    for (const variant of content.summary.variants) {
      expect(content.splits.filter((s) => s.variant === variant.variant).map((s) => s.kab)).toEqual(
        p.problem.kabs,
      );
    }
    const equal = content.splits.filter((s) => s.variant === 'equal');
    expect(equal.map((s) => s.shareRupiah)).toEqual([800_000_000, 800_000_000, 800_000_000]);
    const worth = content.summary.variants.map((v) => v.worth);
    expect(worth[0]).toBeGreaterThanOrEqual((worth[1] ?? 0) * 0.995);
  }, 120_000);

  test('prices the dearest limits by solving again: more of each never makes a plan worse', () => {
    const content = solve(
      province(
        { seed: 7 },
        { sources: money(1_500_000_000), trainers: { months: 3, perMonth: 2, groups: [] } },
      ),
    );
    expect(content.summary.limitPrices.length).toBeGreaterThan(0);
    expect(content.summary.limitPrices.length).toBeLessThanOrEqual(3);
    for (const price of content.summary.limitPrices) expect(price.worth).toBeGreaterThan(0);
  }, 120_000);

  test('stopped by a person keeps what was found, with a true bound, and says so', () => {
    const p = province({ seed: 8 }, { sources: money(3_000_000_000), gapPercent: 0.01 });
    const content = solve(p, () => 'person');
    expect(content.summary.variants.map((v) => v.variant)).toEqual(['plan']);
    expect(content.summary.variants[0]?.stoppedBy).toBe('person');
    expect(verified(p, content)).toEqual([]);
  }, 120_000);
});

describe('nothing to plan', () => {
  const noteOf = (inputs: Partial<PlanInputs>, size: Partial<ProvinceSize> = {}) =>
    solve(province(size, inputs)).summary;

  test('without money, without prices or with everything closed the plan says what is missing', () => {
    expect(noteOf({ sources: [] }).notes[0]?.code).toBe('plan-needs-money');
    expect(noteOf({ sources: money(1e9), priceList: null }).notes[0]?.code).toBe(
      'plan-needs-prices',
    );
    const closed = solve(province({ open: 0 }, { sources: money(1e9) }));
    expect(closed.summary.notes[0]?.code).toBe('plan-needs-candidates');
    expect(closed.absent.every((a) => a.because.length > 0)).toBe(true);
  });

  test('money of another year stays out, visibly', () => {
    const summary = noteOf({ sources: [sampleSource('lama', 1e9, { year: 2026 })] });
    expect(summary.status).toBe('nothing');
    expect(summary.notes.map((n) => n.code)).toContain('note-source-year');
  });
});
