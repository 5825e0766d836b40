import { type Cell, writeXlsx } from 'hucre/xlsx';
import type { MessageKey } from '#messages/translate.ts';
import { translate } from '#messages/translate.ts';

const HEAD = {
  font: { bold: true },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'E2EFEC' } },
} as const;

/** Heads the importer knows without being told, in the order people fill them in. */
const PERSON = [
  'Kode Desa/Kelurahan',
  'Kabupaten/Kota',
  'Kecamatan',
  'Desa/Kelurahan',
  'Nomor KK',
  'Desil',
  'Alamat',
  'Nama',
  'NIK',
  'Jenis Kelamin',
  'Hubungan dengan Kepala Keluarga',
  'Tanggal Lahir',
  'Pekerjaan',
  'Pendidikan',
  'Penyandang Disabilitas',
  'Memiliki Usaha',
  'Jenis Lantai',
  'Jenis Dinding',
  'Jenis Atap',
  'Sumber Penerangan',
  'Bahan Bakar Memasak',
  'Sumber Air Minum',
  'Fasilitas Buang Air Besar',
] as const;
const RECAP = [
  'Kode Wilayah',
  'Kabupaten/Kota',
  'Kecamatan',
  'Desa/Kelurahan',
  ...Array.from({ length: 10 }, (_, i) => `Desil ${i + 1}`),
  'Tanpa Desil',
  'Jumlah Jiwa',
] as const;
/** Kept as text in Excel: codes and numbers of sixteen digits lose digits otherwise. */
const AS_TEXT = new Set<string>([
  'Kode Desa/Kelurahan',
  'Kode Wilayah',
  'Nomor KK',
  'NIK',
  'Tanggal Lahir',
]);

/** An empty sheet with the heads the importer knows, and a sheet Petunjuk that says how to fill it. */
export async function buildTemplate(kind: 'person' | 'recap'): Promise<Uint8Array> {
  const heads: readonly string[] = kind === 'recap' ? RECAP : PERSON;
  const cells = new Map<string, Partial<Cell>>(
    heads.map((_, i) => [`0,${i}`, { style: HEAD }] as [string, Partial<Cell>]),
  );
  const lines: MessageKey[] =
    kind === 'recap'
      ? [
          'template.recap.1',
          'template.recap.2',
          'template.recap.3',
          'template.code',
          'template.back',
        ]
      : [
          'template.person.1',
          'template.person.2',
          'template.person.3',
          'template.person.4',
          'template.person.5',
          'template.code',
          'template.back',
        ];
  return writeXlsx({
    sheets: [
      {
        name: 'Isian',
        rows: [[...heads]],
        columns: heads.map((h) => ({
          width: Math.max(12, h.length + 2),
          ...(AS_TEXT.has(h) ? { numFmt: '@' } : {}),
        })),
        freezePane: { rows: 1 },
        cells,
      },
      {
        name: 'Petunjuk',
        rows: [
          [translate('id', 'template.title')],
          [],
          ...lines.map((key, i) => [`${i + 1}.`, translate('id', key)]),
        ],
        columns: [{ width: 6 }, { width: 110 }],
        cells: new Map([['0,0', { style: { font: { bold: true, size: 14 } } }]]),
      },
    ],
  });
}
