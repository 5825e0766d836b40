import type { Letterhead } from '#api/documents.ts';
import type { PlanSplit, VariantTotals } from '#domain/plan.ts';
import {
  formatNumber,
  formatPercent,
  formatRupiah,
  formatRupiahShort,
  formatTime,
} from '#messages/format.ts';
import { type BriefMap, briefMap } from './brief-map.ts';
import { outItems, risksOf, sourcesOf } from './brief-risks.ts';
import { makePdf } from './pdf.ts';
import { type PlanPaper, sentences, totalsOfPlan, word } from './plan-paper.ts';
import { shorten } from './shorten.ts';

/** How much a version of the page holds; the first that fits on one page is printed. */
interface Room {
  readonly size: number;
  readonly out: number;
  readonly outText: number;
  readonly risks: number;
  readonly riskText: number;
  readonly names: number;
}

const ROOMS: readonly Room[] = [
  { size: 9, out: 8, outText: 220, risks: 8, riskText: 200, names: 400 },
  { size: 8.7, out: 6, outText: 180, risks: 7, riskText: 170, names: 320 },
  { size: 8.4, out: 6, outText: 150, risks: 7, riskText: 150, names: 280 },
  { size: 8.1, out: 4, outText: 140, risks: 6, riskText: 130, names: 240 },
  { size: 7.8, out: 4, outText: 120, risks: 5, riskText: 120, names: 200 },
  { size: 7.5, out: 4, outText: 100, risks: 5, riskText: 100, names: 160 },
  { size: 7.2, out: 2, outText: 90, risks: 4, riskText: 90, names: 120 },
  { size: 7, out: 2, outText: 70, risks: 3, riskText: 80, names: 90 },
  { size: 6.6, out: 0, outText: 60, risks: 2, riskText: 60, names: 60 },
];

export interface BriefInput {
  readonly paper: PlanPaper;
  readonly kop: Letterhead;
  readonly map: BriefMap | undefined;
  readonly demo: boolean;
}

/** The plan on exactly one A4 page, whatever its size. */
export async function makeBrief(
  input: BriefInput,
): Promise<{ body: Uint8Array; pages: number; attempt: number }> {
  const map = briefMap(input.paper, input.map);
  return makePdf(
    'brief',
    ROOMS.map((room) => briefData(input, map, room)),
    1,
  );
}

const number = (n: number): string => formatNumber(n, 'id');

function briefData({ paper, kop, demo }: BriefInput, map: object, room: Room) {
  const { content } = paper;
  const totals = totalsOfPlan(content);
  const version = word('brief.version', { scenario: paper.scenario, number: paper.number });
  const heading = word('brief.heading', { year: String(paper.year) });
  const out = outItems(paper);
  const risks = totals === undefined ? [] : risksOf(paper, totals);
  const rest = (all: readonly unknown[], shown: number) =>
    all.length > shown ? word('brief.more', { count: all.length - shown }) : '';
  return {
    title: `${heading} · ${version}`,
    kop,
    demo: demo ? word('app.demo') : '',
    size: room.size,
    footer: `${heading} · ${version} · ${formatTime(paper.solvedAt)}${demo ? ` · ${word('app.demo')}` : ''}`,
    heading,
    request: requestOf(paper, totals),
    draft: word('brief.draft'),
    version: shorten(version, 60),
    time: formatTime(paper.solvedAt),
    figures: totals === undefined ? [] : figuresOf(paper, totals),
    map,
    table: tableOf(paper),
    against: { title: word('brief.against'), lines: againstOf(paper, totals, room) },
    out: {
      title: word('brief.out'),
      items: out
        .slice(0, room.out)
        .map((o) => ({ name: shorten(o.name, 90), text: shorten(o.text, room.outText) })),
      more: rest(out, room.out),
    },
    risks: {
      title: word('brief.risks'),
      items:
        risks.length === 0
          ? [word('brief.risk.none')]
          : risks.slice(0, room.risks).map((r) => shorten(r, room.riskText)),
      more: rest(risks, room.risks),
    },
    sources: shorten(sourcesOf(paper), 420),
    sign: {
      place: word('brief.place', { city: kop.city || '……………' }),
      title: kop.signerTitle || '……………………………',
      name: kop.signerName,
      nip: kop.signerNip || '……………………………',
    },
    words: {
      page: word('paper.page'),
      of: word('paper.of'),
      sources: word('brief.sources'),
      knowing: word('brief.knowing'),
    },
  };
}

function requestOf(paper: PlanPaper, totals: VariantTotals | undefined): string {
  if (totals === undefined || totals.batches === 0) {
    const why = [
      ...paper.content.summary.conflict.map((c) => c.words),
      ...paper.content.summary.notes,
    ];
    return shorten(word('brief.nothing', { why: sentences(why.slice(0, 3)) || '–' }), 320);
  }
  return word('brief.request', {
    cost: formatRupiah(totals.costRupiah),
    batches: totals.batches,
    participants: totals.participants,
    kabs: totals.kabs,
    left: formatRupiah(totals.leftRupiah),
  });
}

