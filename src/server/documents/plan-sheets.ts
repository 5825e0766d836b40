import type { PlanAbsent, PlanLine, PlanSplit } from '#domain/plan.ts';
import { formatRupiah } from '#messages/format.ts';
import {
  conditionalRupiah,
  flagText,
  kitText,
  overridesOf,
  type PlanPaper,
  sentences,
  totalsOfPlan,
  word,
} from './plan-paper.ts';
import { RUPIAH, type Sheet, type SheetCell, type SheetColumn } from './workbook.ts';

const text = (key: string, width?: number): SheetColumn => ({
  header: word(`plan-paper.col.${key}`),
  ...(width === undefined ? {} : { width }),
});
const count = (key: string, total = true): SheetColumn => ({
  header: word(`plan-paper.col.${key}`),
  number: true,
  format: '#,##0',
  total,
});
const money = (key: string, total = true): SheetColumn => ({
  header: word(`plan-paper.col.${key}`),
  number: true,
  format: RUPIAH,
  total,
  width: 18,
});

const title = (sheet: string): Pick<Sheet, 'name' | 'title'> => ({
  name: word(`plan-paper.sheet.${sheet}`),
  title: word(`plan-paper.title.${sheet}`),
});

/* ------------------------------------------------------------------ summary */

export function summarySheet(paper: PlanPaper): Sheet {
  const { content } = paper;
  const { lines, summary } = content;
  const sum = (of: (l: PlanLine) => number) => lines.reduce((t, l) => t + of(l), 0);
  const totals = paper.only === undefined ? totalsOfPlan(content) : undefined;
  const cost = sum((l) => l.trainingRupiah + l.kitRupiah);
  const people = sum((l) => l.participants);
  const share = (part: number) => (cost === 0 ? null : Math.round((part / cost) * 1000) / 10);
  const row = (key: string, value: SheetCell, note = ''): SheetCell[] => [
    word(`plan-paper.sum.${key}`),
    value,
    note,
  ];
  const least = (key: 'women' | 'disabled'): SheetCell[] => {
    const known = lines.some((l) => l[key] !== null);
    return row(
      key,
      known ? sum((l) => l[key] ?? 0) : null,
      known ? word('plan-paper.atLeast') : word('plan-paper.notAsked'),
    );
  };
  return {
    ...title('summary'),
    notes: [
      sentences(summary.objective),
      ...summary.notes.map((n) => sentences([n])),
      ...paper.changes.map((c) => sentences([c])),
    ],
    columns: [
      text('measure', 44),
      { ...text('value', 24), number: true, format: '#,##0.##' },
      text('remark', 60),
    ],
    rows: [
      ...(totals ? [row('money', totals.moneyRupiah), row('left', totals.leftRupiah)] : []),
      row('cost', cost),
      row(
        'batches',
        sum((l) => l.batches),
      ),
      row('participants', people),
      least('women'),
      least('disabled'),
      row('kabs', new Set(lines.map((l) => l.kab)).size),
      row('villages', new Set(content.villages.map((v) => v.code)).size),
      row('training-head', people === 0 ? null : Math.round(sum((l) => l.trainingRupiah) / people)),
      row('kit-head', people === 0 ? null : Math.round(sum((l) => l.kitRupiah) / people)),
      row('unofficial', share(sum((l) => l.unofficialRupiah)), word('plan-paper.percentOfCost')),
      row('synthetic', share(sum((l) => l.syntheticRupiah)), word('plan-paper.percentOfCost')),
      row('conditional', conditionalRupiah(lines), word('plan-paper.conditionalNote')),
      row(
        'overrides',
        overridesOf(lines).length,
        overridesOf(lines)
          .map((o) => `${o.officer}: ${o.line.recipeName.id}, ${paper.nameOf(o.line.place)}`)
          .join('; '),
      ),
      ...(totals
        ? [
            row(
              'gap',
              totals.gapPercent,
              word('plan-paper.gapNote', { stop: word(`plan-paper.stop.${totals.stoppedBy}`) }),
            ),
          ]
        : []),
    ],
  };
}

