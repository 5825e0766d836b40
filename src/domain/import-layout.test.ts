import { describe, expect, test } from 'vitest';
import { guessLayout, headSignature, type LayoutCell, missingFields } from './import-layout.ts';

const rows = (lines: LayoutCell[][], from = 1) =>
  lines.map((cells, i) => ({ number: from + i, cells }));
const guess = (lines: LayoutCell[][]) => guessLayout(rows(lines), { index: 0, name: 'Data' });

const P3KE_FAMILY =
  'No,id_keluarga_P3KE,provinsi,kabupaten_kota,kecamatan,desa_kelurahan,kode_kemdagri,desil_kesejahteraan,alamat,kepala_keluarga,nik,padan_dukcapil,jenis_kelamin,tanggal_lahir,pekerjaan,pendidikan,kepemilikan_rumah,memiliki_simpananuang_perhiasan_ternak_lainnya,jenis_atap,jenis_dinding,jenis_lantai,sumber_penerangan,bahan_bakar_memasak,sumber_air_minum,memiliki_fasilitas_buang_air_besar,penerima_bpnt,penerima_bpum,penerima_bst,penerima_pkh,penerima_sembako,resiko_stunting'.split(
    ',',
  );
const P3KE_PERSON =
  'No|ID Keluarga P3KE|Provinsi|Kabupaten/Kota|Kecamatan|Desa/Kelurahan|Kode Kemdagri|Desil Kesejahteraan|Alamat|ID Individu|Nama|NIK|Padan Dukcapil|Jenis Kelamin|Hubungan dengan Kepala Keluarga|Tanggal Lahir|Status Kawin|Pekerjaan|Pendidikan|Usia <7|Usia 7-12'.split(
    '|',
  );
const DTSEN_PERSON =
  'nomor_induk_kependudukan,nomor_kartu_keluarga,nama,jenis_kelamin,tanggal_lahir,status_kawin,status_hubungan_keluarga,kode_kelurahan_desa,kecamatan,desil_nasional,kepemilikan_usaha,status_dtsen'.split(
    ',',
  );

describe('the head of a list', () => {
  test('of P3KE families names every column we know', () => {
    const layout = guess([P3KE_FAMILY, []]);
    expect(layout).toMatchObject({ headRow: 1, kind: 'family', scheme: 'kemendagri' });
    expect(Object.keys(layout.columns)).toHaveLength(P3KE_FAMILY.length - 1);
    expect(missingFields(layout)).toEqual([]);
  });

  test('of P3KE people and of DTSEN is told apart from a list of families', () => {
    expect(guess([P3KE_PERSON])).toMatchObject({ kind: 'person' });
    const dtsen = guess([DTSEN_PERSON]);
    expect(dtsen).toMatchObject({ kind: 'person', scheme: null });
    expect(Object.keys(dtsen.columns)).toHaveLength(DTSEN_PERSON.length);
  });

  test('is found in row 13 from column B, under titles and empty lines', () => {
    const titles: LayoutCell[][] = [[null, 'PEMERINTAH KABUPATEN'], [], [null, 'Data P3KE']];
    const layout = guess([
      ...titles,
      ...Array.from({ length: 9 }, () => []),
      [null, ...P3KE_PERSON],
      [null, 1, 'A1'],
    ]);
    expect(layout).toMatchObject({ headRow: 13, headRows: 1 });
    expect(layout.columns).toMatchObject({ familyId: 2, name: 11, nik: 12 });
  });

  test('over two lines joins a merged one with what stands below it', () => {
    const layout = guess([
      ['Kecamatan', 'Kode Kemendagri', 'Desil', null, null, 'Jumlah'],
      [null, null, '1', '2', '3', null],
      ['Abuki', '74.02.03', 10, 20, 30, 60],
    ]);
    expect(layout).toMatchObject({ headRow: 1, headRows: 2, kind: 'recap' });
    expect(layout.desilColumns.slice(0, 3)).toEqual([2, 3, 4]);
    expect(layout.columns.kecName).toBe(0);
  });

  test('may lack a name where the values speak for themselves', () => {
    const layout = guess([
      ['Nama', 'Kolom X', 'Desil', 'Alamat'],
      ...Array.from({ length: 5 }, (_, i) => [`La Uji ${i}`, '74.12.01.2002', i + 1, 'Dusun']),
    ]);
    expect(layout.columns.villageCode).toBe(1);
  });

  test('is known again however it is spelled', () => {
    expect(headSignature(['Kode_Kemdagri ', 'NIK (16 digit)'])).toBe(
      headSignature(['KODE KEMDAGRI', 'nik']),
    );
  });

  test('that is missing leaves every needed column open', () => {
    const layout = guess([
      ['a', 'b'],
      ['c', 'd'],
    ]);
    expect(layout.headRow).toBe(0);
    expect(missingFields(layout)).toEqual(['villageCode', 'name', 'desil']);
  });
});
