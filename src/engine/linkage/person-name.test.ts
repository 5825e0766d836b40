import { describe, expect, test } from 'vitest';
import { nameSimilarity } from './name-similarity.ts';
import { soundKey } from './name-spelling.ts';
import { normaliseName } from './person-name.ts';

const words = (text: string) => normaliseName(text).tokens.join(' ');
const alike = (a: string, b: string) => nameSimilarity(normaliseName(a), normaliseName(b));

describe('a name', () => {
  test.each([
    ['H. La Ode Muh. Arsyad, S.Pd., M.Si', 'LAODE MUHAMAD ARSIAD'],
    ['LD. MUHAMAD ARSJAD S. Pd', 'LAODE MUHAMAD ARSIAD'],
    ['L.O. Hasan', 'LAODE HASAN'],
    ['LA0DE HASAN', 'LAODE HASAN'],
    ['WD.NURHAYATI', 'WAODE NURHAIATI'],
    ['LM. Rusman', 'LAODE MUHAMAD RUSMAN'],
    ['Hj. St. Aminah', 'SITI AMINAH'],
    ['Sitti Aminah (almh)', 'SITI AMINAH'],
    ['Aminah, ST', 'AMINAH'],
    ['Aminah ST', 'AMINAH'],
    ['DARMAWATI S,PD', 'DARMAWATI'],
    ['Darmawati.S.Pd.M.Si', 'DARMAWATI'],
    ['La Se', 'LA SE'],
    ['Wa Ode Ma', 'WAODE MA'],
    ['Hasan M.A.', 'HASAN'],
    ['Hasan Ma', 'HASAN MA'],
    ['Haji', 'HAJI'],
    ['K.H. Abdullah', 'ABDULAH'],
    ['ABDURAHMAN', 'ABDUL RAHMAN'],
    ['Abd. Rahman', 'ABDUL RAHMAN'],
    ['Abdussalam', 'ABDUL SALAM'],
    ['Soeharto', 'SUHARTO'],
    ['Djoenaedi Tjokro', 'JUNAEDI COKRO'],
    ['Joesoef', 'IUSUF'],
    ['Jusuf', 'IUSUF'],
    ['Juita', 'JUITA'],
    ['CHADIDJAH', 'HADIJAH'],
    ['Khadijah', 'HADIJAH'],
    ['I Wyn. Sudiarta', 'I WAIAN SUDIARTA'],
    ["Nur'aini Ma'ruf", 'NURAINI MARUF'],
    ['Yuliana alias Mama Andi', 'IULIANA'],
    ['Müller-Ødegård', 'MULER ODEGARD'],
    ['', ''],
    ['123 - .', ''],
  ])('%s is compared as %s', (text, expected) => expect(words(text)).toBe(expected));

  test('keeps the father apart', () => {
    expect(normaliseName('Ali bin Hasan')).toMatchObject({ tokens: ['ALI', 'HASAN'], father: 1 });
    expect(normaliseName('Ali bin')).toMatchObject({ tokens: ['ALI'], father: 1 });
  });

  test('is cut after eight words', () => {
    expect(normaliseName('A B C D E F G I J K').tokens).toHaveLength(8);
  });
});

describe('two names', () => {
  test.each([
    ['La Ode Hasan', 'LD Hasan', 1, 1],
    ['Syamsuddin', 'Sjamsoedin', 1, 1],
    ['M. Ali', 'Muhammad Ali', 0.98, 1],
    ['J Smith', 'John Smith', 0.9, 0.95],
    ['Nur Aini', 'Nuraini', 0.98, 0.98],
    ['Hasan Ali', 'Ali Hasan', 0.95, 0.95],
    ['Ali', 'Ali Hasan', 0.85, 0.9],
    ['Ali Hasan', 'Ali bin Hasan', 0.98, 0.98],
    ['Ali', 'Ali bin Hasan', 0.97, 0.97],
    ['Ali bin Hasan', 'Hasan bin Ali', 0, 0.4],
    ['Hasan', 'Ali bin Hasan', 0, 0.4],
    ['La Hasan', 'Wa Hasan', 0.7, 0.75],
    ['La Ode Hasan', 'Wa Ode Hasan', 0.7, 0.75],
    ['La Ode Hasan', 'La Ode Budi', 0, 0.4],
    ['J Smith', 'Mary Smith', 0.6, 0.7],
    ['Budi', 'Agus', 0, 0.3],
    ['', 'Ali', 0, 0],
    ['', '', 0, 0],
  ])('%s and %s', (a, b, least, most) => {
    expect(alike(a, b)).toBeGreaterThanOrEqual(least - 1e-12);
    expect(alike(a, b)).toBeLessThanOrEqual(most + 1e-12);
  });
});

test('words that sound alike share a key', () => {
  for (const [a, b] of [
    ['SYAMSUDDIN', 'SAMSUDIN'],
    ['RAHMAT', 'RACHMAD'],
    ['OEMAR', 'UMAR'],
    ['AZIS', 'ASIS'],
    ['FATIMAH', 'PATIMA'],
    ['KHAERUDDIN', 'HAIRUDIN'],
  ] as const) {
    expect(soundKey(a)).toBe(soundKey(b));
  }
  expect(soundKey('BUDI')).not.toBe(soundKey('AGUS'));
  expect(soundKey('')).toBe('');
});