/* -------------------------------------------------------------------- lines */

const regions = (paper: PlanPaper, row: { kab: string; place: string }): [string, string] => [
  paper.nameOf(row.kab),
  row.place === row.kab ? word('plan-paper.wholeKab') : paper.nameOf(row.place),
];

export function lineSheet(paper: PlanPaper): Sheet {
  const { inputs } = paper;
  const sources = new Map(inputs.sources.map((s) => [s.id, s.name]));
  const moneyText = (line: PlanLine, use: 'training' | 'kit') =>
    line.money
      .filter((m) => m.use === use && m.rupiah > 0)
      .map((m) => `${sources.get(m.source) ?? m.source} ${formatRupiah(m.rupiah)}`)
      .join('; ');
  const coding = (use: 'training' | 'kit', field: 'subKegiatan' | 'belanja') =>
    inputs.coding[use][field] ?? '';
  return {
    ...title('lines'),
    notes: [word('plan-paper.note.lines')],
    columns: [
      text('kab'),
      text('kec'),
      text('code'),
      text('product', 30),
      count('batches'),
      count('participants'),
      count('women'),
      count('disabled'),
      text('kit'),
      money('trainingRupiah'),
      money('kitRupiah'),
      money('rupiah'),
      text('sourceTraining', 34),
      text('sourceKit', 34),
      text('subTraining', 20),
      text('subKit', 20),
      text('belanjaTraining', 20),
      text('belanjaKit', 20),
      text('flags', 30),
      text('needWhy', 50),
      text('potentialWhy', 60),
      text('readinessWhy', 60),
      text('costWhy', 50),
      text('marginWhy', 50),
    ],
    rows: paper.content.lines.map((l) => [
      ...regions(paper, l),
      l.place,
      l.recipeName.id,
      l.batches,
      l.participants,
      l.women,
      l.disabled,
      kitText(l),
      l.trainingRupiah,
      l.kitRupiah,
      { formula: 'J{row}+K{row}', value: l.trainingRupiah + l.kitRupiah },
      moneyText(l, 'training'),
      moneyText(l, 'kit'),
      coding('training', 'subKegiatan'),
      l.kitRupiah > 0 ? coding('kit', 'subKegiatan') : '',
      coding('training', 'belanja'),
      l.kitRupiah > 0 ? coding('kit', 'belanja') : '',
      l.flags.map(flagText).join('; '),
      sentences(l.because.need),
      sentences(l.because.potential),
      sentences([...l.because.readiness, ...l.warnings]),
      sentences(l.because.cost),
      sentences(l.because.margin),
    ]),
  };
}

export function villageSheet(paper: PlanPaper): Sheet {
  const lines = new Map(paper.content.lines.map((l) => [l.id, l]));
  const desils = Math.max(1, ...paper.content.villages.map((v) => v.byDesil.length));
  return {
    ...title('villages'),
    notes: [word('plan-paper.note.villages')],
    columns: [
      text('kab'),
      text('kec'),
      text('village'),
      text('code'),
      text('product', 30),
      count('participants'),
      ...Array.from({ length: desils }, (_, d) => ({
        header: word('plan-paper.desil', { desil: d + 1 }),
        number: true,
        format: '#,##0',
        total: true,
      })),
    ],
    rows: paper.content.villages.map((v) => [
      paper.nameOf(v.kab),
      v.code.length >= 8 ? paper.nameOf(v.code.slice(0, 8)) : '',
      v.code.length === 13 ? paper.nameOf(v.code) : word('plan-paper.unknownVillage'),
      v.code,
      lines.get(v.line)?.recipeName.id ?? '',
      v.participants,
      ...Array.from({ length: desils }, (_, d) => v.byDesil[d] ?? 0),
    ]),
  };
}

/* ---------------------------------------------------------------- left out */

