import type { PlanLine } from '#domain/plan.ts';
import type { RabLine } from '#domain/rab.ts';
import { formatNumber, formatPercent, formatRupiah } from '#messages/format.ts';
import { kitText, type PlanPaper, sentences, word } from './plan-paper.ts';
import { RUPIAH, type Sheet, type SheetCell, type SheetColumn } from './workbook.ts';

const column = (key: string, more: Partial<SheetColumn> = {}): SheetColumn => ({
  header: word(`plan-paper.col.${key}`),
  ...more,
});
const rupiah = { number: true, format: RUPIAH, width: 18 } as const;

/** Every cost line of every line of the plan; quantities times prices, summed by formulas. */
export function rabSheet(paper: PlanPaper): Sheet {
  return {
    name: word('plan-paper.sheet.rab'),
    title: word('plan-paper.title.rab'),
    notes: [word('plan-paper.note.rab')],
    columns: [
      column('kab'),
      column('kec'),
      column('product', { width: 28 }),
      column('kit'),
      column('size', { number: true }),
      column('batches', { number: true }),
      column('use'),
      column('part'),
      column('item', { width: 34 }),
      column('quantity', { number: true }),
      column('unit'),
      column('unitRupiah', rupiah),
      column('perBatch', rupiah),
      column('rupiah', { ...rupiah, total: true }),
      column('official'),
      column('source', { width: 40 }),
      column('year'),
    ],
    rows: paper.content.lines.flatMap((line) => rabRows(paper, line)),
  };
}

function rabRows(paper: PlanPaper, line: PlanLine): SheetCell[][] {
  const place = [
    paper.nameOf(line.kab),
    line.place === line.kab ? word('plan-paper.wholeKab') : paper.nameOf(line.place),
    line.recipeName.id,
    kitText(line),
  ];
  return line.rab.flatMap((rab) =>
    rab.lines.map((l): SheetCell[] => [
      ...place,
      rab.participants,
      rab.batches,
      word(`plan-paper.use.${l.use}`),
      word(`plan-paper.part.${l.part}`),
      paper.itemName(l.item),
      l.quantity,
      l.unit,
      l.unitRupiah,
      { formula: 'ROUND(J{row}*L{row},0)', value: l.rupiah },
      { formula: 'F{row}*M{row}', value: rab.batches * l.rupiah },
      officialText(l),
      l.source,
      l.year === null ? '' : String(l.year),
    ]),
  );
}

const officialText = (l: Pick<RabLine, 'official' | 'synthetic'>): string =>
  word(l.synthetic ? 'plan-paper.synthetic' : l.official ? 'state.yes' : 'state.no');

/** Each price that was used once, with the paper it stands in and how much of the plan rests on it. */
export function priceSheet(paper: PlanPaper): Sheet {
  const used = new Map<string, { line: RabLine; kab: string; rupiah: number }>();
  for (const line of paper.content.lines)
    for (const rab of line.rab)
      for (const l of rab.lines) {
        const key = [l.item, l.unitRupiah, l.source].join('|');
        const before = used.get(key);
        used.set(key, {
          line: l,
          kab: before === undefined || before.kab === line.kab ? line.kab : '',
          rupiah: (before?.rupiah ?? 0) + rab.batches * l.rupiah,
        });
      }
  const rows = [...used.values()].sort((a, b) => b.rupiah - a.rupiah);
  return {
    name: word('plan-paper.sheet.prices'),
    title: word('plan-paper.title.prices'),
    notes: [word('plan-paper.note.prices', { list: paper.priceList ?? word('state.notYet') })],
    columns: [
      column('item', { width: 40 }),
      column('unit'),
      column('unitRupiah', rupiah),
      column('where'),
      column('official'),
      column('source', { width: 50 }),
      column('year'),
      column('used', { ...rupiah, total: true }),
    ],
    rows: rows.map(({ line: l, kab, rupiah: sum }) => [
      paper.itemName(l.item),
      l.unit,
      l.unitRupiah,
      kab === '' ? word('plan-paper.severalKabs') : paper.nameOf(kab),
      officialText(l),
      l.source,
      l.year === null ? '' : String(l.year),
      sum,
    ]),
  };
}

/** What a person decided, as it was when the plan was solved, and what the dearest limits cost. */
export function limitSheet(paper: PlanPaper): Sheet {
  const { inputs } = paper;
  const number = (n: number | null) =>
    n === null ? word('plan-paper.noLimit') : formatNumber(n, 'id', 2);
  const percent = (n: number | null) =>
    n === null ? word('plan-paper.notAsked') : formatPercent(n, 'id', 0);
  const row = (key: string, value: string, params: Record<string, string> = {}): SheetCell[] => [
    word(`plan-paper.limit.${key}`, params),
    value,
  ];
  return {
    name: word('plan-paper.sheet.limits'),
    title: word('plan-paper.title.limits'),
    notes: [sentences(paper.content.summary.objective)],
    columns: [column('limit', { width: 60 }), column('setting', { width: 60 })],
    rows: [
      row('year', String(inputs.year)),
      row('price-list', paper.priceList ?? word('state.notYet')),
      ...inputs.sources.map((s) =>
        row(
          'source',
          [
            formatRupiah(s.amountRupiah),
            word(`plan-paper.sourceUse.${s.use}`),
            s.kabs.length > 0 ? s.kabs.map(paper.nameOf).join(', ') : word('plan-paper.allKabs'),
            String(s.year),
          ].join(' · '),
          { name: s.name },
        ),
      ),
      row('preset', word(`plan-paper.preset.${inputs.preset}`)),
      row('desil-weights', inputs.weights.desil.map((w) => formatNumber(w, 'id', 2)).join(' · ')),
      row('without-kit', formatNumber(inputs.weights.withoutKit, 'id', 2)),
      row('crowding', formatNumber(inputs.weights.crowding, 'id', 2)),
      row('spread', formatNumber(inputs.weights.spread, 'id', 2)),
      row('desils', number(inputs.desils)),
      row('batch-size', number(inputs.batchSize)),
      row('minimum-fill', number(inputs.minimumFill)),
      row('max-kec', number(inputs.maxPerKec)),
      row('min-kab', number(inputs.minPerKab)),
      row('max-kab', number(inputs.maxPerKab)),
      ...inputs.kabLimits.map((k) =>
        row('kab', `${number(k.min)} – ${number(k.max)}`, { kab: paper.nameOf(k.kab) }),
      ),
      row('months', number(inputs.trainers.months)),
      row('trainers', number(inputs.trainers.perMonth)),
      ...inputs.trainers.groups.map((g) => row('group', number(g.perMonth), { group: g.group })),
      row('women', percent(inputs.shares.women)),
      row('disability', percent(inputs.shares.disability)),
      row('islands', percent(inputs.shares.islands)),
      ...inputs.locks.map((l) =>
        row('lock', `${l.recipe} · ${number(l.batches)}`, { place: paper.nameOf(l.code) }),
      ),
      ...inputs.bans.map((b) =>
        row('ban', b.recipe ?? word('plan-paper.anything'), { place: paper.nameOf(b.code) }),
      ),
      row('gap', formatPercent(inputs.gapPercent)),
      ...paper.content.summary.limitPrices.map((p) => [
        sentences([p.words]),
        `${sentences([p.step])} → ${word('plan-paper.limitGain', {
          batches: p.batches,
          participants: p.participants,
        })}${p.certain ? '' : ` (${word('plan-paper.uncertain')})`}`,
      ]),
    ],
  };
}
