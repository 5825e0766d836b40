import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { registryApi } from '#api/registry.ts';
import type { ImportDetail } from '#api/registry-import.ts';
import { importFields } from '#domain/import-field.ts';
import type { ImportLayout } from '#domain/import-layout.ts';
import { formatNumber } from '#messages/format.ts';
import { reasonText } from '#messages/reason.ts';
import { type Command, CommandError, choice, EXIT } from './command.ts';
import { fileHere, writeHere } from './here.ts';
import { asOperator, type Operator } from './operator.ts';

const SOURCE_KINDS = ['p3ke', 'dtsen', 'other'] as const;
const MODES = ['full', 'addition'] as const;
const SCHEMES = ['kemendagri', 'bps'] as const;

export const importCommand: Command = {
  name: 'import',
  summary: 'Memasukkan daftar keluarga (P3KE, DTSEN) atau rekap per desil',
  help: `
titik-temu import <berkas.csv|xlsx> --source <nama> --cutoff <tahun-bulan-hari> [pilihan]

Berkas diperiksa seluruhnya dulu: setiap baris diterima, diterima dengan peringatan, atau ditolak
dengan baris, kolom, dan alasannya. Baru setelah itu dimasukkan, seluruhnya atau tidak sama sekali.

  --source <nama>        dari mana, mis. "P3KE Bappeda Kolaka Timur"
  --cutoff <tanggal>     keadaan per, mis. 2025-06-30
  --members <berkas>     berkas anggota, bila keluarga dan anggota terpisah
  --source-kind p3ke|dtsen|other
  --mode full|addition   daftar lengkap (bawaan) atau tambahan
  --scheme kemendagri|bps
  --basis <teks>         dasar hukum atau nomor BAST penerimaan data
  --map <isian>=<kolom>  menunjuk kolom yang tidak dikenali (isian: ${importFields.slice(0, 6).join(', ')} …)
  --synthetic            rekap contoh, hanya di instalasi contoh
  --dry-run              hanya memeriksa, lalu melupakan berkasnya
  --refused <berkas>     menulis baris yang ditolak dalam susunan aslinya (.xlsx)
  --as <nama pengguna>

Contoh:
  titik-temu import p3ke-koltim.xlsx --source "P3KE Bappeda Koltim" --cutoff 2025-06-30 --dry-run
  titik-temu import rekap.csv --source "Rekap TKPK" --cutoff 2025-06-30`,
  run,
};

async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      source: { type: 'string' },
      cutoff: { type: 'string' },
      members: { type: 'string' },
      'source-kind': { type: 'string' },
      mode: { type: 'string', default: 'full' },
      scheme: { type: 'string' },
      basis: { type: 'string' },
      map: { type: 'string', multiple: true, default: [] },
      synthetic: { type: 'boolean', default: false },
      'dry-run': { type: 'boolean', default: false },
      refused: { type: 'string' },
      as: { type: 'string' },
    },
  });
  const [given] = positionals;
  const { source, cutoff } = values;
  if (given === undefined || !source || !cutoff) {
    throw new CommandError(
      'Sebutkan berkas, --source, dan --cutoff. Lihat titik-temu import --help',
      EXIT.usage,
    );
  }
  const sourceKind = choice('--source-kind', values['source-kind'], SOURCE_KINDS) ?? 'other';
  const mode = choice('--mode', values.mode, MODES) ?? 'full';
  const scheme = choice('--scheme', values.scheme, SCHEMES);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(cutoff))
    throw new CommandError('--cutoff: tahun-bulan-hari, mis. 2025-06-30', EXIT.usage);
  const paths = [given, ...(values.members ? [values.members] : [])].map(fileHere);

  return asOperator(values.as, async (operator) => {
    const no = await upload(operator, paths);
    const layouts = await Promise.all(
      paths.map(async (_, i) => {
        const view = await operator.call(registryApi.viewLayout, { no, part: i + 1 });
        return { part: i + 1, layout: i === 0 ? mapped(view.layout, values.map) : view.layout };
      }),
    );
    const [first] = layouts;
    if (first === undefined) throw new CommandError('Berkas kosong.', EXIT.badInput);
    const check = await operator.call(registryApi.checkImport, {
      no,
      kind: first.layout.kind,
      sourceKind,
      sourceName: source,
      cutOff: cutoff,
      legalBasis: values.basis ?? null,
      expiresOn: null,
      mode,
      scheme: scheme ?? first.layout.scheme,
      synthetic: values.synthetic,
      layouts,
    });
    await operator.finish(check.jobId);
    const checked = await operator.call(registryApi.getImport, { no });
    say(checked);
    await sayRefused(operator, checked);
    if (values.refused !== undefined && (checked.rowsRefused ?? 0) > 0) {
      const file = await operator.download(registryApi.refusedFile, { no });
      const written = writeHere(values.refused, file);
      process.stderr.write(`Baris yang ditolak → ${written}\n`);
    }
    if (values['dry-run'] || (checked.rowsAccepted ?? 0) === 0) {
      await operator.call(registryApi.cancelImport, { no });
      process.stdout.write('Hanya diperiksa; belum ada yang dimasukkan.\n');
      return (checked.rowsRefused ?? 0) > 0 ? EXIT.refused : EXIT.ok;
    }
    const apply = await operator.call(registryApi.applyImport, { no });
    await operator.finish(apply.jobId);
    const done = await operator.call(registryApi.getImport, { no });
    process.stdout.write(
      `Masuk: ${formatNumber(done.families ?? 0)} keluarga${done.persons === null ? '' : `, ${formatNumber(done.persons)} orang`} (impor ${no}). Membatalkan: halaman Impor.\n`,
    );
    return (done.rowsRefused ?? 0) > 0 ? EXIT.refused : EXIT.ok;
  });
}

