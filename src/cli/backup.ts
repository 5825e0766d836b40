import { copyFileSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { formatNumber } from '#messages/format.ts';
import { BackupError, backup, restore } from '#server/backup.ts';
import { type Command, CommandError, EXIT } from './command.ts';
import { fileHere, fromHere } from './here.ts';
import { configuration, withDatabase } from './session.ts';

export const backupCommand: Command = {
  name: 'backup',
  summary: 'Menyimpan seluruh basis data ke satu berkas tersandi',
  help: `
titik-temu backup <berkas> [--keys <berkas>]

Berkas cadangan tersandi dengan kunci di <folder data>/keys/seal.json. Kunci TIDAK ada di dalam
cadangan: simpan di tempat lain. Tanpa kunci, cadangan tidak dapat dibuka siapa pun.

  --keys <berkas>   sekaligus menyalin berkas kunci ke tempat lain (mis. flashdisk kepala kantor)

Contoh:
  titik-temu backup /media/cadangan/titik-temu-2026-11-24.ttb
  titik-temu backup cadangan.ttb --keys /media/usb/kunci-titik-temu.json`,
  async run(args) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { keys: { type: 'string' } },
    });
    const [target] = positionals;
    if (target === undefined)
      throw new CommandError(
        'Sebutkan berkas tujuannya. Contoh: titik-temu backup cadangan.ttb',
        EXIT.usage,
      );
    return withDatabase(async ({ database, config }) => {
      const done = await backup(
        database.owner,
        config.dataDir,
        fromHere(target),
        { now: new Date().toISOString(), version: config.version },
        (table, rows) => process.stderr.write(`  ${table}: ${formatNumber(rows)} baris\n`),
      );
      if (values.keys !== undefined)
        copyFileSync(join(config.dataDir, 'keys', 'seal.json'), fromHere(values.keys));
      process.stdout.write(
        `${formatNumber(done.tables)} tabel, ${formatNumber(done.rows)} baris, ${formatNumber(done.bytes / 1048576, 'id', 1)} MB → ${fromHere(target)}\n`,
      );
      if (values.keys === undefined)
        process.stderr.write('Ingat: simpan juga kuncinya, terpisah dari cadangan (--keys).\n');
      return EXIT.ok;
    });
  },
};

export const restoreCommand: Command = {
  name: 'restore',
  summary: 'Memulihkan cadangan ke folder data yang kosong',
  help: `
TITIK_TEMU_DATA=<folder kosong> titik-temu restore <berkas> --keys <berkas kunci>

Memulihkan seluruhnya atau tidak sama sekali, lalu memeriksa jumlah baris dan rantai riwayat.
Folder data tujuan harus kosong: data yang ada tidak pernah ditimpa.

Contoh:
  TITIK_TEMU_DATA=/srv/titik-temu-baru titik-temu restore cadangan.ttb --keys kunci-titik-temu.json`,
  async run(args) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { keys: { type: 'string' } },
    });
    const [source] = positionals;
    if (source === undefined || values.keys === undefined) {
      throw new CommandError('Sebutkan berkas cadangan dan --keys <berkas kunci>.', EXIT.usage);
    }
    const [path, keys] = [fileHere(source), fileHere(values.keys)];
    const placed = placeKeys(keys);
    return withDatabase(async ({ database, config }) => {
      try {
        const done = await restore(
          database.owner,
          config.root,
          config.dataDir,
          path,
          (table, rows) => process.stderr.write(`  ${table}: ${formatNumber(rows)} baris\n`),
        );
        process.stdout.write(
          `Pulih: ${formatNumber(done.tables)} tabel, ${formatNumber(done.rows)} baris, ${formatNumber(done.chains)} rantai riwayat utuh.\n`,
        );
        return EXIT.ok;
      } catch (error) {
        if (error instanceof BackupError) throw new CommandError(error.message, EXIT.badInput);
        throw error;
      }
    }).catch((error: unknown) => {
      // Nothing was restored: the folder stays free for another try with the right file or key.
      rmSync(placed, { force: true });
      throw error;
    });
  },
};

/** The key goes in place before the database is first opened, so that no fresh key is made. */
function placeKeys(keys: string): string {
  if (!process.env['TITIK_TEMU_DATA']) {
    throw new CommandError('Isi TITIK_TEMU_DATA dengan folder kosong sebagai tujuan.', EXIT.usage);
  }
  const { dataDir } = configuration();
  const target = join(dataDir, 'keys', 'seal.json');
  if (existsSync(target))
    throw new CommandError(
      `Folder ${dataDir} sudah berisi kunci. Pakai folder yang kosong.`,
      EXIT.badInput,
    );
  mkdirSync(join(dataDir, 'keys'), { recursive: true, mode: 0o700 });
  copyFileSync(keys, target);
  return target;
}
