import { CommandError, choice, EXIT } from '../command.ts';
import type { Analysis, AnalysisRequest, Answer } from './analysis.ts';
import { commonStart } from './effect/common-start.ts';
import type { Concluding } from './effect/conclude.ts';
import { madeAlike } from './effect/made-alike.ts';
import { planSize } from './effect/plan-size.ts';
import { staggered } from './effect/staggered.ts';
import { trap } from './effect/trap.ts';
import { twoArms } from './effect/two-arms.ts';
import { numberOption, optional } from './roles.ts';
import { writeAnswer } from './write-answer.ts';

const DESIGNS = [
  'difference',
  'ancova',
  'did',
  'staggered',
  'matching',
  'weighting',
  'mde',
  'before-after',
] as const;

const text = { type: 'string' } as const;

export const effect: Analysis = {
  name: 'effect',
  summary: 'Dampak program dengan pembanding, dan berapa banyak unit yang diperlukan',
  help: `
titik-temu analyse effect <berkas> --design <rancangan> --outcome <kolom> [pilihan]

Rancangan (--design):
  difference    selisih rata-rata yang ikut dan pembanding; untuk pembagian acak
  ancova        selisih yang disesuaikan menurut keadaan awal (--baseline, --covariates)
  did           selisih perubahan; satu baris per unit dengan --baseline, atau satu baris per unit
                dan periode dengan --unit --period dan satu waktu mulai
  staggered     waktu mulai berbeda-beda: dampak kelompok-waktu dan rangkumannya
  matching      daftar tunggu sebagai pembanding: pencocokan terdekat pada keadaan awal
  weighting     sama, dengan bobot: --method doubly-robust (bawaan), ipw, entropy, regression
  mde           sebelum program: dampak terkecil yang dapat ditemukan, dan banyaknya unit
  before-after  ditolak sebagai dampak (kode keluar 1); memperlihatkan jebakannya

  --outcome <kolom>     hasil; kosong = tidak terukur (dihitung sebagai kehilangan)
  --baseline <kolom>    hasil yang sama sebelum program
  --treated <kolom>     1/0 atau ya/tidak
  --unit, --period <kolom>  penanda unit dan periode (did, staggered)
  --start <kolom>       periode pertama ikut; kosong atau 0 = tidak pernah. Atau satu angka untuk semua
  --covariates a,b      kovariat; kolom berisi kata menjadi 0/1 per kategori
  --cluster <kolom>     galat menurut klaster (desa, kelompok)
  --strata <kolom>      pembagian acak dilakukan di dalam strata (difference, ancova, did satu baris per unit)
  --weight <kolom>      bobot unit
  --errors <jenis>      welch, classic, HC0–HC3, CR0, CR1, CR2, wild. Bawaan: welch untuk selisih biasa,
                        HC2 dengan bobot atau kovariat, CR2 dengan --cluster; did per periode CR2 sampai
                        500 klaster, lalu CR1. wild: bootstrap bobot Webb, --replicates 999
  --interacted          kovariat kali ikut (Lin 2013)
  --confidence <p>      bawaan 0.95
  --smallest-worth-knowing <d>  dampak terkecil yang berarti, dalam satuan hasil: memungkinkan
                        kesimpulan "tidak ada dampak sebesar batas", dan menghitung unit yang perlu

staggered: --comparison never-treated|not-yet-treated, --method doubly-robust|ipw|regression (dengan
  --covariates), --base varying|universal, --anticipation 0, --incomplete drop|pairs, --replicates 999
  (0 = tanpa pita serentak)
matching: --neighbours 1, --unadjusted (tanpa koreksi bias)
before-after: --population-mean <rata-rata semua yang dapat dipilih>
mde: --units atau --clusters, --sd, --cluster-size, --icc, --size-variation, --share 0.5, --power 0.8,
  --attrition, --r2, --r2-between, --use after|ancova|change, --correlation, --before 1, --after 1;
  dengan berkas: sd, icc, ukuran klaster dan korelasi dihitung dari --outcome, --cluster, --baseline

Tabel pertama: estimates (effects untuk staggered, size untuk mde, trap untuk before-after): estimate,
standard_error, df, p, low, high, conclusion, why, detectable_effect (dampak terkecil yang ditemukan
dengan kekuatan 80%), times_as_many_units. Tabel lain: arms, attrition, periods, balance, group_time,
checks, groups, baseline. conclusion: "ada dampak", "ada dampak, lebih kecil dari batas", "tidak ada dampak
sebesar batas" atau "belum dapat disimpulkan".

Contoh:
  titik-temu analyse effect hasil.csv --design ancova --outcome pendapatan --baseline pendapatan_awal \\
    --treated dilatih --cluster desa --smallest-worth-knowing 100000
  titik-temu analyse effect panel.csv --design staggered --outcome pendapatan --unit keluarga \\
    --period tahun --start mulai --cluster desa
  titik-temu analyse effect --design mde --units 400 --sd 600000 --cluster-size 10 --icc 0.1`,
  options: {
    design: text,
    outcome: text,
    baseline: text,
    treated: text,
    unit: text,
    period: text,
    start: text,
    covariates: { type: 'string', multiple: true },
    cluster: text,
    strata: text,
    weight: text,
    errors: text,
    interacted: { type: 'boolean' },
    confidence: text,
    'smallest-worth-knowing': text,
    replicates: text,
    comparison: text,
    method: text,
    base: text,
    anticipation: text,
    incomplete: text,
    neighbours: text,
    unadjusted: { type: 'boolean' },
    'population-mean': text,
    units: text,
    clusters: text,
    sd: text,
    'cluster-size': text,
    icc: text,
    'size-variation': text,
    share: text,
    power: text,
    attrition: text,
    r2: text,
    'r2-between': text,
    use: text,
    correlation: text,
    before: text,
    after: text,
  },
  run: estimateEffect,
};

