import { useSay } from '#ui/language.tsx';
import { Table } from '#ui/Table.tsx';
import { saveTable } from '#ui/use-table-file.ts';
import { LineFilters, matching } from './LineFilters.tsx';
import {
  costOf,
  Flags,
  flagWord,
  KitTag,
  kitWord,
  type PlanTableProps,
  shownFlags,
  type ViewLine,
} from './plan-words.tsx';

/** Every line of the plan; choosing one shows why it is in. */
export function LinesTable({ view, names, query }: PlanTableProps) {
  const say = useSay();
  const nameOf = (code: string) => names.get(code) ?? code;
  const rows = matching(view.lines, query, (l) =>
    `${nameOf(l.place)} ${nameOf(l.kab)} ${l.recipeName[say.language]}`.toLowerCase(),
  );
  return (
    <div className="stack-s">
      <LineFilters lines={view.lines} names={names} query={query} />
      <Table<ViewLine>
        caption={say.t('plan.linesOf', { scenario: view.plan.scenario, number: view.plan.number })}
        hideCaption
        maxHeight="min(70vh, 44rem)"
        rows={rows}
        rowKey={(l) => l.id}
        selectedKey={query.get('baris')}
        onSelect={(l) => query.set({ baris: l.id, bukan: '', wilayah: '' })}
        onExport={saveTable}
        emptyText={say.t('plan.noLines')}
        columns={[
          {
            key: 'place',
            header: say.t('plan.place'),
            names: true,
            value: (l) =>
              l.place === l.kab ? nameOf(l.kab) : `${nameOf(l.kab)}, ${nameOf(l.place)}`,
            render: (l) => (
              <span className="plan-cell">
                {l.place === l.kab ? say.t('plan-paper.wholeKab') : nameOf(l.place)}
                <span className="plan-cell-under">{nameOf(l.kab)}</span>
              </span>
            ),
          },
          {
            key: 'recipe',
            header: say.t('plan.product'),
            value: (l) => l.recipeName[say.language],
            render: (l) => <span className="plan-product">{l.recipeName[say.language]}</span>,
          },
          {
            key: 'batches',
            header: say.t('plan.batches'),
            value: (l) => l.batches,
            number: true,
            total: true,
          },
          {
            key: 'participants',
            header: say.t('plan.participants'),
            value: (l) => l.participants,
            number: true,
            total: true,
          },
          {
            key: 'kit',
            header: say.t('plan.kit'),
            value: (l) => kitWord(say, l),
            render: (l) => <KitTag line={l} short />,
          },
          { key: 'rupiah', header: say.t('plan.rupiah'), value: costOf, number: true, total: true },
          {
            key: 'flags',
            header: say.t('plan.status'),
            value: (l) =>
              shownFlags(l)
                .map((f) => flagWord(say, f))
                .join('; '),
            render: (l) => <Flags line={l} />,
          },
        ]}
      />
    </div>
  );
}
