import { writeFileSync } from 'node:fs';
import { extname } from 'node:path';
import { parseArgs } from 'node:util';
import { documentsApi } from '#api/documents.ts';
import { type PlanView, planningApi, type ScenarioBrief } from '#api/planning.ts';
import type { Reason } from '#domain/reason.ts';
import { formatNumber, formatRupiah } from '#messages/format.ts';
import { reasonText } from '#messages/reason.ts';
import { translate } from '#messages/translate.ts';
import { type Command, CommandError, EXIT } from './command.ts';
import { fromHere } from './here.ts';
import { asOperator, type Operator } from './operator.ts';

const STATUS = {
  solved: 'sudah dihitung',
  infeasible: 'batasnya bertentangan',
  nothing: 'tidak ada yang dapat direncanakan',
} as const;

const FORMATS = ['.xlsx', '.pdf', '.csv', '.json'];

export const planCommand: Command = {
  name: 'plan',
  summary: 'Menghitung satu skenario dan menulis rencananya: JSON, CSV, XLSX, PDF',
  help: `
titik-temu plan [<skenario>] [--solve] [--out <berkas>]… [--json | --csv]

Tanpa nama: rencana terakhir dari skenario yang paling baru dihitung. Masukan yang sama memberi
rencana yang sama; sidik isinya (contentDigest) ada di JSON.

  --list           daftar skenario
  --solve          menghitung dulu; kemajuannya di stderr
  --out <berkas>   .xlsx (buku kerja dengan RAB), .pdf (brief satu A4), .csv, atau .json; boleh berulang
  --json, --csv    ke stdout
  --as <nama pengguna>

Contoh:
  titik-temu plan --list
  titik-temu plan "Rencana 2027" --solve --out rencana.xlsx --out brief.pdf
  titik-temu plan "Rencana 2027" --json`,
  run,
};

async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      list: { type: 'boolean', default: false },
      solve: { type: 'boolean', default: false },
      out: { type: 'string', multiple: true, default: [] },
      json: { type: 'boolean', default: false },
      csv: { type: 'boolean', default: false },
      as: { type: 'string' },
    },
  });
  for (const file of values.out) {
    if (FORMATS.includes(extname(file).toLowerCase())) continue;
    throw new CommandError(
      `Akhiran "${extname(file) || file}" tidak dikenal: ${FORMATS.join(', ')}.`,
      EXIT.usage,
    );
  }
  return asOperator(values.as, async (operator) => {
    const scenarios = await operator.call(planningApi.listScenarios, {});
    if (values.list) {
      for (const s of scenarios)
        process.stdout.write(
          `${s.name}\t${s.year}\t${s.latest ? STATUS[s.latest.status] : 'belum dihitung'}\n`,
        );
      return EXIT.ok;
    }
    const scenario = choose(scenarios, positionals[0]);
    const planId = values.solve ? await solve(operator, scenario) : scenario.latest?.id;
    if (planId === undefined)
      throw new CommandError(
        `Skenario "${scenario.name}" belum dihitung. Tambahkan --solve.`,
        EXIT.badInput,
      );
    const view = await operator.call(planningApi.getPlan, { id: planId });
    for (const file of values.out) await write(operator, view, fromHere(file));
    if (values.json) process.stdout.write(`${JSON.stringify(view, null, 2)}\n`);
    else if (values.csv) process.stdout.write(csv(view));
    else say(view);
    return view.plan.status === 'solved' ? EXIT.ok : EXIT.refused;
  });
}

function choose(scenarios: readonly ScenarioBrief[], name: string | undefined): ScenarioBrief {
  const found =
    name === undefined
      ? [...scenarios].sort((a, b) =>
          (a.latest?.solvedAt ?? '') < (b.latest?.solvedAt ?? '') ? 1 : -1,
        )[0]
      : scenarios.find((s) => s.name.toLowerCase() === name.toLowerCase() || s.id === name);
  if (found) return found;
  const known = scenarios.map((s) => `"${s.name}"`).join(', ') || 'belum ada';
  throw new CommandError(
    name === undefined
      ? 'Belum ada skenario. Buat dulu di halaman Rencana.'
      : `Tidak ada skenario "${name}". Yang ada: ${known}.`,
    EXIT.usage,
  );
}

async function solve(operator: Operator, scenario: ScenarioBrief): Promise<string> {
  const { jobId } = await operator.call(planningApi.solvePlan, { id: scenario.id });
  const job = await operator.finish(jobId);
  const { planId } = job.result as { planId: string };
  return planId;
}

async function write(operator: Operator, view: PlanView, path: string): Promise<void> {
  const id = view.plan.id;
  switch (extname(path).toLowerCase()) {
    case '.xlsx':
      writeFileSync(path, (await operator.download(documentsApi.planWorkbook, { plan: id })).body);
      break;
    case '.pdf':
      writeFileSync(path, (await operator.download(documentsApi.brief, { plan: id })).body);
      break;
    case '.csv':
      writeFileSync(path, csv(view));
      break;
    default:
      writeFileSync(path, `${JSON.stringify(view, null, 2)}\n`);
  }
  process.stderr.write(`→ ${path}\n`);
}

function csv(view: PlanView): string {
  const head =
    'kab,tempat,resep,pelatihan,alat,angkatan,peserta,perempuan,rp_pelatihan,rp_alat,tanda,contoh';
  const rows = view.lines.map((l) =>
    [
      l.kab,
      l.place,
      l.recipe,
      quote(l.recipeName.id),
      l.kit,
      l.batches,
      l.participants,
      l.women ?? '',
      l.trainingRupiah,
      l.kitRupiah,
      quote(l.flags.join(' ')),
      view.plan.synthetic ? 'ya' : 'tidak',
    ].join(','),
  );
  return `${[head, ...rows].join('\n')}\n`;
}

/** Clauses bring their own marks, some of them in front. */
const sentence = (clauses: readonly Reason[]): string =>
  `${clauses
    .map((r) => reasonText('id', r))
    .join(' ')
    .replaceAll(' ;', ';')
    .replace(/[,;]$/, '')}.`;

const quote = (text: string): string => `"${text.replaceAll('"', '""')}"`;

function say(view: PlanView): void {
  const { plan, summary } = view;
  process.stdout.write(
    `${plan.scenario}, hitungan ke-${plan.number}${plan.synthetic ? ' (DATA CONTOH)' : ''}\n`,
  );
  process.stdout.write(`${sentence(summary.objective)}\n`);
  if (plan.status !== 'solved') {
    for (const r of summary.notes) process.stdout.write(`  ${reasonText('id', r)}\n`);
    if (summary.conflict.length > 0)
      process.stdout.write('Batas yang tidak dapat dipenuhi bersama:\n');
    for (const c of summary.conflict) process.stdout.write(`  · ${reasonText('id', c.words)}\n`);
    return;
  }
  for (const v of summary.variants) {
    process.stdout.write(
      `  ${translate('id', `plan-paper.variant.${v.variant}`)}: ${formatNumber(v.batches)} angkatan, ${formatNumber(v.participants)} peserta, ${formatNumber(v.kabs)} kabupaten/kota, ${formatRupiah(v.costRupiah)}, sisa ${formatRupiah(v.leftRupiah)}\n`,
    );
  }
  const own = summary.variants.find((v) => v.variant === 'plan');
  if (own)
    process.stdout.write(
      `  paling banyak ${formatNumber(own.gapPercent, 'id', 2)}% lebih baik masih mungkin\n`,
    );
}
