import { type AllocateAnswer, allocateUnits } from '#engine/optimise/allocate.ts';
import type { Allocation } from '#engine/optimise/allocation.ts';
import { conflictOf } from '#engine/optimise/allocation-conflict.ts';
import { alternativesTo, priceOfLimit } from '#engine/optimise/alternatives.ts';
import type { SearchOptions } from '#engine/optimise/search.ts';
import { formatNumber } from '#messages/format.ts';
import { openSolver } from '#server/planning/solver.ts';
import { CommandError, EXIT } from '../command.ts';
import { type NamedLimit, readLimits } from './allocation/read-limits.ts';
import { type Options, readOptions } from './allocation/read-options.ts';
import {
  alternativeRows,
  choiceRows,
  conflictRows,
  limitRows,
  priceRows,
  summaryRow,
} from './allocation/report-rows.ts';
import type { Analysis, AnalysisRequest } from './analysis.ts';
import { refusal } from './refusals.ts';
import { list, numberOption } from './roles.ts';
import { readTable } from './table.ts';

const SENTENCES = {
  'too-many-choices':
    'terlalu banyak pilihan (unit × pilihan × paket): {choices}, paling banyak {most}',
  'not-finite': 'angkanya terlalu besar untuk dihitung',
};

export const allocate: Analysis = {
  name: 'allocate',
  summary: 'Alokasi paket di bawah beberapa anggaran, dengan batas atas yang terbukti',
  help: `
titik-temu analyse allocate <berkas> --unit <kolom> --worth <kolom> [pilihan]

Satu baris = satu pilihan satu unit (keluarga, tempat). Setiap unit mendapat paling banyak satu pilihannya,
dalam 1, 2, … paket; nilai seluruhnya sebesar mungkin, semua batas dipenuhi. Selalu disebut: batas atas
yang tidak mungkin dilampaui dan jarak ke sana.

Data:
  --unit <kolom>         yang memilih; --option <kolom> nama pilihannya
  --worth <kolom>        nilai satu paket. Beberapa kolom (w1,w2,w3): nilai paket ke-1, ke-2, ke-3, tidak
                         boleh naik; sel kosong berarti tidak ada paket itu
  --batches <kolom>      paling banyak berapa paket (bawaan 1, atau sebanyak kolom --worth)
  --use <kolom,…>        yang dipakai satu paket: biaya, alat, hari pelatih

Batas, boleh berulang; <apa> = kolom --use, "units" (unit yang mendapat) atau "batches" (paket):
  --budget <apa>=<n>     paling banyak n seluruhnya; <apa>@<kolom>=<n> di setiap isi kolom itu;
                         <apa>@<kolom>:<isi>=<n> di satu isi saja. Contoh: --budget biaya@kab:7401=250000000
  --at-least <apa>=<n>   paling sedikit n, bentuknya sama. Contoh: --at-least units@kab=20
  --share <kolom>=<p>    dari unit yang mendapat, paling sedikit bagian p berisi 1 di kolom 0/1 itu;
                         juga <kolom>@<kolom grup>=<p>
  --budgets <berkas>     tabel resource, group, min, max; group berisi nilai kolom --group (kosong = semua)
  --every-unit           setiap unit harus mendapat

Pencarian:
  --gap <p>              berhenti bila (batas atas − nilai) ÷ batas atas paling banyak p (bawaan 0)
  --fast                 pembulatan, perbaikan, pencarian pendek; --exact mencari bukti optimum, bisa lama
  --time <detik>         berhenti setelah sekian detik; hasil lalu bergantung pada kecepatan komputer
  --alternatives <n>     n susunan lain yang nilainya paling banyak --within (bawaan 0.01) di bawah yang terbaik
  --price <batas>        harga satu batas: dihitung ulang dengan batas dilonggarkan. <apa>, <apa>@<grup>, all;
                         <apa>=<langkah> untuk langkahnya (bawaan 1% dari batas)

Hasil:
  choices      unit, option, batches, worth, use_…, net_worth (nilai − harga yang dipakai), next_option,
               next_net_worth, reason: best_at_prices, next_best_to_fit (bukan yang terbaik menurut harga, agar
               pas), not_worth_its_price, left_out_to_fit, no_option_left (tidak ada yang muat)
  limits       limit, resource, group, kind, amount, used, left, lp_price (harga dalam relaksasi LP)
  result       status (optimal: terbukti), worth, bound, gap, lp_bound, lp_gap, stopped_by, units, …
  alternatives, differences   susunan lain, dan unit yang berbeda
  prices       limit, amount, amount_after, gain, gain_low, gain_high (selang yang pasti), lp_price
  conflict     bila batas tidak mungkin bersama (kode keluar 1): himpunan terkecil yang bertentangan, dan
               sejauh apa masing-masing bisa (nearest_possible) selagi yang lain dipenuhi

Contoh:
  titik-temu analyse allocate pilihan.csv --unit keluarga --option paket --worth nilai --use biaya,hari --budget biaya=500000000 --budget hari=400 --at-least units@kab=5 --share perempuan=0.3
  titik-temu analyse allocate pilihan.csv --unit keluarga --option paket --worth nilai --use biaya --budgets anggaran.csv --group kab --alternatives 2 --price biaya --format json`,
  options: {
    unit: { type: 'string' },
    option: { type: 'string' },
    worth: { type: 'string', multiple: true },
    batches: { type: 'string' },
    use: { type: 'string', multiple: true },
    budget: { type: 'string', multiple: true },
    'at-least': { type: 'string', multiple: true },
    share: { type: 'string', multiple: true },
    budgets: { type: 'string' },
    group: { type: 'string' },
    'every-unit': { type: 'boolean', default: false },
    gap: { type: 'string' },
    fast: { type: 'boolean', default: false },
    exact: { type: 'boolean', default: false },
    time: { type: 'string' },
    alternatives: { type: 'string' },
    within: { type: 'string' },
    price: { type: 'string', multiple: true },
  },
  async run(request) {
    const { values } = request;
    const search = searchOf(values);
    const count = numberOption(values, 'alternatives', 0, { min: 0, max: 20, whole: true });
    const within = numberOption(values, 'within', 0.01, { min: 0, max: 1 });
    const table = await readTable(request.positionals[0], values);
    const options = readOptions(table, values);
    const { limits, ...entries } = await readLimits(table, options, values);
    const priced = pricedLimits(values, limits);
    const allocation: Allocation = {
      unitStart: options.unitStart,
      choiceStart: options.choiceStart,
      worth: options.worth,
      ...entries,
      limits,
      everyUnit: values['every-unit'] === true,
    };
    const solver = await openSolver();
    let answer: AllocateAnswer;
    try {
      answer = allocateUnits(allocation, solver, search);
    } catch (error) {
      throw refusal(error, (o) => table.where(options.rowOf[o] as number), {}, SENTENCES);
    }
    const summary = summaryRow(answer, options, solver.name);
    const read = `${formatNumber(table.rows)} pilihan dari ${formatNumber(options.units.length)} unit, ${limits.length} batas`;
    if (answer.status === 'infeasible') {
      const conflict = conflictOf(allocation, solver, search.stop ? { stop: search.stop } : {});
      const rows =
        conflict === undefined ? [] : conflictRows(conflict, limits, options.units.length);
      return {
        done: `${read}: tidak ada susunan yang memenuhi semua batas (${answer.proof === 'relaxation' ? 'terbukti dari relaksasi: juga tidak dengan pecahan' : 'terbukti dalam bilangan bulat'}). Yang bertentangan: ${rows.map((r) => r['limit']).join('; ')}${conflict?.isIrreducible === false ? ' (mungkin masih bisa lebih sedikit)' : '; tanpa salah satunya sisanya bisa dipenuhi'}.`,
        tables: { conflict: rows, result: [summary] },
        summary: { ...summary },
        exit: EXIT.refused,
      };
    }
    if (answer.picked === undefined)
      return {
        done: `${read}: belum ditemukan susunan yang memenuhi semua batas, dan belum terbukti mustahil. Coba --exact.`,
        tables: { result: [summary] },
        summary: { ...summary },
        exit: EXIT.refused,
      };
    const { picked } = answer;
    const found =
      count === 0 ? [] : alternativesTo(allocation, answer, solver, { ...search, within, count });
    const prices = priced.map((one) =>
      priceOfLimit(allocation, answer, solver, { ...search, ...one }),
    );
    return {
      done: doneLine(answer, read, summary['units_chosen'] as number, values),
      tables: {
        choices: choiceRows(answer, picked, options),
        limits: limitRows(answer, limits, picked),
        result: [summary],
        ...(count > 0 ? alternativeRows(answer, options, found) : {}),
        ...(prices.length > 0 ? { prices: priceRows(answer, limits, prices) } : {}),
      },
      summary: { ...summary },
      warnings: warningsOf(answer, options, limits, count, found.length),
    };
  },
};

