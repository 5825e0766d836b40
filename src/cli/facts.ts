import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { type Inspection, type TableReport, tablesApi } from '#api/tables.ts';
import type { TableMapping } from '#domain/table-mapping.ts';
import { formatNumber } from '#messages/format.ts';
import { reasonText } from '#messages/reason.ts';
import { type Command, CommandError, choice, EXIT } from './command.ts';
import { fileHere, writeHere } from './here.ts';
import { asOperator } from './operator.ts';

export const facts: Command = {
  name: 'facts',
  summary: 'Memasukkan tabel acuan: angka, ambang, bukti komoditas, bantuan lalu, harga',
  help: `
titik-temu facts <berkas.csv|xlsx> [--kind figures] [pilihan]

Kolom dikenali sendiri; yang tidak dikenali ditunjuk dengan --map. Setiap baris diterima, diterima
dengan peringatan, atau ditolak dengan baris, kolom, nilai, dan alasannya.

  --kind <jenis>             figures (bawaan), thresholds, evidence, past-aid, travel, prices
  --map <isian>=<kolom>      kolom berkas untuk satu isian, mis. --map code=kemendagri_code
  --set <isian>=<nilai>      satu nilai untuk seluruh berkas, mis. --set year=2024
  --measure <kolom>=<angka>[:satuan[:tahun]]   tabel lebar, mis. --measure pop_total_2024s2=population:persons:2024
  --scheme kemendagri|bps    skema kode yang tidak bertitik
  --decimal comma|dot        tanda desimal bila meragukan
  --dry-run                  hanya memeriksa
  --refused <berkas>         menulis baris yang ditolak dalam susunan aslinya
  --as <nama pengguna>

Contoh:
  titik-temu facts kemiskinan.csv --dry-run
  titik-temu facts penduduk.csv --measure jumlah=population:jiwa:2024 --set source="Dukcapil, semester II 2024"
  titik-temu facts bukti.xlsx --kind evidence`,
  run,
};

async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      kind: { type: 'string', default: 'figures' },
      map: { type: 'string', multiple: true, default: [] },
      set: { type: 'string', multiple: true, default: [] },
      measure: { type: 'string', multiple: true, default: [] },
      scheme: { type: 'string' },
      decimal: { type: 'string' },
      'dry-run': { type: 'boolean', default: false },
      refused: { type: 'string' },
      as: { type: 'string' },
    },
  });
  const [given] = positionals;
  if (given === undefined)
    throw new CommandError(
      'Sebutkan berkasnya. Contoh: titik-temu facts kemiskinan.csv',
      EXIT.usage,
    );
  const path = fileHere(given);
  return asOperator(values.as, async (operator) => {
    const kinds = await operator.call(tablesApi.listTableKinds, {});
    choice(
      '--kind',
      values.kind,
      kinds.map((k) => k.kind),
    );
    const seen = await operator.call(
      tablesApi.inspectTable,
      { kind: values.kind, name: basename(path) },
      path,
    );
    const mapping = mappingFrom(seen, values);
    const report = await operator.call(tablesApi.checkTable, { id: seen.id, mapping });
    if (report.missing.length > 0) {
      throw new CommandError(
        `Kolom wajib belum ditunjuk: ${report.missing.join(', ')}.\nKolom di berkas: ${seen.heads.join(' | ')}\nTunjuk dengan --map <isian>=<kolom> atau --set <isian>=<nilai>.`,
        EXIT.badInput,
      );
    }
    say(report);
    if (values.refused !== undefined && report.refused > 0) {
      const file = await operator.download(tablesApi.refusedInCheck, { id: seen.id, mapping });
      const written = writeHere(values.refused, file);
      process.stderr.write(`Baris yang ditolak → ${written}\n`);
    }
    if (values['dry-run']) process.stdout.write('Hanya diperiksa; belum ada yang disimpan.\n');
    else if (report.accepted > 0) {
      const stored = await operator.call(tablesApi.runTable, { id: seen.id, mapping });
      process.stdout.write(
        `Tersimpan ${formatNumber(stored.report.records)} catatan (impor ${stored.importId}).\n`,
      );
    }
    return report.refused > 0 ? EXIT.refused : EXIT.ok;
  });
}

interface Given {
  map: string[];
  set: string[];
  measure: string[];
  scheme?: string;
  decimal?: string;
}

function mappingFrom(seen: Inspection, given: Given): TableMapping {
  const scheme = choice('--scheme', given.scheme, ['kemendagri', 'bps'] as const);
  const decimal = choice('--decimal', given.decimal, ['comma', 'dot'] as const);
  const columnOf = (name: string): number => {
    const index = seen.heads.findIndex((h) => h.trim().toLowerCase() === name.trim().toLowerCase());
    if (index < 0)
      throw new CommandError(
        `Tidak ada kolom "${name}". Kolom di berkas: ${seen.heads.join(' | ')}`,
        EXIT.usage,
      );
    return index;
  };
  const columns = { ...seen.mapping.columns };
  const constants = { ...seen.mapping.constants };
  for (const [field, column] of given.map.map(pair)) columns[field] = columnOf(column);
  for (const [field, value] of given.set.map(pair)) {
    constants[field] = value;
    delete columns[field];
  }
  const measures = given.measure.map(pair).map(([column, what]) => {
    const [measure = '', unit, year] = what.split(':');
    return {
      column: columnOf(column),
      measure,
      unit: unit || null,
      year: year ? Number(year) : null,
      period: null,
    };
  });
  return {
    ...seen.mapping,
    columns,
    constants,
    measures: measures.length > 0 ? measures : seen.mapping.measures,
    ...(scheme ? { scheme } : {}),
    ...(decimal ? { decimal } : {}),
  };
}

function pair(text: string): [string, string] {
  const at = text.indexOf('=');
  if (at <= 0) throw new CommandError(`"${text}" harus berbentuk isian=nilai.`, EXIT.usage);
  return [text.slice(0, at), text.slice(at + 1)];
}

function say(report: TableReport): void {
  process.stdout.write(
    `Terbaca ${formatNumber(report.read)} = diterima ${formatNumber(report.accepted)} (${formatNumber(report.warned)} dengan peringatan) + ditolak ${formatNumber(report.refused)}\n`,
  );
  for (const issue of report.issues.filter((i) => i.refused).slice(0, 20)) {
    process.stderr.write(
      `  baris ${issue.row}, ${issue.column}: "${issue.value}" — ${reasonText('id', issue.reason)}\n`,
    );
  }
  const more = report.issues.filter((i) => i.refused).length - 20;
  if (more > 0)
    process.stderr.write(`  … dan ${formatNumber(more)} lagi (--refused menulis semuanya)\n`);
}
