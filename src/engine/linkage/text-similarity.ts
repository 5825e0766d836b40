/**
 * Likeness of two strings. Both work on UTF-16 units, allocate nothing per call and are meant for
 * millions of calls on short words.
 */

let matchedA = new Uint8Array(64);
let matchedB = new Uint8Array(64);

/**
 * Jaro (1989): characters agree when equal and no further apart than half the longer string less one;
 * (m/|a| + m/|b| + (m − t)/m) / 3 with m agreeing characters and t half the number of those out of
 * order. 1 for two empty strings, 0 where one is empty.
 */
export function jaro(a: string, b: string): number {
  if (a === b) return 1;
  const la = a.length;
  const lb = b.length;
  if (la === 0 || lb === 0) return 0;
  if (la > matchedA.length || lb > matchedB.length) {
    matchedA = new Uint8Array(2 * Math.max(la, lb));
    matchedB = new Uint8Array(2 * Math.max(la, lb));
  } else {
    matchedA.fill(0, 0, la);
    matchedB.fill(0, 0, lb);
  }
  const reach = Math.max(0, (Math.max(la, lb) >> 1) - 1);
  let m = 0;
  for (let i = 0; i < la; i++) {
    const unit = a.charCodeAt(i);
    const end = Math.min(lb - 1, i + reach);
    for (let j = Math.max(0, i - reach); j <= end; j++) {
      if (matchedB[j] === 0 && b.charCodeAt(j) === unit) {
        matchedA[i] = 1;
        matchedB[j] = 1;
        m++;
        break;
      }
    }
  }
  if (m === 0) return 0;
  let outOfOrder = 0;
  let j = 0;
  for (let i = 0; i < la; i++) {
    if (matchedA[i] === 0) continue;
    while (matchedB[j] === 0) j++;
    if (a.charCodeAt(i) !== b.charCodeAt(j)) outOfOrder++;
    j++;
  }
  return (m / la + m / lb + (m - outOfOrder / 2) / m) / 3;
}

/**
 * Jaro–Winkler (Winkler 1990): what Jaro leaves to 1 is cut by a tenth for each of up to four equal
 * leading characters. Without Winkler's later adjustments for long strings and similar characters,
 * and without a lower bound for the prefix.
 */
export function jaroWinkler(a: string, b: string): number {
  const plain = jaro(a, b);
  let prefix = 0;
  const end = Math.min(4, a.length, b.length);
  while (prefix < end && a.charCodeAt(prefix) === b.charCodeAt(prefix)) prefix++;
  return plain + prefix * 0.1 * (1 - plain);
}

let rows: [Int32Array, Int32Array, Int32Array] = [
  new Int32Array(65),
  new Int32Array(65),
  new Int32Array(65),
];

/**
 * Damerau–Levenshtein in its restricted form (optimal string alignment): the fewest insertions,
 * deletions, substitutions and swaps of neighbours, no part edited twice. Stops at `limit` and answers
 * limit + 1 where the distance is larger.
 */
export function damerauLevenshtein(a: string, b: string, limit = Number.MAX_SAFE_INTEGER): number {
  if (a === b) return 0;
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  const n = short.length;
  const m = long.length;
  if (m - n > limit) return limit + 1;
  if (n === 0) return m;
  if (n >= rows[0].length) {
    rows = [new Int32Array(2 * n), new Int32Array(2 * n), new Int32Array(2 * n)];
  }
  let [before, last, row] = rows;
  for (let j = 0; j <= n; j++) last[j] = j;
  for (let i = 1; i <= m; i++) {
    const unit = long.charCodeAt(i - 1);
    row[0] = i;
    let least = i;
    for (let j = 1; j <= n; j++) {
      const other = short.charCodeAt(j - 1);
      let cost = (last[j - 1] as number) + (unit === other ? 0 : 1);
      cost = Math.min(cost, (last[j] as number) + 1, (row[j - 1] as number) + 1);
      if (i > 1 && j > 1 && unit === short.charCodeAt(j - 2) && other === long.charCodeAt(i - 2)) {
        cost = Math.min(cost, (before[j - 2] as number) + 1);
      }
      row[j] = cost;
      if (cost < least) least = cost;
    }
    // A swap reaches two rows back, so one row beyond the limit does not settle it: the next may not.
    if (least > limit + 1) return limit + 1;
    [before, last, row] = [last, row, before];
  }
  return Math.min(last[n] as number, limit + 1);
}
