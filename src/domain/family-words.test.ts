import { describe, expect, test } from 'vitest';
import { deprivationBits, readHousing } from './housing.ts';
import { maskName } from './person-name.ts';
import {
  readDisability,
  readEducation,
  readOccupation,
  readRelation,
  readSex,
  readYesNo,
} from './person-words.ts';

describe('words of the registers', () => {
  test.each([
    ['floor', 'TANAH', 8],
    ['floor', 'KERAMIK/GRANIT/MARMER/UBIN/TEGEL/TERASO', 1],
    ['floor', 'KAYU/PAPAN', 5],
    ['floor', '8', 8],
    ['floor', '5. Kayu/papan', 5],
    ['wall', 'BAMBU', 6],
    ['roof', 'JERAMI/IJUK/DAUN-DAUNAN/RUMBIA', 7],
    ['light', 'NON-LISTRIK', 4],
    ['light', 'LISTRIK PRIBADI S/D 900 WATT', 1],
    ['fuel', 'ARANG/KAYU', 10],
    ['fuel', 'LISTRIK/GAS', 4],
    ['water', 'SUMUR TIDAK TERLINDUNG', 6],
    ['water', 'AIR PERMUKAAN (SUNGAI, DANAU, DLL)', 9],
    ['toilet', 'YA, DENGAN SEPTIC TANK', 1],
    ['toilet', 'TIDAK, JAMBAN UMUM/BERSAMA', 4],
    ['ownership', 'MENUMPANG', 3],
    ['floor', 'CAMPURAN', undefined],
  ] as const)('%s "%s" is code %s', (item, words, code) => {
    expect(readHousing(item, words)).toBe(code);
  });

  test('a deprivation is counted only where it is known', () => {
    expect(deprivationBits({ floor: 8, wall: 1, roof: 8, fuel: null })).toEqual({
      known: 0b11,
      deprived: 0b01,
    });
  });

  test('people are read in words, letters and code numbers', () => {
    expect(['LAKI-LAKI', 'L', '1', 'Pr', 'PEREMPUAN', '?'].map(readSex)).toEqual([
      'm',
      'm',
      'm',
      'f',
      'f',
      undefined,
    ]);
    expect(
      ['KEPALA KELUARGA', 'Isteri', '3', 'Anak Kandung', 'MENANTU', 'x'].map(readRelation),
    ).toEqual(['head', 'spouse', 'child', 'child', 'child-in-law', undefined]);
    expect(
      ['TAMAT SD/SEDERAJAT', 'SISWA SMP/SEDERAJAT', 'TIDAK TAMAT SD', 'S1'].map(readEducation),
    ).toEqual(['sd', 'sd', 'none', 'higher']);
    expect(
      ['NELAYAN', 'PETANI', 'PEKERJA LEPAS', 'TIDAK/BELUM BEKERJA', 'PEGAWAI SWASTA'].map(
        readOccupation,
      ),
    ).toEqual(['fisher', 'farmer', 'labourer', 'none', 'employee']);
    expect(['YA', 'Tidak', true, 0, 'entah'].map(readYesNo)).toEqual([
      true,
      false,
      true,
      false,
      undefined,
    ]);
    expect(['TIDAK', 'TUNA NETRA', '0', 'Tidak memiliki disabilitas'].map(readDisability)).toEqual([
      false,
      true,
      false,
      false,
    ]);
  });

  test('a name is masked to its initials', () => {
    expect(maskName('  Wa  Ode Hasan ')).toBe('W• O•• H••••');
  });
});