function searchOf(values: AnalysisRequest['values']): SearchOptions {
  if (values['fast'] === true && values['exact'] === true)
    throw new CommandError('--fast atau --exact, tidak keduanya.', EXIT.usage);
  const seconds = numberOption(values, 'time', 0, { min: 0 });
  const end = performance.now() + 1000 * seconds;
  return {
    gap: numberOption(values, 'gap', 0, { min: 0, max: 1 }),
    effort: values['fast'] === true ? 'fast' : values['exact'] === true ? 'exact' : 'usual',
    ...(seconds > 0
      ? { stop: () => (performance.now() > end ? ('clock' as const) : undefined) }
      : {}),
  };
}

/** --price by name: which ends to move, and how far. */
function pricedLimits(values: AnalysisRequest['values'], limits: readonly NamedLimit[]) {
  return list(values, 'price').flatMap((text) => {
    const [name, given] = text.split('=').map((part) => part.trim());
    const step = given === undefined ? undefined : Number(given);
    if (step !== undefined && !(Number.isFinite(step) && step > 0))
      throw new CommandError(`--price ${text}: langkahnya angka di atas 0.`, EXIT.usage);
    const found = [...limits.keys()].filter((r) => {
      const { what, group, kind } = limits[r] as NamedLimit;
      if (kind === 'share') return false;
      return name === 'all' || name === what || name === `${what}@${group}`;
    });
    if (found.length === 0)
      throw new CommandError(
        `--price ${text}: tidak ada batas dengan nama itu. Yang ada: ${
          limits
            .filter((l) => l.kind !== 'share')
            .map((l) => `${l.what}${l.group && `@${l.group}`}`)
            .join(', ') || 'tidak ada'
        }.`,
        EXIT.usage,
      );
    return found.map((limit) => {
      const { kind, amount } = limits[limit] as NamedLimit;
      return {
        limit,
        end: kind === 'max' ? ('max' as const) : ('min' as const),
        step: step ?? defaultStep(amount),
      };
    });
  });
}

