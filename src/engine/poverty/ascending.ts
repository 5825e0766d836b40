/**
 * The order that sorts `values` upwards; equal values keep their order. Radix sort by 16 bits: O(n),
 * and no comparison function is called a million times. No NaN.
 */
export function ascendingOrder(values: Float64Array): Uint32Array {
  const n = values.length;
  let order = new Uint32Array(n).map((_, i) => i);
  if (n < 4096) return order.sort((a, b) => (values[a] as number) - (values[b] as number) || a - b);
  // As whole numbers, doubles sort by value once negative ones are turned round.
  const bits = new Uint32Array(values.map((v) => v + 0).buffer);
  for (let i = 0; i < n; i++) {
    const high = bits[2 * i + 1] as number;
    if (high >>> 31 === 1) {
      bits[2 * i] = ~(bits[2 * i] as number);
      bits[2 * i + 1] = ~high;
    } else bits[2 * i + 1] = high | 0x80000000;
  }
  let other = new Uint32Array(n);
  for (let pass = 0; pass < 4; pass++) {
    const word = pass >> 1;
    const shift = (pass & 1) * 16;
    const start = new Uint32Array(65537);
    for (let i = 0; i < n; i++) {
      const at = (((bits[2 * i + word] as number) >>> shift) & 0xffff) + 1;
      start[at] = (start[at] as number) + 1;
    }
    if (start.some((count) => count === n)) continue;
    for (let b = 1; b <= 65536; b++) start[b] = (start[b] as number) + (start[b - 1] as number);
    for (let i = 0; i < n; i++) {
      const row = order[i] as number;
      const bucket = ((bits[2 * row + word] as number) >>> shift) & 0xffff;
      other[start[bucket] as number] = row;
      start[bucket] = (start[bucket] as number) + 1;
    }
    [order, other] = [other, order];
  }
  return order;
}
