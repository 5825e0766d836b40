import { parseArgs } from 'node:util';
import { povertyApi } from '#api/poverty.ts';
import { RegionCode } from '#domain/region.ts';
import { formatNumber, formatPercent } from '#messages/format.ts';
import { type Command, CommandError, choice, EXIT } from './command.ts';
import { asOperator } from './operator.ts';

const LEVELS = ['kab', 'kec', 'village'] as const;
const DESILS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10'] as const;

export const points: Command = {
  name: 'points',
  summary: 'Keluarga sasaran per wilayah: jumlah, angka, dan seberapa pasti',
  help: `
titik-temu points [--level kab|kec|village] [--within <kode>] [--desil 1..10] [--json | --csv]
                  [--as <nama pengguna>]

Jumlah keluarga dari daftar atau rekap yang berlaku; angka (persen) hanya bila jumlah seluruh
keluarga wilayah itu sudah diimpor.

Contoh:
  titik-temu points
  titik-temu points --level kec --within 74.12 --desil 1 --csv > konkep.csv`,
  async run(args) {
    const { values } = parseArgs({
      args: [...args],
      options: {
        level: { type: 'string', default: 'kab' },
        within: { type: 'string' },
        desil: { type: 'string' },
        json: { type: 'boolean', default: false },
        csv: { type: 'boolean', default: false },
        as: { type: 'string' },
      },
    });
    const level = choice('--level', values.level, LEVELS) ?? 'kab';
    const desil = choice('--desil', values.desil, DESILS);
    if (values.within !== undefined && !RegionCode.safeParse(values.within).success) {
      throw new CommandError('--within: kode wilayah dengan titik, mis. 74.12', EXIT.usage);
    }
    const result = await asOperator(values.as, (operator) =>
      operator.call(povertyApi.listPoints, {
        level,
        ...(values.within === undefined ? {} : { within: values.within }),
        ...(desil === undefined ? {} : { desil: Number(desil) }),
      }),
    );
    if (values.json) {
      process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
      return EXIT.ok;
    }
    if (values.csv) {
      process.stdout.write(
        'kode,wilayah,keluarga_sasaran,keluarga_terdaftar,persen,persen_dihaluskan,contoh\n',
      );
      for (const p of result.points) {
        const cells = [
          p.code,
          quote(p.name),
          p.families,
          p.need?.families,
          p.rate,
          p.smoothed?.rate,
          p.need?.synthetic ? 'ya' : 'tidak',
        ];
        process.stdout.write(`${cells.map((c) => c ?? '').join(',')}\n`);
      }
      return EXIT.ok;
    }
    for (const p of result.points) {
      const rate = p.rate === null ? '' : ` (${formatPercent(p.rate)})`;
      process.stdout.write(
        `${p.code.padEnd(14)} ${p.name.padEnd(24)} ${p.families === null ? 'belum ada daftar' : `${formatNumber(p.families)} keluarga`}${rate}\n`,
      );
    }
    if (result.synthetic) process.stderr.write('DATA CONTOH: keluarga di atas buatan.\n');
    return EXIT.ok;
  },
};

const quote = (text: string): string => `"${text.replaceAll('"', '""')}"`;
