import { type FactGrade, type Indicator, type IndicatorCode, indicators } from './fact.ts';
import { foldWord } from './fold.ts';
import { type Reason, reason } from './reason.ts';

/** Words under which tables speak of an indicator, folded. The codes themselves are always known. */
const WORDS: Partial<Record<IndicatorCode, readonly string[]>> = {
  p0: ['persentase_penduduk_miskin', 'tingkat_kemiskinan', 'penduduk_miskin_persen'],
  p1: ['indeks_kedalaman_kemiskinan', 'kedalaman_kemiskinan'],
  p2: ['indeks_keparahan_kemiskinan', 'keparahan_kemiskinan'],
  poor_count: ['jumlah_penduduk_miskin', 'penduduk_miskin'],
  poverty_line: ['garis_kemiskinan', 'gk'],
  extreme_poverty_rate: ['kemiskinan_ekstrem', 'persentase_kemiskinan_ekstrem'],
  extreme_poverty_count: ['jumlah_penduduk_miskin_ekstrem'],
  ppke_priority: ['prioritas_ppke'],
  hdi: ['ipm', 'indeks_pembangunan_manusia'],
  gini: ['rasio_gini', 'gini_ratio'],
  population: ['jumlah_penduduk', 'penduduk', 'pop_total', 'populasi'],
  families_total: ['jumlah_kk', 'jumlah_keluarga', 'kk', 'keluarga', 'jumlah_kepala_keluarga'],
  production: ['produksi', 'jumlah_produksi'],
  area: ['luas', 'luas_areal', 'luas_area', 'luas_tanam'],
  farmers: ['petani', 'jumlah_petani', 'jumlah_kk_petani'],
  spending: ['pengeluaran', 'rata_rata_pengeluaran_per_kapita_seminggu'],
  pdrb_per_capita: ['pdrb_per_capita_adhb', 'pdrb_per_kapita', 'pdrb_per_kapita_adhb'],
  pdrb: ['pdrb_adhk', 'pdrb_adhk_expenditure'],
  sector_share: ['distribusi_pdrb', 'peranan_sektor'],
  growth: ['growth_adhk', 'pertumbuhan_ekonomi', 'laju_pertumbuhan_ekonomi', 'lpe'],
  mean_years_schooling: ['rata_rata_lama_sekolah', 'rls', 'mean_years_schooling_15plus'],
  expenditure_per_capita: ['pengeluaran_per_kapita_disesuaikan', 'adj_expenditure_per_capita'],
  life_expectancy: ['umur_harapan_hidup', 'uhh', 'angka_harapan_hidup'],
  sanitation_access: ['sanitasi_layak', 'akses_sanitasi'],
  drinking_water_access: ['air_minum_layak', 'akses_air_minum'],
  unemployment_rate: ['tpt', 'tingkat_pengangguran_terbuka'],
  labour_participation: ['tpak', 'tingkat_partisipasi_angkatan_kerja'],
  ikm_units: ['unit_usaha_ikm', 'jumlah_ikm'],
  ikm_workers: ['tenaga_kerja_ikm'],
  p0_rse: ['rse_p0', 'rse_persentase_penduduk_miskin'],
};

const BY_WORD: ReadonlyMap<string, IndicatorCode> = new Map(
  (Object.keys(indicators) as IndicatorCode[]).flatMap((code) =>
    [code, ...(WORDS[code] ?? [])].map((word) => [word, code] as const),
  ),
);

/** Endings of a head that name its unit, longest first. */
const UNIT_ENDINGS: readonly (readonly [string, string])[] = [
  ['_krp_per_year', 'rp-thousand-year'],
  ['_million_rp', 'million rp'],
  ['_juta_rp', 'juta rp'],
  ['_miliar_rp', 'miliar rp'],
  ['_ribu_jiwa', 'ribu jiwa'],
  ['_ribu_orang', 'ribu orang'],
  ['_percent', 'percent'],
  ['_persen', 'persen'],
  ['_years', 'years'],
  ['_tahun', 'years'],
  ['_jiwa', 'jiwa'],
  ['_orang', 'orang'],
  ['_ton', 'ton'],
  ['_pct', 'percent'],
  ['_kk', 'kk'],
  ['_kg', 'kg'],
  ['_ha', 'ha'],
  ['_rp', 'rp'],
  ['_%', '%'],
  ['_t', 't'],
];

export interface FoundIndicator {
  readonly indicator: IndicatorCode;
  readonly unit: string | null;
  readonly year: number | null;
  readonly period: string | null;
}

/**
 * The indicator a word or a column head means: `P0`, `ipm`, `p0_pct`, `pop_total_2024s2`,
 * `Jumlah Penduduk Miskin (ribu jiwa)`. A year, half-year and unit at its end are taken apart.
 */
