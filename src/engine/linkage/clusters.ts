/** Pairs within this many natural log units count in full; beyond, one pair must not settle a cluster. */
const STRONGEST = 8;
const WEAKEST = -4;

/**
 * Records of one person, from the log-odds of pairs (those above `threshold` in `pairs`). Two clusters
 * join, the surest pair first, only where the mean log-odds over all their pairs is above the threshold:
 * one bridge does not join what many pairs keep apart, and a known difference (another birth date in the
 * same family) counts against the whole cluster (correlation clustering, Bansal, Blum & Chawla 2004, by
 * average linkage). Gives each record the lowest record of its cluster.
 */
export function clusterRecords(
  records: number,
  pairs: readonly { readonly i: number; readonly j: number; readonly logOdds: number }[],
  threshold: number,
  logOddsOf: (i: number, j: number) => number,
): Int32Array {
  const cluster = Int32Array.from({ length: records }, (_, r) => r);
  const members = new Map<number, number[]>();
  const order = pairs
    .filter((p) => p.logOdds >= threshold)
    .sort((x, y) => y.logOdds - x.logOdds || x.i - y.i || x.j - y.j);
  const known = new Map<number, number>();
  const held = (value: number) => Math.max(WEAKEST, Math.min(STRONGEST, value - threshold));
  for (const { i, j, logOdds } of pairs)
    known.set(Math.min(i, j) * records + Math.max(i, j), logOdds);
  const between = (i: number, j: number): number => {
    const key = Math.min(i, j) * records + Math.max(i, j);
    let value = known.get(key);
    if (value === undefined) {
      value = logOddsOf(i, j);
      known.set(key, value);
    }
    return held(value);
  };
  for (const { i, j } of order) {
    const [a, b] = [cluster[i] as number, cluster[j] as number];
    if (a === b) continue;
    const [of, and] = [members.get(a) ?? [a], members.get(b) ?? [b]];
    let sum = 0;
    for (const x of of) for (const y of and) sum += between(x, y);
    if (sum < 0) continue;
    const [keep, gone] = a < b ? [a, b] : [b, a];
    const all = [...of, ...and];
    members.set(keep, all);
    members.delete(gone);
    for (const r of all) cluster[r] = keep;
  }
  return cluster;
}
