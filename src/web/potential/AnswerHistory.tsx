import { useState } from 'react';
import { type AnswerLine, potentialApi } from '#api/potential.ts';
import { useSay } from '#ui/language.tsx';
import { Loaded } from '#ui/parts.tsx';
import { Table } from '#ui/Table.tsx';
import { useOperation } from '#ui/use-operation.ts';
import { saveTable } from '#ui/use-table-file.ts';
import { ExampleTag, useName } from './words.tsx';

/** Every answer ever given about a region; nothing is overwritten, so the whole story can be read. */
export function AnswerHistory({ code }: { code: string }) {
  const say = useSay();
  const [open, setOpen] = useState(false);
  return (
    <details className="explain" onToggle={(e) => setOpen(e.currentTarget.open)}>
      <summary>{say.t('answer.history')}</summary>
      {open && <History code={code} />}
    </details>
  );
}

function History({ code }: { code: string }) {
  const say = useSay();
  const subjectOf = useSubject();
  const query = useOperation(potentialApi.listAnswers, { code });
  return (
    <Loaded query={query}>
      {(rows) => (
        <Table
          caption={say.t('answer.history')}
          hideCaption
          filterable
          onExport={saveTable}
          emptyText={say.t('answer.none')}
          rows={rows}
          rowKey={(a) => a.id}
          columns={[
            { key: 'what', header: say.t('answer.what'), names: true, value: subjectOf },
            { key: 'region', header: say.t('evidence.region'), value: (a) => a.regionName },
            {
              key: 'answer',
              header: say.t('answer.answer'),
              value: (a) => say.t(`answer.${a.answer}`),
            },
            { key: 'note', header: say.t('answer.note'), value: (a) => a.note },
            {
              key: 'who',
              header: say.t('answer.saidBy'),
              value: (a) => a.saidBy,
              render: (a) => (
                <span className="row">
                  {a.saidBy}
                  {a.onBehalf && <span className="soft">({say.t('answer.onBehalf')})</span>}
                  <ExampleTag when={a.synthetic} />
                </span>
              ),
            },
            {
              key: 'when',
              header: say.t('answer.when'),
              value: (a) => a.saidOn,
              render: (a) => `${say.date(a.saidOn)} · ${say.t(`answer.via.${a.via}`)}`,
            },
          ]}
        />
      )}
    </Loaded>
  );
}

/** "Kesiapan: Gula aren · Air" out of the stored subject. */
function useSubject(): (answer: AnswerLine) => string {
  const say = useSay();
  const name = useName();
  const recipes = useOperation(potentialApi.listRecipes, {}, { staleMs: 60_000 });
  const commodities = useOperation(potentialApi.listCommodities, {}, { staleMs: 600_000 });
  const nameOf = (id: string) => {
    const known =
      recipes.data?.find((r) => r.id === id) ?? commodities.data?.find((c) => c.code === id);
    return known ? name(known.name) : id;
  };
  return ({ topic, subject }) => {
    const [id = '', item] = topic === 'readiness' ? subject.split(':') : [subject];
    const about = topic === 'coast' ? '' : nameOf(id);
    const parts = [about, item === undefined ? '' : say.word(`readiness.${item}`)];
    return [say.t(`answer.topic.${topic}`), parts.filter(Boolean).join(' · ')]
      .filter(Boolean)
      .join(': ');
  };
}