export function findIndicator(text: string): FoundIndicator | undefined {
  let word = foldWord(text);
  let unit: string | null = null;
  let year: number | null = null;
  let period: string | null = null;
  for (let i = 0; i < 3; i++) {
    const indicator = BY_WORD.get(word);
    if (indicator) {
      const known = unit !== null && factorOf(indicators[indicator], unit) !== undefined;
      return { indicator, unit: known ? unit : null, year, period };
    }
    const dated = /^(.+)_(19\d\d|20\d\d)(?:_?s(?:emester)?_?([12]))?$/.exec(word);
    if (dated?.[1] && year === null) {
      word = dated[1];
      year = Number(dated[2]);
      period = dated[3] ? `semester ${dated[3]}` : null;
      continue;
    }
    const ending = UNIT_ENDINGS.find(([end]) => word.endsWith(end));
    if (ending === undefined || unit !== null) return undefined;
    word = word.slice(0, -ending[0].length);
    unit = ending[1];
  }
  return undefined;
}

export function factorOf(indicator: Indicator, unit: string): number | undefined {
  const word = unit.trim().toLowerCase().replace(/\s+/g, ' ');
  return word === indicator.unit ? 1 : indicator.units[word];
}

export type ReadFigure = { ok: true; value: number } | { ok: false; reason: Reason };

/** The unit guard: the figure in the indicator's own unit, or why it cannot be one. */
export function inOwnUnit(code: IndicatorCode, value: number, unit: string): ReadFigure {
  const indicator: Indicator = indicators[code];
  const factor = unit === '' ? 1 : factorOf(indicator, unit);
  if (factor === undefined) {
    return { ok: false, reason: reason('unit-unknown', { unit, expected: unitsOf(code) }) };
  }
  // Twelve digits are more than any published figure has; beyond them only the factor's own noise.
  const own = Number((value * factor).toPrecision(12));
  if (indicator.whole && !Number.isInteger(own)) {
    return { ok: false, reason: reason('not-whole', { value: own, unit: unit || indicator.unit }) };
  }
  if (indicator.kind === 'count' && own < 0) {
    return { ok: false, reason: reason('negative', { value: own }) };
  }
  const [low, high] = indicator.range ?? [-Infinity, Infinity];
  if (own < low || own > high) {
    return { ok: false, reason: reason('out-of-range', { value: own, low, high }) };
  }
  return { ok: true, value: own };
}

const unitsOf = (code: IndicatorCode): string => Object.keys(indicators[code].units).join(', ');

/** True where the unit changes the figure, so that a missing one must be remarked on. */
export const unitMatters = (code: IndicatorCode): boolean =>
  new Set(Object.values(indicators[code].units)).size > 1;

/** Under this word an item without a commodity code is kept: `Minyak Kelapa` → minyak_kelapa. */
export const foldItem = foldWord;

/** The item without what stands in brackets: `rumput laut (seaweed, aquaculture)` → rumput_laut. */
export const foldItemBare = (text: string): string => foldWord(text.replace(/\([^)]*\)/g, ' '));

const GRADES: Record<string, (typeof FactGrade.options)[number]> = {
  h: 'H',
  m: 'M',
  l: 'L',
  tinggi: 'H',
  sedang: 'M',
  rendah: 'L',
};
/** `M`, `sedang`, and `M · Satu sumber` as our own tables write it. */
export const readGrade = (text: string): 'H' | 'M' | 'L' | undefined =>
  GRADES[(text.split('·')[0] ?? '').trim().toLowerCase()];

/** `2024`, or with its part of the year before it: `Maret 2024`. */
export function readYear(
  text: string,
): { ok: true; year: number; period: string } | { ok: false; reason: Reason } {
  const word = text.trim();
  if (word === '') return { ok: false, reason: reason('year-missing') };
  const found = /^(?:([a-z]+(?: [ivx12]+)?) )?(\d{4})(?:\.0+)?$/i.exec(word);
  const year = found ? Number(found[2]) : Number.NaN;
  if (year >= 1950 && year <= 2100) return { ok: true, year, period: readPeriod(found?.[1] ?? '') };
  return { ok: false, reason: reason('year-unreadable', { value: word }) };
}

/** Part of the year a figure speaks of, in one spelling: maret, september, semester 2, or empty. */
export function readPeriod(text: string): string {
  const word = text.trim().toLowerCase();
  const months: Record<string, string> = {
    march: 'maret',
    mar: 'maret',
    sept: 'september',
    'semester i': 'semester 1',
    'semester ii': 'semester 2',
  };
  const whole = ['year', 'tahun', 'setahun', 'annual', 'tahunan'];
  return whole.includes(word) ? '' : (months[word] ?? word);
}