/** Options that belong to some designs only; with another they would be ignored without a word. */
const ONLY: Readonly<Record<string, readonly (typeof DESIGNS)[number][]>> = {
  treated: ['difference', 'ancova', 'did', 'staggered', 'matching', 'weighting', 'before-after'],
  baseline: ['ancova', 'did', 'matching', 'weighting', 'mde', 'before-after'],
  unit: ['difference', 'ancova', 'did', 'staggered', 'matching', 'weighting'],
  period: ['did', 'staggered'],
  start: ['did', 'staggered'],
  covariates: ['ancova', 'did', 'staggered', 'matching', 'weighting'],
  cluster: ['difference', 'ancova', 'did', 'staggered', 'matching', 'weighting', 'mde'],
  strata: ['difference', 'ancova', 'did', 'matching', 'weighting'],
  weight: ['difference', 'ancova', 'did', 'staggered', 'matching', 'weighting'],
  errors: ['difference', 'ancova', 'did'],
  interacted: ['ancova', 'did'],
  replicates: ['difference', 'ancova', 'did', 'staggered'],
  comparison: ['staggered'],
  method: ['staggered', 'weighting'],
  base: ['staggered'],
  anticipation: ['staggered'],
  incomplete: ['staggered'],
  neighbours: ['matching'],
  unadjusted: ['matching'],
  'population-mean': ['before-after'],
  ...Object.fromEntries(
    [
      'units',
      'clusters',
      'sd',
      'cluster-size',
      'icc',
      'size-variation',
      'share',
      'power',
      'attrition',
      'r2',
      'r2-between',
      'use',
      'correlation',
      'before',
      'after',
    ].map((option) => [option, ['mde'] as const]),
  ),
};

async function estimateEffect(request: AnalysisRequest): Promise<Answer> {
  const { values } = request;
  const design = choice('--design', optional(values, 'design'), DESIGNS);
  if (design === undefined)
    throw new CommandError(`Sebutkan --design: ${DESIGNS.join(', ')}. Lihat --help.`, EXIT.usage);
  for (const [option, designs] of Object.entries(ONLY))
    if (values[option] !== undefined && !designs.includes(design))
      throw new CommandError(
        `--${option} tidak dipakai --design ${design}; hanya ${designs.join(', ')}.`,
        EXIT.usage,
      );
  const concluding: Concluding = {
    level: numberOption(values, 'confidence', 0.95, { min: 0.5, max: 0.9999 }),
    limit:
      optional(values, 'smallest-worth-knowing') === undefined
        ? undefined
        : numberOption(values, 'smallest-worth-knowing', 0, { min: 1e-300 }),
  };
  switch (design) {
    case 'difference':
    case 'ancova':
      return twoArms(request, design, concluding);
    case 'did':
      return optional(values, 'period') === undefined
        ? twoArms(request, design, concluding)
        : commonStart(request, concluding);
    case 'staggered':
      return staggered(request, concluding);
    case 'matching':
    case 'weighting':
      return madeAlike(request, design, concluding);
    case 'mde':
      return planSize(request, concluding);
    case 'before-after': {
      const { answer, refused } = await trap(request, concluding);
      writeAnswer(effect.name, answer, values);
      throw refused;
    }
  }
}
