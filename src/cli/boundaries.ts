import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { regionsApi } from '#api/regions.ts';
import { formatNumber } from '#messages/format.ts';
import { type Command, CommandError, EXIT } from './command.ts';
import { fileHere } from './here.ts';
import { asOperator } from './operator.ts';

export const boundaries: Command = {
  name: 'boundaries',
  summary: 'Memasukkan batas wilayah (GeoJSON) dan memakainya di peta',
  help: `
titik-temu boundaries <berkas.geojson> --source <sumber> --year <tahun> [--property <nama>] [--dry-run]
                      [--as <nama pengguna>]

Kode di berkas harus kode Kemendagri. Berkas desa paling baik: kecamatan dan kabupaten dibentuk
darinya tanpa celah. Laporan menyebut yang cocok, yang tidak, dan yang diperbaiki.

Contoh:
  titik-temu boundaries batas-desa.geojson --source "BIG, batas desa" --year 2024`,
  async run(args) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        source: { type: 'string' },
        year: { type: 'string' },
        property: { type: 'string' },
        'dry-run': { type: 'boolean', default: false },
        as: { type: 'string' },
      },
    });
    const [given] = positionals;
    if (given === undefined || !values.source || !values.year) {
      throw new CommandError(
        'Sebutkan berkas, --source, dan --year. Lihat titik-temu boundaries --help',
        EXIT.usage,
      );
    }
    const { source, year, property } = values;
    const path = fileHere(given);
    return asOperator(values.as, async (operator) => {
      const { id, jobId } = await operator.call(
        regionsApi.uploadBoundaries,
        {
          filename: basename(path),
          scheme: 'kemendagri',
          source,
          year,
          ...(property ? { codeProperty: property } : {}),
        },
        path,
      );
      await operator.finish(jobId);
      const imports = await operator.call(regionsApi.listBoundaryImports, {});
      const report = imports.find((i) => i.id === id)?.report;
      if (!report)
        throw new CommandError(
          'Berkas ditolak: bukan GeoJSON wilayah yang dapat dibaca.',
          EXIT.badInput,
        );
      process.stdout.write(
        `Cocok ${formatNumber(report.matched)} dari ${formatNumber(report.features)}; tidak dikenal ${report.unmatched.length}; tanpa poligon ${report.missing.length}\n`,
      );
      for (const m of report.missing.slice(0, 10))
        process.stderr.write(`  tanpa poligon: ${m.code} ${m.name}\n`);
      for (const u of report.unmatched.slice(0, 10))
        process.stderr.write(`  tidak dikenal: ${u.code} ${u.name}\n`);
      if (values['dry-run']) {
        process.stdout.write('Hanya diperiksa; peta belum berubah.\n');
        return EXIT.ok;
      }
      const applied = await operator.call(regionsApi.applyBoundaries, { id });
      await operator.finish(applied.jobId);
      process.stdout.write('Batas dipakai di peta.\n');
      return EXIT.ok;
    });
  },
};
