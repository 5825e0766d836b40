import type { TableReport } from '#api/tables.ts';
import { reasonText } from '#messages/reason.ts';
import { useSay } from '#ui/language.tsx';
import { Figure, Notice, Panel, Tag } from '#ui/parts.tsx';
import { type Column, Table } from '#ui/Table.tsx';
import { saveTable } from '#ui/use-table-file.ts';
import { itemText, yearText } from './figure-text.ts';

interface PreviewRow {
  readonly cells: readonly (string | number | null)[];
  readonly i: number;
}

type IssueRow = TableReport['issues'][number];

/** What became of every row: totals that add up, reasons with their number, and the records to be. */
export function ReportView({ report, name }: { report: TableReport; name: string }) {
  const say = useSay();
  const word = (head: string, cell: string | number | null) => {
    if (cell === null) return head === 'value' ? say.t('figure.blank') : '';
    if (head === 'year') {
      const [year, ...period] = String(cell).split(' ');
      return yearText(say, Number(year), period.join(' '));
    }
    if (head === 'item') return itemText(String(cell));
    const key = `${head}.${cell}`;
    const known = say.word(key);
    return known === key ? cell : known;
  };
  const issueColumns: Column<IssueRow>[] = [
    { key: 'row', header: say.t('tables.row'), value: (i) => String(i.row), names: true },
    {
      key: 'verdict',
      header: say.t('tables.verdict'),
      value: (i) => say.t(i.refused ? 'tables.isRefused' : 'tables.isWarned'),
      render: (i) => (
        <Tag tone={i.refused ? 'bad' : 'warn'}>
          {say.t(i.refused ? 'tables.isRefused' : 'tables.isWarned')}
        </Tag>
      ),
    },
    { key: 'column', header: say.t('tables.column'), value: (i) => i.column },
    { key: 'value', header: say.t('tables.stood'), value: (i) => i.value },
    {
      key: 'why',
      header: say.t('facts.why'),
      value: (i) => reasonText(say.language, i.reason),
    },
  ];
  return (
    <div className="stack">
      <Panel title={name}>
        <div className="stack">
          <div className="facts-counts">
            <Figure label={say.t('tables.read')} value={say.number(report.read)} />
            <Figure
              label={say.t('tables.accepted')}
              value={say.number(report.accepted)}
              note={
                report.warned > 0 ? `${say.number(report.warned)} ${say.t('tables.warned')}` : ''
              }
            />
            <Figure label={say.t('tables.refused')} value={say.number(report.refused)} />
            <Figure label={say.t('tables.records')} value={say.number(report.records)} />
          </div>
          <p className="small soft">
            {say.t('tables.sum', {
              read: report.read,
              accepted: report.accepted,
              refused: report.refused,
            })}
          </p>
          {report.records === 0 && <Notice tone="warn" title={say.t('tables.nothing')} />}
          {report.reasons.length > 0 && (
            <ul className="facts-reasons">
              {report.reasons.map((r) => (
                <li key={`${r.code}${r.refused}`}>
                  <Tag tone={r.refused ? 'bad' : 'warn'}>
                    {`${say.number(r.times)} ${say.t(r.refused ? 'tables.isRefused' : 'tables.isWarned')}`}
                  </Tag>{' '}
                  {firstOf(say.language, report, r)}
                </li>
              ))}
            </ul>
          )}
        </div>
      </Panel>
      {report.issues.length > 0 && (
        <Table
          caption={say.t('tables.issues')}
          notes={report.issues.length >= 500 ? [say.t('tables.issuesCut')] : []}
          filterable
          onExport={saveTable}
          rows={report.issues}
          rowKey={(i) => `${i.row}/${i.column}/${i.reason.code}/${i.value}`}
          columns={issueColumns}
        />
      )}
      {report.preview.rows.length > 0 && (
        <Table
          caption={say.t('tables.preview')}
          rows={report.preview.rows.map((cells, i) => ({ cells, i }))}
          rowKey={(r) => String(r.i)}
          columns={report.preview.heads.flatMap((head, at) =>
            report.preview.rows.every((r) => r[at] === null || r[at] === '')
              ? []
              : {
                  key: head,
                  header: say.word(`column.${head}`),
                  names: at === 0,
                  number:
                    head !== 'year' &&
                    report.preview.rows.every((r) => typeof (r[at] ?? 0) === 'number'),
                  digits: 3,
                  value: (r: PreviewRow) => word(head, r.cells[at] ?? null),
                },
          )}
        />
      )}
    </div>
  );
}

/** The sentence of a reason as it stands on its first row. */
function firstOf(
  language: 'id' | 'en',
  report: TableReport,
  wanted: { code: string; refused: boolean },
): string {
  const found = report.issues.find(
    (i) => i.reason.code === wanted.code && i.refused === wanted.refused,
  );
  return reasonText(language, found?.reason ?? { code: wanted.code, params: {} });
}
