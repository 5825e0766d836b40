import type { VariantTotals } from '#domain/plan.ts';
import { formatDate, formatPercent, formatRupiahShort } from '#messages/format.ts';
import { conditionalRupiah, overridesOf, type PlanPaper, sentences, word } from './plan-paper.ts';
import { shorten } from './shorten.ts';

/**
 * Kabupaten without anything first, then the largest places, one line each. Every kabupaten speaks
 * once before any speaks twice: a page full of one kabupaten would hide the others.
 */
export function outItems(paper: PlanPaper): { name: string; text: string }[] {
  const rank = (a: PlanPaper['content']['absent'][number]) =>
    (a.level === 'kab' ? 0 : a.served ? 2 : 1) * 1e9 - (a.families ?? 0);
  const turn = new Map<string, number>();
  return paper.content.absent
    .filter((a) => !a.served)
    .sort((a, b) => rank(a) - rank(b))
    .map((a) => {
      turn.set(a.kab, (turn.get(a.kab) ?? 0) + 1);
      return { absent: a, turn: turn.get(a.kab) ?? 0 };
    })
    .sort((a, b) => a.turn - b.turn)
    .map(({ absent: a }) => ({
      name:
        a.code === a.kab ? paper.nameOf(a.kab) : `${paper.nameOf(a.kab)}, ${paper.nameOf(a.code)}`,
      text: sentences([...a.because.slice(0, 2), ...a.opensWith.slice(0, 1)]),
    }));
}

/** What could go wrong or is not known, the gravest first; overrides carry their officer's name. */
export function risksOf(paper: PlanPaper, t: VariantTotals): string[] {
  const { lines, tasks, summary } = paper.content;
  const having = (flag: string) => lines.filter((l) => l.flags.includes(flag)).length;
  const percent = (part: number) =>
    formatPercent(t.costRupiah === 0 ? 0 : (part / t.costRupiah) * 100, 'id', 0);
  const when = (condition: boolean, ...texts: string[]) => (condition ? texts : []);
  const conditional = conditionalRupiah(lines);
  const absent = lines.filter((l) => l.tier === 'training' && l.kit === 'absent').length;
  return [
    ...overridesOf(lines).map((o) =>
      word('brief.risk.override', {
        officer: o.officer,
        product: o.line.recipeName.id,
        place: paper.nameOf(o.line.place),
        why: o.why,
      }),
    ),
    ...when(
      t.unofficialRupiah > 0,
      word('brief.risk.unofficial', { percent: percent(t.unofficialRupiah) }),
    ),
    ...when(
      t.syntheticRupiah > 0,
      word('brief.risk.synthetic', { percent: percent(t.syntheticRupiah) }),
    ),
    ...when(
      conditional > 0,
      word('brief.risk.conditional', {
        rupiah: formatRupiahShort(conditional),
        tasks: tasks.filter((k) => k.kind === 'task').length,
      }),
    ),
    ...when(absent > 0, word('brief.risk.prerequisite', { count: absent })),
    ...when(
      having('own-statement') > 0,
      word('brief.risk.own', { count: having('own-statement') }),
    ),
    ...when(having('past-aid') > 0, word('brief.risk.pastAid', { count: having('past-aid') })),
    ...when(having('recap') > 0, word('brief.risk.recap', { count: having('recap') })),
    // Gaps of the register and everything else a reader must know before the figures.
    ...summary.notes.map((n) => sentences([n])),
    ...paper.changes.map((c) => sentences([c])),
  ];
}

/** One line of sources; the workbook holds them item by item. */
export function sourcesOf(paper: PlanPaper): string {
  const registers = paper.registers.map((r) =>
    word('brief.source.register', { name: r.name, date: formatDate(r.asOf), kabs: r.kabs }),
  );
  return [
    ...registers,
    ...(paper.priceList === null
      ? []
      : [word('brief.source.prices', { list: shorten(paper.priceList, 90) })]),
    word('brief.source.workbook'),
  ]
    .join('; ')
    .concat(`. ${word('brief.conversion')}`);
}