export function absentSheet(paper: PlanPaper): Sheet {
  return {
    ...title('absent'),
    notes: [word('plan-paper.note.absent')],
    columns: [
      text('kab'),
      text('kec'),
      text('code'),
      count('families', false),
      text('served'),
      text('product', 30),
      text('why', 60),
      text('opens', 60),
    ],
    rows: paper.content.absent.flatMap((a) => absentRows(paper, a)),
  };
}

function absentRows(paper: PlanPaper, a: PlanAbsent): SheetCell[][] {
  const place = [
    ...regions(paper, { kab: a.kab, place: a.code }),
    a.code,
    a.families,
    word(a.served ? 'plan-paper.served' : 'plan-paper.notServed'),
  ];
  const whole: SheetCell[][] =
    a.because.length > 0
      ? [[...place, word('plan-paper.anything'), sentences(a.because), sentences(a.opensWith)]]
      : [];
  return [
    ...whole,
    ...a.options.map((o) => [
      ...place,
      o.recipeName.id,
      sentences(o.because),
      sentences(o.opensWith),
    ]),
  ];
}

export function taskSheet(paper: PlanPaper): Sheet {
  return {
    ...title('tasks'),
    notes: [word('plan-paper.note.tasks')],
    columns: [
      text('kab'),
      text('kec'),
      text('product', 30),
      text('kind'),
      text('what', 60),
      money('costRupiah', false),
      text('official'),
      money('reserved', false),
      text('idle', 50),
    ],
    rows: paper.content.tasks.map((t) => [
      ...regions(paper, t),
      t.recipeName.id,
      word(`plan-paper.task.${t.kind}`),
      sentences([t.what]),
      t.costRupiah,
      t.costRupiah === null ? '' : word(t.costOfficial ? 'state.yes' : 'state.no'),
      t.reservedRupiah > 0 ? t.reservedRupiah : null,
      sentences(t.idleNearby),
    ]),
  };
}

/* ------------------------------------------------------------- comparison */

/** The three ways of dividing the same money, with everybody who gets less. */
export function compareSheet(paper: PlanPaper): Sheet {
  const of = (kab: string, variant: PlanSplit['variant']) =>
    paper.content.splits.find((s) => s.kab === kab && s.variant === variant);
  const figures = (split: PlanSplit | undefined): SheetCell[] => [
    split?.batches ?? null,
    split?.participants ?? null,
    split?.costRupiah ?? null,
  ];
  const three = (variant: string): SheetColumn[] => [
    {
      ...count('batches'),
      header: `${word(`plan-paper.variant.${variant}`)}: ${word('plan-paper.col.batches').toLowerCase()}`,
    },
    {
      ...count('participants'),
      header: `${word(`plan-paper.variant.${variant}`)}: ${word('plan-paper.col.participants').toLowerCase()}`,
    },
    { ...money('rupiah'), header: `${word(`plan-paper.variant.${variant}`)}: Rp` },
  ];
  const left =
    paper.only === undefined
      ? paper.content.summary.variants.map((v) =>
          word('plan-paper.leftOf', {
            variant: word(`plan-paper.variant.${v.variant}`),
            left: formatRupiah(v.leftRupiah),
          }),
        )
      : [];
  return {
    ...title('compare'),
    notes: [
      word('plan-paper.note.compare'),
      ...left,
      ...paper.content.summary.variants.flatMap((v) => v.notes.map((n) => sentences([n]))),
    ],
    columns: [
      text('kab'),
      ...three('plan'),
      ...three('equal'),
      ...three('proportional'),
      count('difference'),
      text('verdict'),
    ],
    rows: paper.kabs.map(({ code, name }) => {
      const plan = of(code, 'plan');
      const equal = of(code, 'equal');
      const difference =
        plan === undefined || equal === undefined ? null : plan.participants - equal.participants;
      return [
        name,
        ...figures(plan),
        ...figures(equal),
        ...figures(of(code, 'proportional')),
        difference === null ? null : { formula: 'C{row}-F{row}', value: difference },
        difference === null ? '' : word(`plan-paper.verdict.${Math.sign(difference)}`),
      ];
    }),
  };
}
