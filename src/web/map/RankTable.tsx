import { kabOf } from '#domain/region.ts';
import { useSay } from '#ui/language.tsx';
import { type Column, Table } from '#ui/Table.tsx';
import { saveTable } from '#ui/use-table-file.ts';
import type { MeasureRow, Shown } from './measures.ts';

/** The map's twin: the same areas, the same figures, the same selection. */
export function RankTable({
  shown,
  rows,
  kabNames,
  showKab,
  selected,
  onSelect,
}: {
  shown: Shown;
  rows: readonly MeasureRow[];
  kabNames: ReadonlyMap<string, string>;
  showKab: boolean;
  selected: string | undefined;
  onSelect: (code: string) => void;
}) {
  const say = useSay();
  const columns: Column<MeasureRow>[] = [
    {
      key: 'name',
      header: say.t('peta.place'),
      names: true,
      value: (r) => (showKab ? `${r.name}, ${kabNames.get(kabOf(r.code)) ?? ''}` : r.name),
    },
    {
      key: 'value',
      header: shown.unit,
      number: true,
      value: (r) => r.value,
      render: (r) =>
        r.value === null ? (
          <span className="soft">{r.text}</span>
        ) : shown.measure.kind === 'count' ? (
          say.number(r.value)
        ) : (
          r.text
        ),
      total: shown.measure.kind === 'count',
    },
    {
      key: 'rank',
      header: say.t('peta.rank'),
      number: true,
      value: (r) => r.rankAt,
      render: (r) => r.rank || '–',
    },
  ];
  if (rows.some((r) => r.note !== '')) {
    columns.push({ key: 'note', header: shown.noteHead, value: (r) => r.note });
  }
  return (
    <div className="peta-table">
      <Table
        caption={shown.title}
        hideCaption
        notes={[...shown.sources, shown.precision]}
        rows={rows}
        rowKey={(r) => r.code}
        columns={columns}
        selectedKey={selected ?? ''}
        onSelect={(r) => onSelect(r.code)}
        onExport={saveTable}
        filterable
        maxHeight="min(60vh, 30rem)"
        initialSort={{ key: 'value', down: true }}
      />
      <p className="small soft peta-precision">{shown.precision}</p>
    </div>
  );
}
