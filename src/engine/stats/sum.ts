/** Sum with the rounding carried along (Neumaier 1974): parts add up to their total to the last digit. */
export function exactSum(values: ArrayLike<number>): number {
  let sum = 0;
  let carry = 0;
  for (let i = 0; i < values.length; i++) {
    const v = values[i] as number;
    const next = sum + v;
    carry += Math.abs(sum) >= Math.abs(v) ? sum - next + v : v - next + sum;
    sum = next;
  }
  return Number.isFinite(carry) ? sum + carry : sum;
}
