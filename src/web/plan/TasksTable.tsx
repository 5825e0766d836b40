import type { PlanTask } from '#domain/plan.ts';
import { reasonText } from '#messages/reason.ts';
import { type Say, useSay } from '#ui/language.tsx';
import { Tag } from '#ui/parts.tsx';
import { type Column, Table } from '#ui/Table.tsx';
import { saveTable } from '#ui/use-table-file.ts';
import { type PlanTableProps, sentences } from './plan-words.tsx';

const KINDS = ['task', 'prerequisite'] as const;

/** What must be answered or built beside the plan, who is asked, and which idle machines stand near. */
export function TasksTable({ view, names, query }: PlanTableProps) {
  const say = useSay();
  const nameOf = (code: string) => names.get(code) ?? code;
  const [kab, kind] = [query.get('kab'), query.get('jenis')];
  const rows = view.tasks.filter(
    (t) => (kab === '' || t.kab === kab) && (kind === '' || t.kind === kind),
  );
  const kabs = [...new Set(view.tasks.map((t) => t.kab))].sort();
  return (
    <div className="stack-s">
      <p className="small soft">{say.t('plan-paper.note.tasks')}</p>
      <div className="plan-filters no-print">
        <select
          className="select"
          aria-label={say.t('plan.kab')}
          value={kab}
          onChange={(e) => query.set({ kab: e.target.value })}
        >
          <option value="">{say.t('plan.allKabs')}</option>
          {kabs.map((code) => (
            <option key={code} value={code}>
              {nameOf(code)}
            </option>
          ))}
        </select>
        <select
          className="select"
          aria-label={say.t('plan-paper.col.kind')}
          value={kind}
          onChange={(e) => query.set({ jenis: e.target.value })}
        >
          <option value="">{say.t('plan.allKinds')}</option>
          {KINDS.map((k) => (
            <option key={k} value={k}>
              {say.word(`plan-paper.task.${k}`)}
            </option>
          ))}
        </select>
      </div>
      <Table<PlanTask>
        caption={say.t('plan.tab.tasks')}
        hideCaption
        maxHeight="min(70vh, 44rem)"
        rows={rows}
        rowKey={(t) => t.id}
        onSelect={(t) => query.set({ baris: t.line, bukan: '', wilayah: '' })}
        onExport={saveTable}
        emptyText={say.t('plan.noTasks')}
        columns={[
          {
            key: 'place',
            header: say.t('plan.place'),
            names: true,
            value: (t) =>
              t.place === t.kab ? nameOf(t.kab) : `${nameOf(t.place)}, ${nameOf(t.kab)}`,
          },
          {
            key: 'recipe',
            header: say.t('plan.product'),
            value: (t) => t.recipeName[say.language],
          },
          {
            key: 'kind',
            header: say.t('plan-paper.col.kind'),
            value: (t) => say.word(`plan-paper.task.${t.kind}`),
            render: (t) => (
              <Tag tone={t.kind === 'prerequisite' ? 'bad' : 'warn'}>
                {say.word(`plan-paper.task.${t.kind}`)}
              </Tag>
            ),
          },
          {
            key: 'what',
            header: say.t('plan-paper.col.what'),
            value: (t) => reasonText(say.language, t.what),
            render: (t) => (
              <span className="plan-sentence">{reasonText(say.language, t.what)}</span>
            ),
          },
          {
            key: 'reserved',
            header: say.t('plan.reserved'),
            value: (t) => (t.reservedRupiah > 0 ? t.reservedRupiah : null),
            number: true,
          },
          ...(view.tasks.some((t) => t.kind === 'prerequisite') ? [costColumn(say)] : []),
          ...(view.tasks.some((t) => t.idleNearby.length > 0) ? [idleColumn(say)] : []),
        ]}
      />
    </div>
  );
}

const costColumn = (say: Say): Column<PlanTask> => ({
  key: 'cost',
  header: say.t('plan.taskCost'),
  value: (t) => t.costRupiah,
  number: true,
  render: (t) =>
    t.costRupiah === null ? (
      <span className="soft">{t.kind === 'prerequisite' ? say.t('state.notYet') : '–'}</span>
    ) : (
      `${say.number(t.costRupiah)}${t.costOfficial ? '' : ` (${say.t('price.notOfficial')})`}`
    ),
});

const idleColumn = (say: Say): Column<PlanTask> => ({
  key: 'idle',
  header: say.t('plan.idle'),
  value: (t) => (t.idleNearby.length > 0 ? sentences(say, t.idleNearby) : null),
});