/** 1% of the limit, whole where the limit is. */
function defaultStep(amount: number): number {
  if (amount === 0) return 1;
  return Number.isInteger(amount) ? Math.max(1, Math.round(amount / 100)) : amount / 100;
}

function doneLine(
  answer: AllocateAnswer,
  read: string,
  chosen: number,
  values: AnalysisRequest['values'],
): string {
  const worth = formatNumber(answer.worth, 'id', 4);
  // Never closer in words than it is: both are rounded up.
  const bound = formatNumber(Math.ceil(answer.bound * 1e4) / 1e4, 'id', 4);
  const proof =
    answer.gap === 0
      ? 'terbukti optimal'
      : `batas atas ${bound}, jarak ${answer.gap === undefined ? 'tidak terdefinisi (batas atas 0)' : percentUp(answer.gap)}`;
  const effort =
    values['fast'] === true ? '--fast' : values['exact'] === true ? '--exact' : 'usaha biasa';
  const clock = answer.stoppedBy === 'clock' ? '; dihentikan --time' : '';
  return `${read}; ${formatNumber(chosen)} unit mendapat, nilai ${worth}, ${proof}; setiap batas dipenuhi${values['every-unit'] === true ? ', setiap unit mendapat' : ''}; ${effort}${clock}.`;
}

/** Two significant digits, rounded up. */
function percentUp(part: number): string {
  const percent = part * 100;
  const digits = Math.max(0, 1 - Math.floor(Math.log10(percent)));
  return `${formatNumber(Math.ceil(percent * 10 ** digits) / 10 ** digits, 'id', digits)}%`;
}

function warningsOf(
  answer: AllocateAnswer,
  options: Options,
  limits: readonly NamedLimit[],
  wanted: number,
  found: number,
): string[] {
  const unused = options.uses.filter((u) => !limits.some((l) => l.what === u.column));
  return [
    ...(unused.length > 0
      ? [`tanpa batas, jadi tidak berpengaruh: ${unused.map((u) => u.column).join(', ')}.`]
      : []),
    ...(answer.model.whole.some((w, r) => w === 0 && r < limits.length)
      ? [
          'sebagian angka berdesimal lebih dari sembilan; batasnya dipenuhi sampai 2⁻⁵⁰ dari jumlah terbesar.',
        ]
      : []),
    ...(found < wanted ? [`hanya ada ${found} susunan lain dalam batas itu.`] : []),
  ];
}
