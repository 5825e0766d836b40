import {
  judge,
  type Publishable,
  type PublishReason,
  type PublishRule,
} from '#engine/small-area/publishable.ts';
import type { AnalysisRequest, Row } from './analysis.ts';
import { numberOption, optional } from './roles.ts';

/** The rule for what may be shown, as options of the small-area methods. */
export const publishOptions = {
  'min-total': { type: 'string' },
  'caution-rse': { type: 'string' },
  'max-rse': { type: 'string' },
  'max-width': { type: 'string' },
} as const;

export const PUBLISH_HELP = `
  --min-total <n>      paling sedikit sekian yang berisiko/tersampel, kalau kurang tidak ditampilkan (bawaan 30)
  --caution-rse <p>    galat baku relatif (RSE) di atas p persen diberi tanda hati-hati (bawaan 25)
  --max-rse <p>        RSE di atas p persen tidak ditampilkan (bawaan 50)
  --max-width <n>      selang lebih lebar dari n tidak ditampilkan (bawaan: tanpa batas)`.trim();

export function publishRule(values: AnalysisRequest['values']): PublishRule {
  return {
    minTotal: numberOption(values, 'min-total', 30, { min: 0 }),
    cautionRse: numberOption(values, 'caution-rse', 25, { min: 0 }),
    maxRse: numberOption(values, 'max-rse', 50, { min: 0 }),
    maxWidth:
      optional(values, 'max-width') === undefined
        ? undefined
        : numberOption(values, 'max-width', 0, { min: 0 }),
  };
}

const number = (value: number) => value.toLocaleString('id-ID', { maximumFractionDigits: 4 });

const sentence: Readonly<
  Record<PublishReason, (found: Publishable, rule: PublishRule, what: string) => string>
> = {
  'no-estimate': () => 'tidak ada dugaan',
  'few-at-risk': (_, rule, what) => `${what} kurang dari ${number(rule.minTotal)}`,
  'rse-too-large': ({ rse }, rule) =>
    `RSE ${number(rse ?? 0)}% melebihi ${number(rule.maxRse)}%: terlalu tidak pasti`,
  'interval-too-wide': (_, rule) => `selang lebih lebar dari ${number(rule.maxWidth ?? 0)}`,
  'rse-large': ({ rse }, rule) =>
    `RSE ${number(rse ?? 0)}% di atas ${number(rule.cautionRse)}%: pakai dengan hati-hati`,
  'rse-undefined': () => 'dugaan 0: RSE tidak terdefinisi, lihat selangnya',
};

/** rse, shown, caution and reason of one row; `notes` are put behind the reasons. */
export function publishColumns(
  figure: Parameters<typeof judge>[0],
  rule: PublishRule,
  words: { readonly total: string; readonly notes: readonly string[] },
): Row & { shown: boolean; caution: boolean } {
  const found = judge(figure, rule);
  const { shown, caution, rse, reasons } = found;
  const why = [...reasons.map((r) => sentence[r](found, rule, words.total)), ...words.notes];
  const lead = shown ? '' : 'jangan ditampilkan: ';
  return {
    rse_percent: rse,
    shown,
    caution,
    reason: why.length === 0 ? '' : `${lead}${why.join('; ')}`,
  };
}

/** `what` undefined: sizes are not known. */
export const ruleInWords = (rule: PublishRule, what: string | undefined): string =>
  [
    'tidak ditampilkan bila ',
    what === undefined ? '' : `${what} < ${number(rule.minTotal)} atau `,
    `RSE > ${number(rule.maxRse)}%`,
    rule.maxWidth === undefined ? '' : ` atau selang > ${number(rule.maxWidth)}`,
    `, tanda hati-hati di atas ${number(rule.cautionRse)}%`,
  ].join('');
