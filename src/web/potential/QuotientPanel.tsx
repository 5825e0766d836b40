import { potentialApi } from '#api/potential.ts';
import { useSay } from '#ui/language.tsx';
import { Empty, Explain, Loaded, Tag } from '#ui/parts.tsx';
import { Table } from '#ui/Table.tsx';
import { useOperation } from '#ui/use-operation.ts';
import { saveTable } from '#ui/use-table-file.ts';

/** Location quotients beside the output they rest on, and totals that do not add up. */
export function QuotientPanel({ code }: { code: string }) {
  const say = useSay();
  const query = useOperation(potentialApi.quotientsOf, { code });
  return (
    <Loaded query={query}>
      {({ rows, totals }) => (
        <div className="stack">
          <p className="small soft">{say.t('potential.lq.lead')}</p>
          {rows.length === 0 ? (
            <Empty title={say.t('potential.lq.empty')} />
          ) : (
            <Table
              caption={say.t('potential.lq.title')}
              hideCaption
              onExport={saveTable}
              rows={rows}
              rowKey={(r) => `${r.item}${r.indicator}${r.year}`}
              columns={[
                {
                  key: 'item',
                  header: say.t('potential.lq.item'),
                  names: true,
                  value: (r) => r.itemName,
                },
                {
                  key: 'indicator',
                  header: say.t('potential.lq.indicator'),
                  value: (r) => say.t(`potential.lq.indicator.${r.indicator}`),
                },
                { key: 'year', header: say.t('evidence.year'), value: (r) => String(r.year) },
                {
                  key: 'local',
                  header: say.t('potential.lq.local'),
                  number: true,
                  digits: 2,
                  value: (r) => r.local,
                },
                {
                  key: 'base',
                  header: say.t('potential.lq.base'),
                  number: true,
                  value: (r) => r.minimumBase,
                  render: (r) =>
                    r.minimumBase === null ? (
                      '–'
                    ) : (
                      <span className="row row-end">
                        {say.number(r.minimumBase)}
                        {r.local < r.minimumBase && (
                          <Tag tone="warn">{say.t('gate.flag.tiny-base')}</Tag>
                        )}
                      </span>
                    ),
                },
                {
                  key: 'lq',
                  header: say.t('potential.lq.value'),
                  number: true,
                  value: (r) => r.lq,
                  render: (r) =>
                    r.lq === null ? (
                      <span className="soft">{say.t('potential.lq.missing')}</span>
                    ) : (
                      say.number(r.lq, 2)
                    ),
                },
                {
                  key: 'compared',
                  header: say.t('potential.lq.compared'),
                  number: true,
                  value: (r) => r.comparedItems,
                },
                { key: 'source', header: say.t('evidence.source'), value: (r) => r.source },
              ]}
            />
          )}
          {totals.length > 0 && (
            <Table
              caption={say.t('potential.lq.totals')}
              rows={totals}
              rowKey={(r) => `${r.item}${r.indicator}${r.year}`}
              columns={[
                {
                  key: 'item',
                  header: say.t('potential.lq.item'),
                  names: true,
                  value: (r) => r.itemName,
                },
                {
                  key: 'indicator',
                  header: say.t('potential.lq.indicator'),
                  value: (r) => say.t(`potential.lq.indicator.${r.indicator}`),
                },
                { key: 'year', header: say.t('evidence.year'), value: (r) => String(r.year) },
                {
                  key: 'stated',
                  header: say.t('potential.lq.stated'),
                  number: true,
                  digits: 2,
                  value: (r) => r.stated,
                },
                {
                  key: 'sum',
                  header: say.t('potential.lq.sum'),
                  number: true,
                  digits: 2,
                  value: (r) => r.sum,
                },
                {
                  key: 'kabs',
                  header: say.t('potential.lq.kabs'),
                  number: true,
                  value: (r) => r.kabs,
                },
                {
                  key: 'difference',
                  header: say.t('potential.lq.difference'),
                  number: true,
                  digits: 2,
                  value: (r) => r.difference,
                },
                {
                  key: 'verdict',
                  header: say.t('aid.status'),
                  value: (r) => say.t(`potential.lq.verdict.${r.verdict}`),
                  render: (r) => (
                    <Tag tone={r.verdict === 'agree' ? 'good' : 'warn'}>
                      {say.t(`potential.lq.verdict.${r.verdict}`)}
                    </Tag>
                  ),
                },
              ]}
            />
          )}
          <Explain>
            <p>{say.t('potential.lq.formula')}</p>
          </Explain>
        </div>
      )}
    </Loaded>
  );
}
