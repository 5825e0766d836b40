import { parseArgs } from 'node:util';
import { openParallel } from '#server/parallel.ts';
import { allocate } from './analyse/allocate.ts';
import type { Analysis } from './analyse/analysis.ts';
import { classify } from './analyse/classify.ts';
import { disclose } from './analyse/disclose.ts';
import { effect } from './analyse/effect.ts';
import { fayHerriot } from './analyse/fay-herriot.ts';
import { hotspots } from './analyse/hotspots.ts';
import { link } from './analyse/link.ts';
import { mpi } from './analyse/mpi.ts';
import { neighbours } from './analyse/neighbours.ts';
import { pmt } from './analyse/pmt.ts';
import { poverty } from './analyse/poverty.ts';
import { quotient } from './analyse/quotient.ts';
import { numberOption } from './analyse/roles.ts';
import { shiftShare } from './analyse/shift-share.ts';
import { smooth } from './analyse/smooth.ts';
import { targeting } from './analyse/targeting.ts';
import { writeAnswer } from './analyse/write-answer.ts';
import { type Command, CommandError, choice, EXIT } from './command.ts';
import { explainFailure } from './failure.ts';

/** Every method, in the order of its help. */
const analyses: readonly Analysis[] = [
  poverty,
  mpi,
  smooth,
  fayHerriot,
  neighbours,
  hotspots,
  classify,
  quotient,
  shiftShare,
  pmt,
  targeting,
  link,
  allocate,
  effect,
  disclose,
];

const SHARED_HELP = `
Pilihan untuk semua metode:
  --format csv|json   bentuk hasil (bawaan csv; json bila --out berakhiran .json)
  --table <nama>      tabel hasil mana yang ditulis sebagai csv; json berisi semuanya
  --out <berkas>      menulis ke berkas, bukan ke layar
  --decimal dot|comma tanda desimal di berkas (bawaan dot)
  --seed <n>          benih bilangan acak (bawaan 1): benih yang sama, hasil yang sama
  --workers <n>       banyaknya utas (bawaan: semua inti)`;

export const analyse: Command = {
  name: 'analyse',
  summary:
    'Metode statistik pada berkas biasa: kemiskinan, wilayah, potensi, pasangan data, dampak',
  get help() {
    const width = Math.max(0, ...analyses.map((a) => a.name.length));
    const lines = analyses.map((a) => `  ${a.name.padEnd(width)}  ${a.summary}`);
    return `
titik-temu analyse <metode> <berkas> [pilihan]

Berkas: CSV, XLSX atau GeoJSON. Hasil ke stdout, keterangan ke stderr. Tidak memakai basis data.

${lines.join('\n')}

titik-temu analyse <metode> --help menjelaskan satu metode dengan contoh.`;
  },
  helpOn(args) {
    const found = analyses.find((a) => a.name === args[0]);
    return found === undefined ? this.help : `${found.help.trim()}\n${SHARED_HELP}`;
  },
  async run(args) {
    const [name, ...rest] = args;
    const analysis = analyses.find((a) => a.name === name);
    if (analysis === undefined) {
      throw new CommandError(
        name === undefined
          ? this.help.trim()
          : `Metode "${name}" tidak dikenal. Yang ada: ${analyses.map((a) => a.name).join(', ')}.`,
        EXIT.usage,
      );
    }
    const { values, positionals } = optionsOf(analysis, rest);
    choice('--decimal', values['decimal'] as string | undefined, ['dot', 'comma']);
    choice('--format', values['format'] as string | undefined, [
      'csv',
      'json',
      ...(analysis.formats ?? []),
    ]);
    const seed = numberOption(values, 'seed', 1, { min: 0, max: 4294967295, whole: true });
    const workers = numberOption(values, 'workers', 0, { min: 0, max: 256, whole: true });
    const parallel = openParallel(workers === 0 ? undefined : workers);
    try {
      const say = (line: string) => process.stderr.write(`${line}\n`);
      const answer = await analysis.run({ positionals, values, seed, parallel, say });
      writeAnswer(analysis.name, answer, values);
      for (const warning of answer.warnings ?? []) say(`Perhatian: ${warning}`);
      say(`${analysis.name}: ${answer.done}`);
      return answer.exit ?? EXIT.ok;
    } finally {
      await parallel.close();
    }
  },
};

function optionsOf(analysis: Analysis, args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        format: { type: 'string' },
        table: { type: 'string' },
        out: { type: 'string' },
        decimal: { type: 'string' },
        seed: { type: 'string' },
        workers: { type: 'string' },
        ...analysis.options,
      },
    });
  } catch (error) {
    throw explainFailure(error, `analyse ${analysis.name}`);
  }
}
