import { expect, test } from 'vitest';
import { addressSimilarity, normaliseAddress } from './address.ts';

test.each([
  ['Jln. Poros Kendari No.012 RT 003/RW 002', 'JALAN POROS KENDARI NO 12 RT3 RW2'],
  ['RT/RW 001/002 Kel. Anduonohu', 'RT1 RW2 KELURAHAN ANDUONOHU'],
  ['RT.1/2', 'RT1 RW2'],
  ['RT01RW02', 'RT1 RW2'],
  ['Dsn II Ds. Lamooso', 'DUSUN 2 DESA LAMOSO'],
  ['12A Smith Street', '12A SMIT ST'],
  ['', ''],
])('%s is compared as %s', (text, expected) =>
  expect(normaliseAddress(text).tokens.join(' ')).toBe(expected),
);

test.each([
  ['Jl. Poros Kendari No. 12 RT 003/RW 002', 'JALAN POROS KENDARI 12', 0.85, 0.99],
  ['Dusun II Desa Lamooso', 'DSN 2 LAMOSO', 0.9, 1],
  ['Lrg. Merpati', 'Lorong Kutilang', 0, 0.4],
  ['Jl. Merpati 12', 'Jl. Merpati 21', 0.4, 0.7],
  ['', 'Jl. Merpati', 0, 0],
])('%s and %s', (a, b, least, most) => {
  const value = addressSimilarity(normaliseAddress(a), normaliseAddress(b));
  expect(value).toBeGreaterThanOrEqual(least);
  expect(value).toBeLessThanOrEqual(most);
});
