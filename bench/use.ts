import { overviewApi } from '#api/overview.ts';
import { planningApi } from '#api/planning.ts';
import { potentialApi } from '#api/potential.ts';
import { povertyApi } from '#api/poverty.ts';
import { asOperator } from '#cli/operator.ts';
import { count, median, megabytes, report, seconds, timed } from './measure.ts';

/** What people wait for on an installation with the whole demo: answers through the kernel. */
process.env['TITIK_TEMU_QUIET'] = '1';
await asOperator('contoh.perencana', async (operator) => {
  const ask = async (what: string, work: () => Promise<unknown>, beside = '') => {
    await work();
    const times: number[] = [];
    for (let i = 0; i < 9; i++) times.push((await timed(work))[1]);
    report({ what, result: `${Math.round(median(times))} ms (median of 9)`, beside });
  };
  await ask('Beranda: the whole chain', () => operator.call(overviewApi.home, {}), 'limit 300 ms');
  await ask(
    'Points of 17 kabupaten',
    () => operator.call(povertyApi.listPoints, { level: 'kab', desil: 2 }),
    'limit 300 ms',
  );
  await ask(
    'Points of 221 kecamatan',
    () => operator.call(povertyApi.listPoints, { level: 'kec', desil: 2 }),
    'limit 300 ms',
  );
  await ask('Points of 2,285 villages', () =>
    operator.call(povertyApi.listPoints, { level: 'village', desil: 2 }),
  );
  await ask('Gate: 17 kabupaten × 30 recipes', () => operator.call(potentialApi.gateMatrix, {}));

  const [scenario] = await operator.call(planningApi.listScenarios, {});
  if (scenario) {
    const { jobId } = await operator.call(planningApi.solvePlan, { id: scenario.id });
    const [job, ms] = await timed(() => operator.finish(jobId));
    const { planId } = job.result as { planId: string };
    const view = await operator.call(planningApi.getPlan, { id: planId });
    const own = view.summary.variants.find((v) => v.variant === 'plan');
    report({
      what: `Plan with both splits and the prices of three limits: ${count(view.summary.size.villages)} villages, ${count(view.summary.size.candidates)} candidates`,
      result: `${seconds(ms)}, at most ${own?.gapPercent.toFixed(2)}% below the bound`,
      beside: `the LP bound (${own?.bound.toFixed(1)} against ${own?.worth.toFixed(1)})`,
    });
  }
  report({
    what: 'Memory of that process',
    result: `peak ${megabytes(process.resourceUsage().maxRSS * 1024)}`,
    beside: '',
  });
});
