import { solvePlan } from '#domain/plan-solve.ts';
import { presets, presetWeights } from '#domain/preset.ts';
import { pricesOf } from '#domain/price.ts';
import { openSolver } from '#server/planning/solver.ts';
import { provinceSize, sampleProvince, sampleSource } from '../test/support/plan-sample.ts';
import { count, report, seconds } from './measure.ts';

/** A made-up province of full size under each preset: when a plan stands, and how near the bound it is. */
const solver = await openSolver();
for (const preset of presets) {
  const p = sampleProvince(provinceSize, {
    priceList: '00000000-0000-4000-8000-000000000000',
    preset,
    weights: presetWeights[preset],
    sources: [
      sampleSource('apbd', 7_000_000_000),
      sampleSource('tp', 3_000_000_000, { use: 'kit' }),
    ],
    maxPerKec: 2,
    maxPerKab: 12,
    trainers: { months: 10, perMonth: 4, groups: [] },
    shares: { women: 30, disability: 1, islands: 25 },
  });
  const begun = performance.now();
  const since = () => performance.now() - begun;
  const at = new Map<string, number>();
  const content = solvePlan(
    {
      problem: p.problem,
      places: p.places,
      heldBack: p.heldBack,
      prices: pricesOf(p.prices),
      nameOf: (code) => code,
    },
    {
      solver,
      stop: () => undefined,
      onStep: (step) => {
        if (!at.has(step)) at.set(step, since());
      },
    },
  );
  const whole = since();
  const plan = content.summary.variants[0];
  report({
    what: `Made-up province, ${preset}: ${count(p.problem.kabs.length)} kabupaten, ${count(content.summary.size.villages)} villages, ${p.recipes.length} recipes, ${count(content.summary.size.candidates)} candidates`,
    result: `first plan ${seconds(at.get('first') ?? 0)}, best ${seconds(at.get('splits') ?? 0)}, with splits and limits ${seconds(whole)}`,
    beside: `at most ${plan?.gapPercent.toFixed(2)}% below the bound (limits: 5 s, 0.5% in 60 s)`,
  });
}
