import { expect } from 'vitest';

type Found = number | null | undefined | ArrayLike<number | null | undefined>;

/** Holds one figure, or each of several, to a reference within `relative` of its size. */
export function near(found: Found, reference: number | readonly number[], relative: number): void {
  const expected = typeof reference === 'number' ? [reference] : reference;
  const values = typeof found === 'object' && found !== null ? found : [found];
  expect(values.length, 'as many figures as references').toBe(expected.length);
  expected.forEach((e, i) => {
    const value = values[i];
    const off = typeof value === 'number' ? Math.abs(value - e) : Number.NaN;
    expect(off <= relative * Math.abs(e), `${value} beside ${e} (number ${i})`).toBe(true);
  });
}
