/**
 * Whether a printed figure is the recomputed one, rounded at the decimals it is printed with. Both ways
 * of rounding a half are accepted.
 */
export function agreesAsPrinted(printed: number, decimals: number, recomputed: number): boolean {
  const half = 0.5 * 10 ** -decimals;
  return Math.abs(printed - recomputed) <= half * (1 + 1e-9) + Math.abs(printed) * 1e-15;
}

/** Decimals of a figure as it was written: "1.60" has two. Exponents count: "1.5e-3" has four. */
export function decimalsOf(text: string): number {
  const found = /^[+-]?\d*(?:[.,](\d*))?(?:e([+-]?\d+))?$/i.exec(text.trim());
  if (found === null) return 0;
  return Math.max(0, (found[1]?.length ?? 0) - Number(found[2] ?? 0));
}
