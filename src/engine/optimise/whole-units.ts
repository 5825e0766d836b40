/**
 * A unit in which decimal figures become whole numbers, as large as possible: 0.25 and 1.5 are 1 and 6
 * quarters. Sums of them are then exact, and 0.1 + 0.2 is not above 0.3.
 */
export interface WholeUnits {
  readonly isWhole: boolean;
  /** Infinity stays; a figure between two units stays between them. */
  toModel(value: number): number;
  toGiven(value: number): number;
}

const asGiven: WholeUnits = { isWhole: false, toModel: (v) => v, toGiven: (v) => v };

const MOST_DECIMALS = 9;

/** `which` names the positions to look at; all where undefined. */
export function wholeUnits(which: Int32Array | undefined, values: Float64Array): WholeUnits {
  const count = which?.length ?? values.length;
  const at = (i: number) => values[which === undefined ? i : (which[i] as number)] as number;
  let decimals = 0;
  let factor = 1;
  for (let i = 0; i < count; i++) {
    while (Math.round(at(i) * factor) / factor !== at(i)) {
      decimals++;
      factor = 10 ** decimals;
      if (decimals > MOST_DECIMALS) return asGiven;
    }
  }
  let divisor = 0;
  let largest = 0;
  for (let i = 0; i < count && divisor !== 1; i++)
    divisor = commonDivisor(divisor, Math.abs(Math.round(at(i) * factor)));
  for (let i = 0; i < count; i++) largest = Math.max(largest, Math.abs(at(i)) * factor);
  if (largest > Number.MAX_SAFE_INTEGER) return asGiven;
  const by = divisor === 0 ? 1 : divisor;
  return {
    isWhole: true,
    toModel(value) {
      const shifted = Math.round(value * factor);
      return (shifted / factor === value ? shifted : value * factor) / by;
    },
    toGiven: (value) => (value * by) / factor,
  };
}

function commonDivisor(a: number, b: number): number {
  while (b > 0) [a, b] = [b, a % b];
  return a;
}
