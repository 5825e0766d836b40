import { expect, test } from 'vitest';
import { wordsComparison } from './compare-words.ts';
import { encodeWords } from './encode-words.ts';

/** Level of two names in a file where the other words are common enough to tell something. */
function levelOf(a: string, b: string): string {
  const others = [
    'BUDI',
    'RAHMAT',
    'SITI',
    'DARWIS',
    'LA ALI',
    'WA INA',
    'LA ODE JUFRI',
    'WA ODE MINA',
  ];
  const field = encodeWords({
    role: 'name',
    owner: 'person',
    kind: 'name',
    texts: [a, b, ...others],
  });
  const level = wordsComparison(field)(field.values[0] as number, field.values[1] as number);
  return field.levels[level]?.name ?? '';
}

test.each([
  ['La Ode Hasan', 'LD. HASAN', 'exact'],
  ['Syamsuddin', 'Sjamsoedin', 'exact'],
  ['Hasan Ali', 'Ali Hasan', 'exact'],
  ['Nur Aini', 'Nuraini', 'very-similar'],
  ['Muhammad Hasan', 'Muhamad Hassan', 'exact'],
  ['Hasan Basri', 'Hasam Basri', 'very-similar'],
  ['Ali', 'Ali Hasan', 'contained'],
  ['Budi', 'Agus', 'different'],
  ['', 'Ali', 'missing'],
])('%s and %s are %s', (a, b, expected) => expect(levelOf(a, b)).toBe(expected));

test('a man and a woman are not near each other for their article, with ODE or without', () => {
  const alike = ['contained', 'very-similar', 'exact'];
  expect(alike).not.toContain(levelOf('La Hasan', 'Wa Hasan'));
  expect(alike).not.toContain(levelOf('La Ode Hasan', 'Wa Ode Hasan'));
  expect(levelOf('La Ode Hasan', 'La Ode Hasam')).toBe('very-similar');
});

test('two names that are both common are two names, and a name beside its slip is one', () => {
  const texts = [
    ...Array.from({ length: 10 }, () => ['DARWIS HASANUDDIN', 'DARWAN HASANUDDIN']).flat(),
    'DARWSI HASANUDDIN',
  ];
  const field = encodeWords({ role: 'name', owner: 'person', kind: 'name', texts });
  const level = (a: number, b: number) =>
    field.levels[wordsComparison(field)(field.values[a] as number, field.values[b] as number)]
      ?.name;
  expect(level(0, 1)).not.toBe('very-similar');
  expect(level(0, 20)).toBe('very-similar');
});
