import { expect, test } from 'vitest';
import { normalQuantile } from './normal.ts';

// scipy.stats.norm.ppf
test('the normal quantile agrees with published software', () => {
  for (const [p, expected] of [
    [0.001, -3.090232306167813],
    [0.02, -2.053748910631823],
    [0.1, -1.2815515655446004],
    [0.5, 0],
    [0.975, 1.959963984540054],
    [0.9985, 2.9677379253417944],
  ] as const) {
    expect(normalQuantile(p)).toBeCloseTo(expected, 8);
  }
});