function figuresOf(paper: PlanPaper, t: VariantTotals) {
  const people = Math.max(1, t.participants);
  const kecs = new Set(paper.content.lines.filter((l) => l.place.length >= 8).map((l) => l.place));
  const known = paper.content.villages.filter((v) => v.code.length === 13);
  const figure = (key: string, value: string, notes: string[]) => ({
    label: word(`brief.figure.${key}`),
    value,
    notes,
  });
  return [
    figure('money', formatRupiahShort(t.costRupiah), [
      word('brief.of', { money: formatRupiahShort(t.moneyRupiah) }),
      word('brief.left', { left: formatRupiahShort(t.leftRupiah) }),
    ]),
    figure('batches', number(t.batches), [
      word('brief.withKit', { ready: t.kitReady, conditional: t.kitConditional }),
      word('brief.withoutKit', { count: t.withoutKit }),
    ]),
    figure('participants', number(t.participants), [
      t.women === null ? word('brief.womenUnknown') : word('brief.women', { count: t.women }),
      t.disabled === null
        ? word('brief.disabledUnknown')
        : word('brief.disabled', { count: t.disabled }),
    ]),
    known.length === 0
      ? figure('villages', '–', [word('brief.villagesUnknown')])
      : figure('villages', number(new Set(known.map((v) => v.code)).size), [
          word('brief.kecs', { count: kecs.size }),
        ]),
    figure('head', formatRupiahShort(t.costRupiah / people), [
      word('brief.headTraining', { rupiah: formatRupiahShort(t.trainingRupiah / people) }),
      word('brief.headKit', { rupiah: formatRupiahShort(t.kitRupiah / people) }),
    ]),
  ];
}

/* ------------------------------------------------------------------- table */

const splitOf = (paper: PlanPaper, kab: string, variant: PlanSplit['variant']) =>
  paper.content.splits.find((s) => s.kab === kab && s.variant === variant);

/** Participants against an equal split; null where there is none to compare with. */
function difference(paper: PlanPaper, kab: string): number | null {
  const equal = splitOf(paper, kab, 'equal');
  return equal === undefined
    ? null
    : (splitOf(paper, kab, 'plan')?.participants ?? 0) - equal.participants;
}

function tableOf(paper: PlanPaper) {
  const plans = paper.kabs.map((k) => splitOf(paper, k.code, 'plan'));
  const sum = (of: (s: PlanSplit) => number) =>
    plans.reduce((t, s) => t + (s === undefined ? 0 : of(s)), 0);
  return {
    title: word('brief.table'),
    pad: 2,
    head: [
      word('plan-paper.col.kab'),
      word('plan-paper.col.batches'),
      word('plan-paper.col.participants'),
      word('brief.col.million'),
      word('brief.col.equal'),
    ],
    rows: paper.kabs.map(({ code, name }, i) => {
      const plan = plans[i];
      const diff = difference(paper, code);
      return {
        name,
        mark: diff !== null && diff < 0 ? '▼' : '',
        cells: [
          number(plan?.batches ?? 0),
          number(plan?.participants ?? 0),
          million(plan?.costRupiah ?? 0),
          diff === null ? '–' : signed(diff),
        ],
      };
    }),
    total: [
      word('table.total'),
      number(sum((s) => s.batches)),
      number(sum((s) => s.participants)),
      million(sum((s) => s.costRupiah)),
      '',
    ],
    note: word('brief.tableNote'),
  };
}

/** Always one decimal, so that the column lines up. */
function million(rupiah: number): string {
  const text = formatNumber(rupiah / 1e6, 'id', 1);
  return text.includes(',') ? text : `${text},0`;
}

const signed = (n: number): string =>
  n === 0 ? '0' : `${n > 0 ? '+' : '−'}${number(Math.abs(n))}`;

function againstOf(paper: PlanPaper, totals: VariantTotals | undefined, room: Room): string[] {
  const equal = totalsOfPlan(paper.content, 'equal');
  const names = (keep: (kab: string) => boolean) =>
    shorten(
      paper.kabs
        .filter((k) => keep(k.code))
        .map((k) => k.name)
        .join(', '),
      room.names,
    );
  if (equal === undefined) return [word('brief.equalNone')];
  const losers = names((kab) => (difference(paper, kab) ?? 0) < 0);
  const zero = names((kab) => (splitOf(paper, kab, 'plan')?.batches ?? 0) === 0);
  return [
    word('brief.equal', {
      participants: equal.participants,
      left: formatRupiahShort(equal.leftRupiah),
    }),
    losers === '' ? word('brief.noLosers') : word('brief.losers', { kabs: losers }),
    ...(zero === '' ? [] : [word('brief.zero', { kabs: zero })]),
    ...(totals && totals.gapPercent > 0
      ? [word('brief.gap', { percent: formatPercent(totals.gapPercent) })]
      : []),
  ];
}
