import { describe, expect, test } from 'vitest';
import { soundKey } from './name-spelling.ts';
import { normaliseName } from './person-name.ts';

const words = (text: string) => normaliseName(text).join(' ');

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

  test('that names the father is his words too', () => {
    expect(normaliseName('Ali bin Hasan')).toEqual(['ALI', 'HASAN']);
    expect(normaliseName('Ali bin')).toEqual(['ALI']);
  });

  test('is cut after eight words', () => {
    expect(normaliseName('A B C D E F G I J K')).toHaveLength(8);
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
