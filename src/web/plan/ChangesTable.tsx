import type { PlanChange } from '#domain/plan-diff.ts';
import type { Reason } from '#domain/reason.ts';
import { type Say, useSay } from '#ui/language.tsx';
import { Tag } from '#ui/parts.tsx';
import { Table } from '#ui/Table.tsx';
import { saveTable } from '#ui/use-table-file.ts';
import { Reasons } from '../potential/words.tsx';
import { sentences } from './plan-words.tsx';

/** Lines that are not as they were, each with whose input that was. */
export function ChangesTable({
  title,
  changes,
  causes,
  names,
}: {
  title: string;
  changes: readonly PlanChange[];
  causes: readonly Reason[];
  names: ReadonlyMap<string, string>;
}) {
  const say = useSay();
  const nameOf = (code: string) => names.get(code) ?? code;
  return (
    <div className="stack-s">
      <strong>{title}</strong>
      {causes.length > 0 && <Reasons reasons={causes} />}
      <Table<PlanChange>
        caption={title}
        hideCaption
        maxHeight="min(60vh, 36rem)"
        rows={changes}
        rowKey={(c) => c.id}
        onExport={saveTable}
        emptyText={say.t('plan.noChanges')}
        columns={[
          {
            key: 'place',
            header: say.t('plan.place'),
            names: true,
            value: (c) =>
              c.place === c.kab ? nameOf(c.kab) : `${nameOf(c.place)}, ${nameOf(c.kab)}`,
          },
          {
            key: 'recipe',
            header: say.t('plan.product'),
            value: (c) =>
              `${c.recipeName[say.language]}${c.tier === 'training' ? ` (${say.word('plan-paper.kit.training-ready')})` : ''}`,
          },
          {
            key: 'kind',
            header: say.t('plan.change'),
            value: (c) => say.word(`plan.change.${c.kind}`),
            render: (c) => (
              <Tag tone={c.kind === 'added' ? 'good' : c.kind === 'removed' ? 'bad' : 'plain'}>
                {say.word(`plan.change.${c.kind}`)}
              </Tag>
            ),
          },
          { key: 'before', header: say.t('plan.before'), value: (c) => sideText(say, c.before) },
          { key: 'after', header: say.t('plan.after'), value: (c) => sideText(say, c.after) },
          { key: 'why', header: say.t('plan.whyChanged'), value: (c) => sentences(say, c.causes) },
        ]}
      />
    </div>
  );
}

const sideText = (say: Say, side: PlanChange['before']): string | null =>
  side === null
    ? null
    : say.t('plan.side', {
        batches: side.batches,
        participants: side.participants,
        rupiah: say.rupiahShort(side.rupiah),
      });
