import type { Level } from '#engine/linkage/levels.ts';
import type { EncodedField } from '#engine/linkage/link-fields.ts';

const FIELD_WORDS: Readonly<Record<string, string>> = {
  name: 'nama',
  birth_date: 'tanggal lahir',
  sex: 'jenis kelamin',
  nik: 'NIK',
  family_id: 'nomor KK',
  address: 'alamat',
  region: 'wilayah',
  phone: 'telepon',
  text: 'teks',
  exact: 'kolom',
};

const LEVEL_WORDS: Readonly<Record<string, string>> = {
  missing: 'kosong',
  different: 'berbeda',
  exact: 'sama',
  weak: 'hampir tidak mirip',
  part: 'sebagian sama',
  similar: 'mirip',
  contained: 'satu termuat dalam yang lain',
  'very-similar': 'sangat mirip',
  year: 'hanya tahunnya sama',
  default: 'tanggal bawaan (1 Januari)',
  slip: 'satu angka berbeda',
  swapped: 'hari dan bulan tertukar',
  'two-digits': 'dua angka berbeda',
  'date-part': 'bagian tanggalnya berbeda sedikit',
  serial: 'hanya nomor urutnya berbeda',
  'one-digit': 'satu angka berbeda',
  transposed: 'dua angka tertukar',
  cut: 'sama sampai angka yang rusak',
  'front-1': 'kabupaten sama',
  'front-2': 'kecamatan sama',
};

export const fieldWord = (role: string): string => {
  const [, stem = role, number] = /^(.*?)(?:_(\d+))?$/.exec(role) ?? [];
  return `${FIELD_WORDS[stem] ?? stem}${number === undefined ? '' : ` ${number}`}`;
};

/** "sama (1 dari 8.192)": how often a value in common is borne. */
export function levelWord({ name, type, bits }: Level): string {
  const word = LEVEL_WORDS[name] ?? name;
  if (type !== 'exact' || bits === undefined) return word;
  return `${word} (dimiliki kira-kira 1 dari ${Math.round(2 ** bits).toLocaleString('id')})`;
}

/** One sentence that says what each column adds to the score. */
export function explain(
  fields: readonly EncodedField[],
  levels: readonly number[],
  weights: readonly number[],
  adjustment: number,
): string {
  const parts = fields.map((field, f) => {
    const level = field.levels[levels[f] as number] as Level;
    const said = `${fieldWord(field.role)} ${levelWord(level)}`;
    return level.type === 'missing' ? said : `${said} ${signed(weights[f] as number)}`;
  });
  if (Math.abs(adjustment) >= 0.05) parts.push(`yang saling terkait ${signed(adjustment)}`);
  return parts.join('; ');
}

const signed = (weight: number): string =>
  `${weight < 0 ? '−' : '+'}${Math.abs(weight).toFixed(1).replace('.', ',')}`;
