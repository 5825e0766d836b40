import { useState } from 'react';
import type { ReplyOf } from '#api/operation.ts';
import { regionsApi } from '#api/regions.ts';
import { registryApi } from '#api/registry.ts';
import type { ImportDetail } from '#api/registry-import.ts';
import { reasonText } from '#messages/reason.ts';
import { save } from '#ui/call.ts';
import { useSay } from '#ui/language.tsx';
import { Button, Figure, Loaded, Notice, Panel } from '#ui/parts.tsx';
import { Table } from '#ui/Table.tsx';
import { useOperation } from '#ui/use-operation.ts';
import { saveTable } from '#ui/use-table-file.ts';

type Summary = NonNullable<ImportDetail['summary']>;

/** What the file holds: counts that add up, reasons with examples, and what would change where. */
export function CheckResult({ detail, summary }: { detail: ImportDetail; summary: Summary }) {
  const say = useSay();
  const read = detail.rowsRead ?? 0;
  const refused = detail.rowsRefused ?? 0;
  return (
    <>
      <Panel title={say.t('import.result')}>
        <div className="stack">
          <p className="import-sum">
            {say.t('import.sum', { read, accepted: detail.rowsAccepted ?? 0, refused })}
          </p>
          <div className="import-figures">
            <Figure label={say.t('import.col.families')} value={say.number(detail.families ?? 0)} />
            {detail.persons !== null && (
              <Figure label={say.t('import.persons')} value={say.number(detail.persons)} />
            )}
            <Figure label={say.t('import.withRemark')} value={say.number(detail.rowsWarned ?? 0)} />
            <Figure label={say.t('import.col.refused')} value={say.number(refused)} />
          </div>
          {summary.notices.map((notice) => (
            <Notice
              key={notice.code}
              tone={notice.code === 'file-through-excel' ? 'warn' : 'plain'}
              title={reasonText(say.language, notice)}
            />
          ))}
        </div>
      </Panel>
      <Compared summary={summary} recap={detail.kind === 'recap'} />
      <Reasons detail={detail} counts={summary.refusedBy} outcome="refused" />
      <Reasons detail={detail} counts={summary.warnedBy} outcome="warned" />
    </>
  );
}

function Compared({ summary, recap }: { summary: Summary; recap: boolean }) {
  const say = useSay();
  const regions = useOperation(regionsApi.listRegions, {}, { staleMs: 600_000 });
  const nameOf = (code: string) => regions.data?.find((r) => r.code === code)?.name ?? code;
  if (summary.areas.length === 0) return null;
  return (
    <Table
      caption={say.t('import.compare')}
      rows={summary.areas}
      rowKey={(a) => a.kab}
      onExport={saveTable}
      columns={[
        { key: 'kab', header: say.t('import.kab'), value: (a) => nameOf(a.kab), names: true },
        {
          key: 'families',
          header: say.t('import.inFile'),
          number: true,
          value: (a) => a.families,
          total: true,
        },
        {
          key: 'added',
          header: say.t('import.added'),
          number: true,
          value: (a) => a.added,
          total: true,
        },
        ...(recap
          ? []
          : [
              {
                key: 'same',
                header: say.t('import.same'),
                number: true,
                value: (a: Summary['areas'][number]) => a.same,
                total: true,
              },
              {
                key: 'changed',
                header: say.t('import.changed'),
                number: true,
                value: (a: Summary['areas'][number]) => a.changed,
                total: true,
              },
            ]),
        {
          key: 'gone',
          header: say.t('import.gone'),
          number: true,
          value: (a) => a.gone,
          total: true,
        },
        {
          key: 'effect',
          header: say.t('import.effect'),
          value: (a) => say.t(a.takesEffect ? 'state.yes' : 'import.effectNo'),
        },
      ]}
    />
  );
}

function Reasons({
  detail,
  counts,
  outcome,
}: {
  detail: ImportDetail;
  counts: Readonly<Record<string, number>>;
  outcome: 'refused' | 'warned';
}) {
  const say = useSay();
  const [chosen, setChosen] = useState<string>();
  const rows = Object.entries(counts).sort((a, b) => b[1] - a[1]);
  if (rows.length === 0) return null;
  // The sentence of a reason with its blanks filled by an ellipsis: the examples carry the values.
  const sentence = (code: string) => say.word(`reason.${code}`).replace(/\{\w+\}/g, '…');
  const title = say.t(outcome === 'refused' ? 'import.refusals' : 'import.warnings');
  return (
    <Panel
      title={title}
      aside={
        outcome === 'refused' &&
        detail.mine && (
          <Button small onClick={() => void save(registryApi.refusedFile, { no: detail.no })}>
            {say.t('import.downloadRefused')}
          </Button>
        )
      }
    >
      <div className="stack-s">
        {outcome === 'refused' && detail.mine && (
          <p className="small soft">{say.t('import.downloadRefusedHelp')}</p>
        )}
        <ul className="import-reasons">
          {rows.map(([code, n]) => (
            <li key={code}>
              <button
                type="button"
                aria-expanded={chosen === code}
                disabled={!detail.mine}
                onClick={() => setChosen(chosen === code ? undefined : code)}
              >
                <span className="number">{say.number(n)}</span>
                <span>{sentence(code)}</span>
              </button>
              {chosen === code && <Examples no={detail.no} outcome={outcome} reason={code} />}
            </li>
          ))}
        </ul>
      </div>
    </Panel>
  );
}

type Kept = ReplyOf<typeof registryApi.listKeptRows>[number];

function Examples(props: { no: number; outcome: 'refused' | 'warned'; reason: string }) {
  const say = useSay();
  const rows = useOperation(registryApi.listKeptRows, props);
  const why = (r: Kept) => r.reasons.map((x) => reasonText(say.language, x)).join('; ');
  return (
    <Loaded query={rows}>
      {(list) => (
        <Table
          caption={say.t('import.examples')}
          hideCaption
          rows={list.filter((r) => r.reasons.some((x) => x.code === props.reason))}
          rowKey={(r) => `${r.part}/${r.row}`}
          maxHeight="18rem"
          columns={[
            { key: 'row', header: say.t('import.row'), value: (r) => r.row, names: true },
            { key: 'column', header: say.t('import.column'), value: (r) => r.column || '–' },
            {
              key: 'value',
              header: say.t('import.value'),
              value: (r) => r.value,
              render: (r) => <span className="import-value">{r.value ?? '–'}</span>,
            },
            { key: 'why', header: say.t('import.reason'), value: why },
          ]}
        />
      )}
    </Loaded>
  );
}
