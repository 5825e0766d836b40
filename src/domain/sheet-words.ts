import { foldWord } from './fold.ts';

/**
 * What people really write into an answer cell: "iya", "Y", "tdk", "ya, tapi hanya di Ladongi". Only
 * clear words are taken; what could mean two things is handed back.
 */
export type ReadWord =
  | { readonly ok: true; readonly answer: 'yes' | 'no' | 'unknown'; readonly rest: string | null }
  | { readonly ok: false; readonly why: 'blank' | 'answer-unclear' };

const YES = 'ya iya y yes ye yaa iyaa betul benar ada sudah setuju cocok ok oke true';
const NO =
  'tidak tdk tdak tak t n no enggak nggak ngga gak ga bukan salah tiada false tidak_ada tdk_ada tidak_cocok tidak_benar belum blm belum_ada blm_ada';
const UNKNOWN =
  'tidak_tahu tdk_tahu tidak_tau tdk_tau tak_tahu gak_tahu gak_tau belum_tahu blm_tahu kurang_tahu tt entah ragu ragu_ragu belum_pasti tidak_pasti';

const WORDS = new Map<string, 'yes' | 'no' | 'unknown'>([
  ...YES.split(' ').map((w) => [w, 'yes'] as const),
  ...NO.split(' ').map((w) => [w, 'no'] as const),
  ...UNKNOWN.split(' ').map((w) => [w, 'unknown'] as const),
]);

/** A dash, dots or a lone mark of the printed form is an empty cell, not an answer. */
const isBlank = (text: string): boolean => /^[\s\-–—_.…□☐]*$/u.test(text);

export function readAnswerWord(raw: string): ReadWord {
  const text = raw.trim();
  if (isBlank(text)) return { ok: false, why: 'blank' };
  if (/^[?？]+$/.test(text)) return { ok: true, answer: 'unknown', rest: null };
  if (/^[✓✔√☑]$/u.test(text)) return { ok: true, answer: 'yes', rest: null };
  const whole = WORDS.get(foldWord(text));
  if (whole !== undefined) return { ok: true, answer: whole, rest: null };
  // "ya, tapi hanya di Ladongi": a clear word, a mark, then an explanation.
  const split = /^([^,.;:()–—-]{1,20})\s*[,.;:(–—-]\s*(.+?)\)?$/su.exec(text);
  const first = split?.[1] === undefined ? undefined : WORDS.get(foldWord(split[1]));
  return first === undefined
    ? { ok: false, why: 'answer-unclear' }
    : { ok: true, answer: first, rest: (split?.[2] ?? '').trim() || null };
}

const MONTHS = [
  ['jan', 'januari'],
  ['feb', 'pebruari', 'februari', 'peb'],
  ['mar', 'maret', 'mrt'],
  ['apr', 'april'],
  ['mei', 'may'],
  ['jun', 'juni'],
  ['jul', 'juli'],
  ['agu', 'agustus', 'ags', 'agt', 'agust'],
  ['sep', 'september', 'sept'],
  ['okt', 'oktober', 'oct'],
  ['nov', 'november', 'nop', 'nopember'],
  ['des', 'desember', 'dec'],
] as const;

const monthOf = (word: string): number | undefined => {
  const folded = foldWord(word);
  const number = /^\d{1,2}$/.test(folded) ? Number(folded) : 0;
  if (number >= 1 && number <= 12) return number;
  const at = MONTHS.findIndex((names) => (names as readonly string[]).includes(folded));
  return at < 0 ? undefined : at + 1;
};

/** `Mei–Juli, Desember` → 5 6 7 12; undefined where a word is no month. `Nov–Feb` wraps the year. */
export function readMonths(raw: string): number[] | undefined {
  const found = new Set<number>();
  const text = raw.replace(/\bs\s*[/.]\s*d\b\.?/giu, '–');
  const parts = text.split(/[,;/&+]|\bdan\b|\n/iu).map((p) => p.trim());
  for (const part of parts.filter((p) => p !== '')) {
    const span = part.split(/\s*(?:-|–|—|\bsd\b|sampai|hingga)\s*/iu).filter((w) => w !== '');
    const months = (span.length > 1 ? span : part.split(/\s+/)).map(monthOf);
    if (months.some((m) => m === undefined)) return undefined;
    const known = months as number[];
    const [from, to] = known;
    if (span.length === 2 && from !== undefined && to !== undefined)
      for (let m = from; ; m = (m % 12) + 1) {
        found.add(m);
        if (m === to) break;
      }
    else if (span.length > 2) return undefined;
    else for (const m of known) found.add(m);
  }
  return found.size === 0 ? undefined : [...found].sort((a, b) => a - b);
}

/** Day as people write it in a form: 5/3/2027, 5-3-27, 2027-03-05, 5 Maret 2027. */
export function readDay(raw: string): string | undefined {
  const text = raw.trim();
  const iso = /^(\d{4})-(\d{2})-(\d{2})/.exec(text);
  const written = /^(\d{1,2})[\s/.-]+(\p{L}+|\d{1,2})[\s/.-]+(\d{4}|\d{2})$/u.exec(text);
  const [year, month, day] = iso
    ? [Number(iso[1]), Number(iso[2]), Number(iso[3])]
    : written
      ? [
          Number(written[3]) + (written[3]?.length === 2 ? 2000 : 0),
          monthOf(written[2] ?? '') ?? 0,
          Number(written[1]),
        ]
      : [0, 0, 0];
  const date = new Date(Date.UTC(year, month - 1, day));
  if (month < 1 || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return undefined;
  return date.toISOString().slice(0, 10);
}
