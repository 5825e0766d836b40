import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import type { PlanInputs } from '#domain/limit.ts';
import { conflictOf } from '#domain/plan-conflict.ts';
import { planModel } from '#domain/plan-model.ts';
import { solvePlan } from '#domain/plan-solve.ts';
import { pricesOf } from '#domain/price.ts';
import {
  limitsOf,
  type Milp,
  type Solver,
  withoutLimits,
  withoutObjective,
} from '#engine/optimise/milp.ts';
import { openSolver } from '#server/planning/solver.ts';
import { sampleProvince, sampleSource } from '../support/plan-sample.ts';

let solver: Solver;
beforeAll(async () => {
  solver = await openSolver();
});

const size = {
  seed: 2,
  kabs: 3,
  kecsPerKab: 2,
  villagesPerKec: 2,
  recipes: 3,
  open: 0.7,
  families: 80,
};
const province = (inputs: Partial<PlanInputs>, more = {}) =>
  sampleProvince(
    { ...size, ...more },
    { priceList: '00000000-0000-4000-8000-000000000000', ...inputs },
  );

function conflictWords(inputs: Partial<PlanInputs>, more = {}) {
  const p = province(inputs, more);
  const content = solvePlan(
    {
      problem: p.problem,
      places: p.places,
      heldBack: p.heldBack,
      prices: pricesOf(p.prices),
      nameOf: (code) => code,
    },
    { solver, stop: () => undefined, onStep: () => {} },
  );
  return content.summary.status === 'infeasible'
    ? content.summary.conflict.map((c) => c.limit)
    : undefined;
}

const isPossible = (milp: Milp, kept: readonly string[]) =>
  solver.mip(
    withoutLimits(withoutObjective(milp), (limit) => kept.includes(limit)),
    { relativeGap: 1, maxNodes: 1e6, maxIterations: 1e8, anyAnswer: true },
  ).status !== 'infeasible';

test('too little money for what is locked: the lock and the money are named, nothing else', () => {
  const open = province({ sources: [sampleSource('apbd', 1e9)] }).problem.candidates[0];
  const lock = { code: open?.place.code ?? '', recipe: open?.recipe.id ?? '', batches: 2 };
  expect(
    conflictWords({ sources: [sampleSource('apbd', 60_000_000)], locks: [lock], minPerKab: 0 }),
  ).toEqual([`lock:${lock.code}:${lock.recipe}`, 'source:apbd']);
});

test('a share that only nobody at all could keep is named; no empty plan passes for a solved one', () => {
  expect(
    conflictWords({
      sources: [sampleSource('apbd', 2e9)],
      shares: { women: null, disability: 95, islands: null },
    }),
  ).toEqual(['share:disability']);
});

test('money for less than one batch is named', () => {
  expect(conflictWords({ sources: [sampleSource('apbd', 1_000_000)], minPerKab: 0 })).toEqual([
    'source:apbd',
  ]);
});

test('a minimum where nothing is open stands alone: no other limit is to blame', () => {
  expect(
    conflictWords(
      {
        sources: [sampleSource('apbd', 3e9)],
        kabLimits: [{ kab: '74.02', min: 1, max: null }],
      },
      { closedKabs: ['74.02'] },
    ),
  ).toEqual(['kab-min:74.02']);
});

test('a maximum under its own minimum fights with it', () => {
  expect(
    conflictWords({
      sources: [sampleSource('apbd', 5e9)],
      kabLimits: [{ kab: '74.01', min: 2, max: 1 }],
    }),
  ).toEqual(['kab-min:74.01', 'kab-max:74.01']);
});

test('whatever limits fight, the set that is named is impossible and loses nothing: without any one of them a plan exists', () => {
  const kab = fc.record({
    kab: fc.constantFrom('74.01', '74.02', '74.03'),
    min: fc.constantFrom(null, 1, 2, 6),
    max: fc.constantFrom(null, 1, 3),
  });
  const inputs = fc.record({
    seed: fc.integer({ min: 1, max: 500 }),
    budget: fc.integer({ min: 30, max: 900 }),
    kabLimits: fc.uniqueArray(kab, { minLength: 1, maxLength: 3, selector: (k) => k.kab }),
    perMonth: fc.constantFrom(null, 0, 1),
    women: fc.constantFrom(null, 40, 95),
    islands: fc.constantFrom(null, 50, 100),
    maxPerKec: fc.constantFrom(null, 1),
  });
  let fights = 0;
  fc.assert(
    fc.property(inputs, (i) => {
      const p = province(
        {
          sources: [sampleSource('apbd', i.budget * 1_000_000)],
          kabLimits: i.kabLimits,
          trainers: { months: 2, perMonth: i.perMonth, groups: [] },
          shares: { women: i.women, disability: null, islands: i.islands },
          maxPerKec: i.maxPerKec,
        },
        { seed: i.seed },
      );
      const { milp } = planModel(p.problem);
      const conflict = conflictOf(planModel(p.problem), solver);
      const all = limitsOf(milp);
      expect(conflict.length === 0).toBe(isPossible(milp, all));
      if (conflict.length === 0) return;
      fights++;
      expect(isPossible(milp, conflict)).toBe(false);
      for (const limit of conflict)
        expect(
          isPossible(
            milp,
            conflict.filter((other) => other !== limit),
          ),
        ).toBe(true);
    }),
    { numRuns: 40, seed: 74 },
  );
  expect(fights).toBeGreaterThan(10);
}, 600_000);