async function upload(operator: Operator, paths: readonly string[]): Promise<number> {
  let no: number | undefined;
  for (const path of paths) {
    const reply = await operator.call(
      registryApi.addImport,
      { filename: basename(path), ...(no === undefined ? {} : { addTo: no }) },
      path,
    );
    no ??= reply.no;
  }
  return no ?? 0;
}

function mapped(layout: ImportLayout, map: readonly string[]): ImportLayout {
  const columns: Record<string, number> = { ...layout.columns };
  for (const text of map) {
    const at = text.indexOf('=');
    const [field, column] = [text.slice(0, at), text.slice(at + 1)];
    const index = layout.heads.findIndex(
      (h) => h.trim().toLowerCase() === column.trim().toLowerCase(),
    );
    if (at <= 0 || index < 0 || !(importFields as readonly string[]).includes(field)) {
      throw new CommandError(
        `--map "${text}" tidak dapat dipakai.\nIsian: ${importFields.join(', ')}\nKolom di berkas: ${layout.heads.join(' | ')}`,
        EXIT.usage,
      );
    }
    columns[field] = index;
  }
  return { ...layout, columns };
}

const SHOWN = 20;

async function sayRefused(operator: Operator, { no, rowsRefused }: ImportDetail): Promise<void> {
  if (!rowsRefused) return;
  const rows = await operator.call(registryApi.listKeptRows, { no, outcome: 'refused' });
  for (const row of rows.slice(0, SHOWN)) {
    const cell = row.column ? `, ${row.column}: "${row.value ?? ''}"` : '';
    const why = row.reasons.map((r) => reasonText('id', r)).join('; ');
    process.stderr.write(`  baris ${row.row}${cell} — ${why}\n`);
  }
  const more = rowsRefused - Math.min(rows.length, SHOWN);
  if (more > 0)
    process.stderr.write(`  … dan ${formatNumber(more)} lagi (--refused menulis semuanya)\n`);
}

function say(detail: ImportDetail): void {
  const n = (value: number | null) => formatNumber(value ?? 0);
  process.stdout.write(
    `Terbaca ${n(detail.rowsRead)} baris = diterima ${n(detail.rowsAccepted)} (${n(detail.rowsWarned)} dengan peringatan) + ditolak ${n(detail.rowsRefused)}\n`,
  );
  for (const notice of detail.summary?.notices ?? [])
    process.stderr.write(`  ! ${reasonText('id', notice)}\n`);
  for (const area of detail.summary?.areas ?? []) {
    process.stdout.write(
      `  ${area.kab}: ${formatNumber(area.families)} keluarga (baru ${formatNumber(area.added)}, sama ${formatNumber(area.same)}, berubah ${formatNumber(area.changed)}, hilang ${formatNumber(area.gone)})\n`,
    );
  }
}
