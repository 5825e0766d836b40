import type { Level } from './levels.ts';
import type { Owner } from './link-fields.ts';

/** What the model knows of a field before any pair is counted. */
export interface MixtureField {
  readonly owner: Owner;
  /** words, date, category, code; nik for a code that holds region, birth date and serial number. */
  readonly kind: string;
  readonly levels: readonly Level[];
  /** For each level: pairs of all that share a value of that exact level; 0 for other levels. */
  readonly exactPairs: Float64Array;
}

export interface PatternCounts {
  /** Levels of pattern p: levels[p · fields] … */
  readonly levels: Uint8Array;
  /** Pairs found, and estimated pairs not found, with each pattern. */
  readonly found: Float64Array;
  readonly unfound: Float64Array;
}

export interface FieldEstimates {
  /** P(level | same person), of pairs where both values are known. */
  readonly m: Float64Array;
  /** P(level | other person of the household). */
  readonly h: Float64Array;
  /** P(level | other person of the household born on the same day). */
  readonly t: Float64Array;
  /** P(level | two of different households born on the same day). */
  readonly b: Float64Array;
  /** P(level | any other two). */
  readonly u: Float64Array;
}
