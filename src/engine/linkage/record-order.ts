import type { LinkField } from './link-fields.ts';

/**
 * The records of each file in an order that rests on what they say, not on where they stand: what is
 * found must not depend on the order of the rows. Mixed well enough that the first ones are a sample.
 * `ids` settle the order of records that say the same.
 */
export function recordOrder(
  fields: readonly LinkField[],
  ids: readonly string[],
  split: number,
): Int32Array {
  const records = ids.length;
  const high = new Uint32Array(records).fill(0x811c9dc5);
  const low = new Uint32Array(records).fill(0x9747b28c);
  for (const { texts } of fields) {
    for (let r = 0; r < records; r++) {
      const text = texts[r] as string;
      let a = high[r] as number;
      let b = low[r] as number;
      for (let i = 0; i < text.length; i++) {
        const unit = text.charCodeAt(i);
        a = Math.imul(a ^ unit, 0x01000193);
        b = Math.imul(b ^ unit, 0x85ebca6b);
        b ^= b >>> 13;
      }
      // A mark between the cells: AB, C is not A, BC.
      high[r] = Math.imul(a ^ 0x1f, 0x01000193);
      low[r] = Math.imul(b ^ 0x1f, 0xc2b2ae35);
    }
  }
  const order = Array.from({ length: records }, (_, r) => r);
  const mixed = high.map((value) => {
    let z = Math.imul(value ^ (value >>> 16), 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return z ^ (z >>> 15);
  });
  const compare = (p: number, q: number): number => {
    const byHash =
      (mixed[p] as number) - (mixed[q] as number) || (low[p] as number) - (low[q] as number);
    if (byHash !== 0) return byHash;
    const [a, b] = [ids[p] as string, ids[q] as string];
    return a < b ? -1 : a > b ? 1 : p - q;
  };
  return Int32Array.from([
    ...order.slice(0, split).sort(compare),
    ...order.slice(split).sort(compare),
  ]);
}
