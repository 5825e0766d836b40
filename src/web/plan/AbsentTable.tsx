import { useSay } from '#ui/language.tsx';
import { Table } from '#ui/Table.tsx';
import { saveTable } from '#ui/use-table-file.ts';
import { type PlanTableProps, sentences, type ViewAbsent } from './plan-words.tsx';

/** Places without a single batch: why, and what would bring one in. */
export function AbsentTable({ view, names, query }: PlanTableProps) {
  const say = useSay();
  const nameOf = (code: string) => names.get(code) ?? code;
  const rows = view.absent.filter((a) => !a.served && (a.level === 'kec' || a.code === a.kab));
  return (
    <Table<ViewAbsent>
      caption={say.t('plan.tab.absent')}
      hideCaption
      filterable
      maxHeight="min(70vh, 44rem)"
      rows={rows}
      rowKey={(a) => a.code}
      selectedKey={query.get('bukan')}
      onSelect={(a) => query.set({ bukan: a.code, baris: '', wilayah: '' })}
      onExport={saveTable}
      emptyText={say.t('plan.noAbsent')}
      columns={[
        {
          key: 'place',
          header: say.t('plan.place'),
          names: true,
          value: (a) => nameOf(a.code),
        },
        {
          key: 'kab',
          header: say.t('plan.kab'),
          value: (a) => (a.level === 'kab' ? say.t('plan-paper.wholeKab') : nameOf(a.kab)),
        },
        {
          key: 'families',
          header: say.t('plan.families'),
          value: (a) => a.families,
          number: true,
        },
        {
          key: 'why',
          header: say.t('plan-paper.col.why'),
          value: (a) => sentences(say, a.because),
        },
        {
          key: 'opens',
          header: say.t('plan-paper.col.opens'),
          value: (a) => sentences(say, a.opensWith.slice(0, 2)),
        },
      ]}
    />
  );
}
