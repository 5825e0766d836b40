import { useState } from 'react';
import { Link, useSearchParams } from 'wouter';
import { type BoardRow, coordinationApi } from '#api/coordination.ts';
import { covers } from '#domain/region.ts';
import { useSay } from '#ui/language.tsx';
import { Button, Empty, ErrorNotice, LinkButton, Loaded, Notice, Tag } from '#ui/parts.tsx';
import { useMe } from '#ui/session.tsx';
import { Table } from '#ui/Table.tsx';
import { useChange, useOperation } from '#ui/use-operation.ts';
import { saveTable } from '#ui/use-table-file.ts';
import { PageHead } from '../Shell.tsx';
import { KabSheet } from './KabSheet.tsx';
import { LetterheadDialog } from './LetterheadDialog.tsx';
import { ReminderDialog } from './ReminderDialog.tsx';
import { SheetFiles } from './SheetHistory.tsx';
import { WaitingForYou } from './WaitingForYou.tsx';
import { nextYear } from './words.ts';
import './sheets.css';

/** An officer meets the own questions; the province meets the board and, behind it, each kabupaten. */
export function SheetsPage() {
  const me = useMe();
  const [search] = useSearchParams();
  const year = Number(search.get('tahun')) || nextYear();
  const kab = search.get('kab') ?? (me.role === 'officer' ? me.area : null);
  if (kab === null) return <Board year={year} />;
  return covers(me.area, kab) ? <OneKab key={kab} kab={kab} year={year} /> : <NotYours kab={kab} />;
}

/** An address typed by hand: said plainly, with the way to the own questions. */
function NotYours({ kab }: { kab: string }) {
  const say = useSay();
  return (
    <>
      <PageHead title={say.t('sheet.title')} />
      <Empty title={say.t('problem.outside-area', { region: kab })}>
        <div>
          <LinkButton to="/lembar" look="primary">
            {say.t('waiting.title')}
          </LinkButton>
        </div>
      </Empty>
    </>
  );
}

function OneKab({ kab, year }: { kab: string; year: number }) {
  const say = useSay();
  const me = useMe();
  const query = useOperation(coordinationApi.questions, { kab, year });
  const sheets = useOperation(coordinationApi.listSheets, { kab });
  const latest = sheets.data?.sheets.find((s) => s.year === year) ?? null;
  return (
    <>
      <PageHead
        title={
          me.role === 'officer'
            ? say.t('waiting.title')
            : say.t('sheet.titleFor', { kab: query.data?.kabName ?? '' })
        }
        lead={`${query.data?.kabName ?? ''} · ${say.t('sheet.for', { year: String(year) })}`}
      >
        {me.role !== 'officer' && (
          <Link href={`/lembar?tahun=${year}`} className="button">
            {say.t('sheet.backToBoard')}
          </Link>
        )}
      </PageHead>
      <Loaded query={query}>
        {(content) => <KabSheet key={content.kab} content={content} latest={latest} />}
      </Loaded>
    </>
  );
}

function Board({ year }: { year: number }) {
  const say = useSay();
  const me = useMe();
  const query = useOperation(coordinationApi.board, { year });
  const issueAll = useChange(coordinationApi.issueAll);
  const [letterhead, setLetterhead] = useState(false);
  const [reminding, setReminding] = useState(false);
  const isPlanner = me.role === 'planner';
  return (
    <>
      <PageHead
        title={say.t('sheet.title')}
        lead={`${say.t('sheet.lead')} ${say.t('sheet.for', { year: String(year) })}.`}
      >
        {isPlanner && (
          <>
            <Button onClick={() => setLetterhead(true)}>{say.t('letterhead.title')}</Button>
            <Button onClick={() => setReminding(true)} disabled={query.data === undefined}>
              {say.t('reminder.title')}
            </Button>
            <Button
              look="primary"
              disabled={issueAll.isPending}
              onClick={() => issueAll.mutate({ year })}
            >
              {say.t('sheet.issueAll')}
            </Button>
          </>
        )}
      </PageHead>
      <div className="stack">
        {issueAll.error && <ErrorNotice error={issueAll.error} />}
        {issueAll.data && (
          <Notice tone="good" title={say.t('sheet.issuedAll', { ...issueAll.data })} />
        )}
        <Loaded query={query} lines={8}>
          {(rows) => <BoardTable rows={rows} year={year} />}
        </Loaded>
        <WaitingForYou year={year} all />
        <p className="small soft">{say.t('sheet.later')}</p>
      </div>
      <LetterheadDialog open={letterhead} onClose={() => setLetterhead(false)} />
      <ReminderDialog
        rows={query.data ?? []}
        year={year}
        open={reminding}
        onClose={() => setReminding(false)}
      />
    </>
  );
}

function BoardTable({ rows, year }: { rows: readonly BoardRow[]; year: number }) {
  const say = useSay();
  const answering = rows.filter((r) => r.answered > 0).length;
  const share = (r: BoardRow) =>
    say.t('sheet.answeredOf', { answered: r.answered, total: r.questions });
  return (
    <Table
      caption={say.t('sheet.boardTitle', { answering, total: rows.length })}
      rows={rows}
      rowKey={(r) => r.kab}
      onExport={saveTable}
      columns={[
        {
          key: 'kab',
          header: say.t('region.kab'),
          value: (r) => r.name,
          names: true,
          render: (r) => <Link href={`/lembar?kab=${r.kab}&tahun=${year}`}>{r.name}</Link>,
        },
        {
          key: 'answered',
          header: say.t('sheet.answered'),
          value: (r) => r.answered,
          render: (r) => (
            <Tag tone={r.answered === 0 ? 'warn' : 'good'}>
              {r.answered === 0 ? say.t('sheet.notAnswered') : share(r)}
            </Tag>
          ),
        },
        {
          key: 'last',
          header: say.t('sheet.lastAnswer'),
          value: (r) => r.lastAnswerOn,
          render: (r) =>
            r.lastAnswerOn
              ? `${say.date(r.lastAnswerOn)} · ${say.word(`sheet.via.${r.lastVia ?? 'screen'}`)}`
              : '–',
        },
        {
          key: 'sheet',
          header: say.t('sheet.issuedAt'),
          value: (r) => r.sheet?.issuedAt ?? null,
          render: (r) =>
            r.sheet
              ? `${say.t('sheet.version', { version: r.sheet.version })} · ${say.date(r.sheet.issuedAt)}`
              : say.t('sheet.noneIssued'),
        },
        { key: 'returns', header: say.t('sheet.returns'), value: (r) => r.returns, number: true },
        {
          key: 'files',
          header: say.t('sheet.files'),
          value: () => null,
          render: (r) => (r.sheet ? <SheetFiles sheet={r.sheet} /> : '–'),
        },
      ]}
    />
  );
}
