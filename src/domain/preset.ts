import * as z from 'zod';
import { type Reason, reason } from './reason.ts';

/**
 * What a plan is worth: a policy choice of the office, on the screen and editable, never hidden in
 * code. One participant of the poorest tenth with a working kit in an open market is worth 1.
 */
export const Weights = z.object({
  /** Worth of one participant by desil, poorest first; desils beyond the list are worth nothing. */
  desil: z.array(z.number().min(0).max(1)).length(10),
  /** Share of that worth left where the training comes without a kit. */
  withoutKit: z.number().min(0).max(1),
  /** Added worth of participants in a kecamatan until it has its part by its families in need. */
  need: z.number().min(0).max(3),
  /** Share of a full batch's worth lost by every batch beyond what one market takes up. */
  crowding: z.number().min(0).max(1),
  /** Added worth of participants in a kabupaten that has not had its fair part yet. */
  spread: z.number().min(0).max(3),
});
export type Weights = z.infer<typeof Weights>;

export const presets = ['poorest', 'most', 'even'] as const;
export const Preset = z.enum(presets);
export type Preset = z.infer<typeof Preset>;

const ten = (...first: number[]): number[] => [
  ...first,
  ...Array.from({ length: 10 - first.length }, () => 0),
];

/** Starting points; see docs/methods/allocation.md for why training alone weighs so little. */
export const presetWeights: Readonly<Record<Preset, Weights>> = {
  poorest: { desil: ten(1, 0.5, 0.25, 0.1), withoutKit: 0.2, need: 0.5, crowding: 0.5, spread: 0 },
  most: { desil: ten(1, 1, 1, 1), withoutKit: 0.6, need: 0, crowding: 0.3, spread: 0 },
  even: { desil: ten(1, 0.7, 0.4, 0.2), withoutKit: 0.2, need: 0.3, crowding: 0.5, spread: 1 },
};

/** The preset these weights are, or undefined once somebody changed one. */
export const presetOf = (weights: Weights): Preset | undefined =>
  presets.find((name) => JSON.stringify(presetWeights[name]) === JSON.stringify(weights));

const MAX_DESIL = 10;

/** The sentence that says what is maximised, as clauses in order; nothing that counts is left out. */
export function explainObjective(weights: Weights, desils: number): Reason[] {
  const counted = weights.desil.slice(0, Math.min(desils, MAX_DESIL));
  const flat = counted.every((w) => w === counted[0]);
  const clauses: Reason[] = flat
    ? [reason('objective-flat', { desils: counted.length, worth: counted[0] ?? 0 })]
    : [
        reason('objective-start', {}),
        ...counted.map((worth, i) => reason('objective-desil', { desil: i + 1, worth })),
      ];
  clauses.push(reason('objective-without-kit', { percent: percent(weights.withoutKit) }));
  if (weights.need > 0) clauses.push(reason('objective-need', { worth: weights.need }));
  if (weights.crowding > 0)
    clauses.push(reason('objective-crowding', { percent: percent(weights.crowding) }));
  if (weights.spread > 0) clauses.push(reason('objective-spread', { worth: weights.spread }));
  return clauses;
}

const percent = (share: number): number => Math.round(share * 1000) / 10;
