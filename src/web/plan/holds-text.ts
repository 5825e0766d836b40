import type { PlanInputs } from '#domain/limit.ts';
import { presetOf } from '#domain/preset.ts';
import type { Say } from '#ui/language.tsx';
import type { FoldName } from './limit-place.ts';

/** What a closed fold holds, in a few words. */
export function holdsText(say: Say, inputs: PlanInputs, fold: FoldName): string {
  const or = (value: number | null) => (value === null ? say.t('plan.noLimit') : say.number(value));
  switch (fold) {
    case 'weights': {
      const preset = presetOf(inputs.weights);
      return preset === undefined
        ? say.t('plan.holds.ownWeights')
        : say.t('plan.holds.weights', { preset: say.word(`plan-paper.preset.${preset}`) });
    }
    case 'batch':
      return say.t('plan.holds.batch', {
        size: inputs.batchSize,
        fill: inputs.minimumFill,
        kec: or(inputs.maxPerKec),
      });
    case 'kab':
      return say.t('plan.holds.kab', {
        min: inputs.minPerKab,
        max: or(inputs.maxPerKab),
        n: inputs.kabLimits.length,
      });
    case 'trainers':
      return inputs.trainers.perMonth === null && inputs.trainers.groups.length === 0
        ? say.t('plan.noLimit')
        : say.t('plan.holds.trainers', {
            n: or(inputs.trainers.perMonth),
            months: inputs.trainers.months,
          });
    case 'shares': {
      const set = (['women', 'disability', 'islands'] as const).flatMap((what) => {
        const percent = inputs.shares[what];
        return percent === null
          ? []
          : [say.t(`plan.holds.${what}`, { percent: say.number(percent, 1) })];
      });
      return set.length === 0 ? say.t('plan.holds.none') : set.join(' · ');
    }
    case 'locks':
      return inputs.locks.length + inputs.bans.length === 0
        ? say.t('plan.holds.none')
        : say.t('plan.holds.locks', { locks: inputs.locks.length, bans: inputs.bans.length });
    case 'coding': {
      const filled = [inputs.coding.training, inputs.coding.kit]
        .flatMap((c) => Object.values(c))
        .filter((v) => v !== null).length;
      return say.t('plan.holds.coding', { n: filled, of: 8 });
    }
    case 'gap':
      return say.t('plan.holds.gap', { percent: say.number(inputs.gapPercent, 2) });
  }
}
