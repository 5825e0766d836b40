import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { coordinationApi, type ReturnCheck } from '#api/coordination.ts';
import type { ReturnedAnswer } from '#domain/sheet-return.ts';
import { reasonText } from '#messages/reason.ts';
import { call } from '#ui/call.ts';
import { useSay } from '#ui/language.tsx';
import { Button, Dialog, ErrorNotice, Field, Notice } from '#ui/parts.tsx';
import { Table } from '#ui/Table.tsx';
import { saveTable } from '#ui/use-table-file.ts';

/** A filled sheet comes back: look first, then take all of it. */
export function ReturnDialog({
  kab,
  open,
  onClose,
}: {
  kab: { code: string; name: string };
  open: boolean;
  onClose: () => void;
}) {
  const say = useSay();
  const client = useQueryClient();
  const [file, setFile] = useState<File>();
  const [filledBy, setFilledBy] = useState('');
  const [check, setCheck] = useState<ReturnCheck>();
  const [taken, setTaken] = useState<number>();
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const input = (f: File) => ({
    kab: kab.code,
    fileName: f.name,
    ...(filledBy.trim().length >= 3 ? { filledBy: filledBy.trim() } : {}),
  });
  const run = async (work: () => Promise<void>) => {
    setBusy(true);
    setError(undefined);
    try {
      await work();
    } catch (problem) {
      setError(problem);
    } finally {
      setBusy(false);
    }
  };
  const look = (f: File) =>
    run(async () => setCheck(await call(coordinationApi.checkReturn, input(f), { file: f })));
  const take = (f: File, digest: string) =>
    run(async () => {
      const back = await call(coordinationApi.applyReturn, { ...input(f), digest }, { file: f });
      setTaken(back.applied);
      await client.invalidateQueries();
    });
  const close = () => {
    setFile(undefined);
    setCheck(undefined);
    setTaken(undefined);
    setError(undefined);
    onClose();
  };
  return (
    <Dialog title={say.t('return.title', { kab: kab.name })} open={open} onClose={close}>
      {taken === undefined ? (
        <>
          <Field label={say.t('return.file')} help={say.t('return.fileHelp')}>
            {(p) => (
              <input
                className="input"
                {...p}
                type="file"
                accept=".xlsx"
                onChange={(e) => {
                  const chosen = e.target.files?.[0];
                  setFile(chosen);
                  setCheck(undefined);
                  if (chosen) void look(chosen);
                }}
              />
            )}
          </Field>
          {check?.refused?.code === 'sheet-no-name' && file && (
            <Field label={say.t('return.filledBy')}>
              {(p) => (
                <span className="row">
                  <input
                    className="input grow"
                    {...p}
                    maxLength={120}
                    value={filledBy}
                    onChange={(e) => setFilledBy(e.target.value)}
                  />
                  <Button disabled={filledBy.trim().length < 3} onClick={() => void look(file)}>
                    {say.t('return.check')}
                  </Button>
                </span>
              )}
            </Field>
          )}
          {error !== undefined && <ErrorNotice error={error} />}
          {busy && <p className="soft">{say.t('state.loading')}</p>}
          {check && (
            <CheckResult check={check}>
              {check.report && file && (
                <div className="row">
                  <Button
                    look="primary"
                    disabled={busy || check.report.changes.length === 0}
                    onClick={() => void take(file, check.digest)}
                  >
                    {say.t('return.take', { count: check.report.changes.length })}
                  </Button>
                  <Button onClick={close}>{say.t('action.cancel')}</Button>
                </div>
              )}
            </CheckResult>
          )}
        </>
      ) : (
        <Notice tone="good" title={say.t('return.taken', { count: taken })}>
          <p>{say.t('return.undoHint')}</p>
          <div>
            <Button onClick={close}>{say.t('action.close')}</Button>
          </div>
        </Notice>
      )}
    </Dialog>
  );
}

function CheckResult({ check, children }: { check: ReturnCheck; children: ReactNode }) {
  const say = useSay();
  if (check.refused) return <Notice tone="bad" title={reasonText(say.language, check.refused)} />;
  const { report } = check;
  if (report === null) return null;
  const before = (c: ReturnedAnswer) =>
    c.before ? say.word(`sheet.answer.${c.before.answer}`) : say.t('sheet.notAnswered');
  const fresh = report.changes.filter((c) => c.before === null).length;
  return (
    <div className="stack-s">
      <Notice
        tone={report.changes.length > 0 ? 'good' : 'warn'}
        title={say.t('return.summary', {
          fresh,
          changed: report.changes.length - fresh,
          unchanged: report.unchanged,
          refused: report.refused.length,
        })}
      >
        <span>
          {say.t('return.by', {
            name: check.filledBy ?? '',
            date: say.date(check.filledOn ?? ''),
            version: check.version ?? 0,
          })}
        </span>
      </Notice>
      {check.warnings.map((w) => (
        <Notice key={w.code} tone="warn" title={reasonText(say.language, w)} />
      ))}
      {children}
      {report.refused.length > 0 && (
        <Table
          caption={say.t('return.refused')}
          rows={report.refused}
          rowKey={(r) => `${r.address}/${r.reason.code}`}
          onExport={saveTable}
          columns={[
            { key: 'cell', header: say.t('return.cell'), value: (r) => r.address, names: true },
            { key: 'text', header: say.t('return.text'), value: (r) => r.text },
            {
              key: 'why',
              header: say.t('return.why'),
              value: (r) => reasonText(say.language, r.reason),
            },
          ]}
        />
      )}
      {report.changes.length > 0 && (
        <Table
          caption={say.t('return.changes')}
          rows={report.changes}
          rowKey={(c) => c.address}
          maxHeight="16rem"
          columns={[
            {
              key: 'no',
              header: say.t('sheet.col.no'),
              value: (c) => c.number || c.address,
              names: true,
            },
            { key: 'before', header: say.t('return.before'), value: before },
            {
              key: 'after',
              header: say.t('return.after'),
              value: (c) => (c.answer === 'text' ? c.note : say.word(`sheet.answer.${c.answer}`)),
            },
            {
              key: 'note',
              header: say.t('sheet.col.note'),
              value: (c) => (c.answer === 'text' ? null : c.note),
            },
          ]}
        />
      )}
    </div>
  );
}
