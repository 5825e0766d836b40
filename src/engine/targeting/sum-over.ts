/** Σ term(row) over `rows` with the rounding carried along, as `exactSum`, without an array of the terms. */
export function sumOver(rows: Uint32Array, term: (row: number) => number): number {
  let sum = 0;
  let carry = 0;
  for (let i = 0; i < rows.length; i++) {
    const v = term(rows[i] as number);
    const next = sum + v;
    carry += Math.abs(sum) >= Math.abs(v) ? sum - next + v : v - next + sum;
    sum = next;
  }
  return sum + carry;
}
