import { expect, test } from 'vitest';
import { normaliseAddress } from './address.ts';

test.each([
  ['Jln. Poros Kendari No.012 RT 003/RW 002', 'JALAN POROS KENDARI NO 12 RT3 RW2'],
  ['RT/RW 001/002 Kel. Anduonohu', 'RT1 RW2 KELURAHAN ANDUONOHU'],
  ['RT.1/2', 'RT1 RW2'],
  ['RT01RW02', 'RT1 RW2'],
  ['Dsn II Ds. Lamooso', 'DUSUN 2 DESA LAMOSO'],
  ['12A Smith Street', '12A SMIT ST'],
  ['', ''],
])('%s is compared as %s', (text, expected) =>
  expect(normaliseAddress(text).join(' ')).toBe(expected),
);
