import { parseArgs } from 'node:util';
import { findSetting } from '#server/access/queries.ts';
import { type Command, CommandError, EXIT } from './command.ts';
import { familyCount, loadExample } from './example.ts';
import { announcer, withDatabase } from './session.ts';

export const demo: Command = {
  name: 'demo',
  summary: 'Mengisi folder data yang kosong dengan data contoh',
  help: `
titik-temu demo [--families N] [--seed N]

Membuat daftar keluarga contoh (bawaan 120.000, paling banyak 700.000) sebagai berkas P3KE, lalu
memasukkannya lewat pintu impor yang biasa. Benih yang sama memberi berkas yang sama.

Contoh:
  TITIK_TEMU_DATA=/tmp/contoh titik-temu demo --families 700000`,
  async run(args) {
    const { values } = parseArgs({
      args: [...args],
      options: { families: { type: 'string' }, seed: { type: 'string', default: '74' } },
    });
    const families = familyCount(values.families);
    return withDatabase(async (prepared) => {
      if ((await findSetting(prepared.database.pool, 'demo')) !== undefined) {
        throw new CommandError(
          'Folder data ini sudah berisi. Data contoh perlu folder kosong: TITIK_TEMU_DATA=<folder> titik-temu demo',
          EXIT.usage,
        );
      }
      await loadExample(prepared, { families, seed: Number(values.seed) }, announcer());
      process.stdout.write(
        `Siap. Jalankan: TITIK_TEMU_DATA=${prepared.config.dataDir} titik-temu start\n`,
      );
      return EXIT.ok;
    });
  },
};
