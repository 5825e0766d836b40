import type { PlanSplit } from '#domain/plan.ts';
import { useSay } from '#ui/language.tsx';
import { Tag, type Tone } from '#ui/parts.tsx';
import { type Column, Table } from '#ui/Table.tsx';
import { saveTable } from '#ui/use-table-file.ts';
import { type KabRow, kabRows, type Variant, variants } from './figures.ts';
import type { PlanTableProps } from './plan-words.tsx';

/** The kabupaten, all of them, under the three ways of dividing the money. */
export function KabTable({ view, names, query }: PlanTableProps) {
  const say = useSay();
  const figure = (
    variant: Variant,
    key: 'batches' | 'participants' | 'costRupiah',
  ): Column<KabRow> => ({
    key: `${variant}-${key}`,
    header: `${say.word(`plan-paper.variant.${variant}`)}: ${say.t(`plan.short.${key}`)}`,
    value: (r) => (r[variant] as PlanSplit | undefined)?.[key] ?? null,
    number: true,
    total: true,
  });
  return (
    <Table<KabRow>
      caption={say.t('plan.tab.kabs')}
      hideCaption
      maxHeight="56rem"
      rows={kabRows(view.splits)}
      rowKey={(r) => r.kab}
      onSelect={(r) =>
        (r.plan?.batches ?? 0) > 0
          ? query.set({ bagian: '', kab: r.kab })
          : query.set({ bukan: r.kab, baris: '', wilayah: '' })
      }
      notes={[say.t('plan-paper.note.compare')]}
      onExport={saveTable}
      columns={[
        {
          key: 'kab',
          header: say.t('plan.kab'),
          names: true,
          value: (r) => names.get(r.kab) ?? r.kab,
        },
        ...variants.map((v) => figure(v, 'participants')),
        {
          key: 'difference',
          header: say.t('plan.difference'),
          number: true,
          total: true,
          value: (r) => r.difference,
          render: (r) =>
            r.difference === null
              ? '–'
              : `${r.difference > 0 ? '+' : ''}${say.number(r.difference)}`,
        },
        {
          key: 'verdict',
          header: say.t('plan.verdict'),
          value: (r) =>
            verdictOf(r)
              .map((k) => say.word(k))
              .join(', '),
          render: (r) =>
            verdictOf(r).map((key) => (
              <Tag key={key} tone={TONES[key] ?? 'plain'}>
                {say.word(key)}
              </Tag>
            )),
        },
        ...variants.map((v) => figure(v, 'batches')),
        ...variants.map((v) => figure(v, 'costRupiah')),
      ]}
    />
  );
}

const TONES: Readonly<Record<string, Tone>> = {
  'plan-paper.verdict.1': 'good',
  'plan-paper.verdict.-1': 'bad',
  'plan.gets.nothing': 'bad',
};

function verdictOf(row: KabRow): string[] {
  return [
    ...(row.plan?.batches === 0 ? ['plan.gets.nothing'] : []),
    ...(row.difference === null ? [] : [`plan-paper.verdict.${Math.sign(row.difference)}`]),
  ];
}
