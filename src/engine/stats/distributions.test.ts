import { expect, test } from 'vitest';
import {
  betaQuantile,
  chiSquareUpper,
  fUpper,
  studentQuantile,
  studentTwoSided,
} from './distributions.ts';
import { normalCdf, normalQuantile } from './normal.ts';

const near = (value: number, expected: number, relative = 1e-12) =>
  expect(Math.abs(value - expected)).toBeLessThanOrEqual(relative * Math.abs(expected));

// R 4.2.2: pnorm, qnorm, pt, qt, pchisq, pf, qbeta, 17 digits.
test('the distributions agree with R, far into the tails', () => {
  near(normalCdf(-8), 6.2209605742717849e-16);
  near(normalCdf(-1.3), 0.096800484585610344);
  near(normalCdf(3), 0.9986501019683699);
  near(normalQuantile(1e-12), -7.0344838253011321);
  near(normalQuantile(0.001), -3.0902323061678132);
  near(normalQuantile(0.3), -0.52440051270804067);
  near(normalQuantile(0.975), 1.9599639845400536);
  near(studentTwoSided(0.5, 3.5), 0.64685043932255104);
  near(studentTwoSided(-2.1, 17), 0.050959847229134013);
  near(studentTwoSided(12, 4), 0.00027642854850297303);
  near(studentQuantile(0.975, 7.3), 2.3450667365477025);
  near(studentQuantile(0.9, 2), 1.8856180831641269);
  near(studentQuantile(0.995, 40), 2.7044592674331622);
  near(studentQuantile(0.975, Infinity), 1.9599639845400536);
  near(chiSquareUpper(3.84, 1), 0.050043521248705224);
  near(chiSquareUpper(40, 5), 1.4933679000503954e-7);
  near(fUpper(3.2, 3, 17), 0.049858015044896592);
  near(fUpper(45, 5, 30), 4.732721653656912e-13);
  near(fUpper(0.4, 2, 9), 0.68166963985908935);
  near(betaQuantile(0.025, 3.2, 40.1), 0.017010674951019017);
  near(betaQuantile(0.975, 200, 31), 0.90655064776555505);
  near(betaQuantile(0.5, 0.7, 1.9), 0.20618244559129612);
});

test('the ends of the range are where they belong', () => {
  expect(normalQuantile(0)).toBe(-Infinity);
  expect(normalQuantile(1)).toBe(Infinity);
  expect(chiSquareUpper(0, 3)).toBe(1);
  expect(fUpper(0, 3, 3)).toBe(1);
});
