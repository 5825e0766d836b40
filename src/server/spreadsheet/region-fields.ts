import { reason } from '#domain/reason.ts';
import type { RegionCode } from '#domain/region.ts';
import { matchRegion, type RegionIndex, type RegionMatch } from '#domain/region-match.ts';
import type { GridRow, OpenedTable, Row, TableField } from './table-kind.ts';

/** The three columns by which any table may say where: both codes and the name, each checked. */
export const regionFields: readonly TableField[] = [
  {
    name: 'code',
    required: false,
    aliases: [
      'kemendagri_code',
      'kode_kemendagri',
      'kode_kemdagri',
      'kode_wilayah_kemendagri',
      'kode_wilayah',
      'kode_desa',
      'kode_kecamatan',
      'kode_kabupaten',
      'kode_kab',
      'kode',
      'code',
    ],
  },
  { name: 'bps', required: false, aliases: ['bps_code', 'kode_bps', 'kode_wilayah_bps', 'idbps'] },
  {
    name: 'name',
    required: false,
    aliases: [
      'region',
      'name',
      'nama_wilayah',
      'wilayah',
      'desa_kelurahan',
      'nama_desa',
      'desa',
      'kelurahan',
      'nama_kecamatan',
      'kecamatan',
      'kabupaten_kota',
      'nama_kabupaten',
      'kabupaten',
      'kab_kota',
      'daerah',
      'nama',
    ],
  },
];

export interface RegionReader {
  /** The region of a row; refuses or remarks on the row itself. */
  read(row: Row): RegionCode | undefined;
  nameOf(code: RegionCode): string;
}

/**
 * Reads the regions of one file. Names below kabupaten are spelled in many ways, so one that differs
 * is a remark; where a third of them differ, the codes are of another scheme and those rows are refused.
 */
export function regionReader(index: RegionIndex, table: OpenedTable): RegionReader {
  const scheme = table.mapping.scheme ?? undefined;
  const match = (textOf: (field: string) => string): RegionMatch =>
    matchRegion(index, { code: textOf('code'), bps: textOf('bps'), name: textOf('name') }, scheme);
  let named = 0;
  let differing = 0;
  for (const row of table.rows as readonly GridRow[]) {
    const found = match((field) => table.textOf(row, field));
    if (!found.ok) continue;
    if (found.code.length <= 5 || table.textOf(row, 'name') === '') continue;
    named++;
    if (found.nameDiffers) differing++;
  }
  const suspicious = named >= 5 && differing > named / 3;
  return {
    nameOf: (code) => index.names.get(code) ?? code,
    read(row) {
      const found = match((field) => row.text(field));
      if (!found.ok) {
        row.refuse(found.field, found.reason);
        return undefined;
      }
      if (found.nameDiffers && found.code.length > 5 && suspicious) {
        row.refuse(
          'name',
          reason('name-code-disagree', {
            name: row.text('name'),
            code: found.code,
            region: index.names.get(found.code) ?? '',
          }),
        );
        return undefined;
      }
      for (const warning of found.warnings) row.warn('name', warning);
      return found.code;
    },
  };
}
