import { coordinationApi, type IssuedSheet, type SheetReturn } from '#api/coordination.ts';
import { documentsApi } from '#api/documents.ts';
import { save } from '#ui/call.ts';
import { useSay } from '#ui/language.tsx';
import { Button, ErrorNotice, Loaded, Tag } from '#ui/parts.tsx';
import { useMe } from '#ui/session.tsx';
import { Table } from '#ui/Table.tsx';
import { useChange, useOperation } from '#ui/use-operation.ts';

/** Sheets that went out and came back, with the way to take a return back. */
export function SheetHistory({ kab, latest }: { kab: string; latest: IssuedSheet | null }) {
  const say = useSay();
  const me = useMe();
  const query = useOperation(coordinationApi.listSheets, { kab });
  const undo = useChange(coordinationApi.undoReturn);
  const state = (r: SheetReturn) =>
    r.undoneAt === null
      ? say.t('return.counts')
      : say.t('return.undone', { name: r.undoneByName ?? '', at: say.time(r.undoneAt) });
  return (
    <div className="stack">
      {undo.error && <ErrorNotice error={undo.error} />}
      <Loaded query={query}>
        {({ sheets, returns }) => (
          <>
            <Table
              caption={say.t('return.history')}
              rows={returns}
              rowKey={(r) => r.id}
              emptyText={say.t('return.none')}
              columns={[
                {
                  key: 'file',
                  header: say.t('return.file'),
                  value: (r) => r.fileName,
                  names: true,
                },
                {
                  key: 'at',
                  header: say.t('return.at'),
                  value: (r) => r.returnedAt,
                  render: (r) => `${say.time(r.returnedAt)} · ${r.returnedByName}`,
                },
                { key: 'by', header: say.t('sheet.guide.filled-by'), value: (r) => r.filledBy },
                { key: 'read', header: say.t('return.read'), value: (r) => r.read, number: true },
                {
                  key: 'applied',
                  header: say.t('return.applied'),
                  value: (r) => r.applied,
                  number: true,
                },
                {
                  key: 'unchanged',
                  header: say.t('return.unchanged'),
                  value: (r) => r.unchanged,
                  number: true,
                },
                {
                  key: 'refused',
                  header: say.t('return.refusedShort'),
                  value: (r) => r.refused,
                  number: true,
                },
                {
                  key: 'state',
                  header: say.t('users.state'),
                  value: state,
                  render: (r) => (
                    <span className="row">
                      <Tag tone={r.undoneAt === null ? 'good' : 'plain'}>{state(r)}</Tag>
                      {r.undoneAt === null && me.role !== 'head' && (
                        <Button
                          small
                          disabled={undo.isPending}
                          onClick={() => undo.mutate({ kab, id: r.id })}
                        >
                          {say.t('return.undo')}
                        </Button>
                      )}
                    </span>
                  ),
                },
              ]}
            />
            <Table
              caption={say.t('sheet.issued')}
              rows={sheets}
              rowKey={(s) => s.id}
              emptyText={say.t('sheet.noneIssued')}
              columns={[
                {
                  key: 'version',
                  header: say.t('sheet.title'),
                  value: (s) => s.version,
                  names: true,
                  render: (s) => (
                    <>
                      {`${s.year} · ${say.t('sheet.version', { version: s.version })} `}
                      {s.id === latest?.id && <Tag tone="good">{say.t('sheet.newest')}</Tag>}
                    </>
                  ),
                },
                {
                  key: 'at',
                  header: say.t('sheet.issuedAt'),
                  value: (s) => s.issuedAt,
                  render: (s) => `${say.time(s.issuedAt)} · ${s.issuedByName}`,
                },
                {
                  key: 'questions',
                  header: say.t('sheet.questions'),
                  value: (s) => s.questions,
                  number: true,
                },
                {
                  key: 'files',
                  header: say.t('sheet.files'),
                  value: () => null,
                  render: (s) => <SheetFiles sheet={s} />,
                },
              ]}
            />
          </>
        )}
      </Loaded>
    </div>
  );
}

export function SheetFiles({ sheet }: { sheet: IssuedSheet }) {
  const say = useSay();
  const input = { kab: sheet.kab, id: sheet.id };
  return (
    <span className="row">
      <Button small onClick={() => void save(documentsApi.sheetFile, input)}>
        {say.t('sheet.excel')}
      </Button>
      <Button small onClick={() => void save(documentsApi.sheetPaper, input)}>
        {say.t('sheet.paper')}
      </Button>
    </span>
  );
}
