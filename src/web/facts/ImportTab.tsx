import { useState } from 'react';
import { type Inspection, type TableReport, tablesApi } from '#api/tables.ts';
import type { TableMapping } from '#domain/table-mapping.ts';
import { call, save } from '#ui/call.ts';
import { useSay } from '#ui/language.tsx';
import { Button, ErrorNotice, Notice, Panel } from '#ui/parts.tsx';
import { useQueryState } from '#ui/query-state.ts';
import { useChange, useOperation } from '#ui/use-operation.ts';
import { FileStep } from './FileStep.tsx';
import { ImportHistory } from './ImportHistory.tsx';
import { MappingForm } from './MappingForm.tsx';
import { ReportView } from './ReportView.tsx';

type Step = 'file' | 'columns' | 'check' | 'done';
const STEPS: readonly Step[] = ['file', 'columns', 'check', 'done'];

/** File → columns → check → done. Nothing is stored before the last press. */
export function ImportTab() {
  const say = useSay();
  const [step, setStep] = useState<Step>('file');
  const [inspection, setInspection] = useState<Inspection>();
  const [mapping, setMapping] = useState<TableMapping>();
  const [report, setReport] = useState<TableReport>();
  const [importId, setImportId] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const kinds = useOperation(tablesApi.listTableKinds, {}, { staleMs: 600_000 });
  // In the address, so that "import unit prices" elsewhere opens the door for unit prices.
  const query = useQueryState();
  const asked = query.get('jenis');
  const kind = kinds.data?.some((k) => k.kind === asked) ? asked : 'figures';
  const run = useChange(tablesApi.runTable);

  const attempt = async (work: () => Promise<void>) => {
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
  const opened = (found: Inspection) => {
    setInspection(found);
    setMapping(found.mapping);
    setReport(undefined);
    setStep('columns');
  };
  const send = (file: File) =>
    attempt(async () =>
      opened(await call(tablesApi.inspectTable, { kind, name: file.name }, { file })),
    );
  const lookAgain = (change: { sheet?: number; headerRow?: number }) =>
    attempt(async () => {
      if (inspection === undefined) return;
      const sheet = change.sheet ?? inspection.sheet;
      opened(await call(tablesApi.lookAgain, { id: inspection.id, ...change, sheet }));
    });
  const check = () =>
    attempt(async () => {
      if (inspection === undefined || mapping === undefined) return;
      const found = await call(tablesApi.checkTable, { id: inspection.id, mapping });
      setReport(found);
      if (found.missing.length === 0) setStep('check');
    });
  const take = () =>
    attempt(async () => {
      if (inspection === undefined || mapping === undefined) return;
      const taken = await run.mutateAsync({ id: inspection.id, mapping });
      setReport(taken.report);
      setImportId(taken.importId);
      setStep('done');
    });
  const again = () => {
    setInspection(undefined);
    setMapping(undefined);
    setReport(undefined);
    setStep('file');
  };

  return (
    <div className="stack">
      <ol className="facts-steps" aria-label={say.t('facts.tab.import')}>
        {STEPS.map((s) => (
          <li key={s} aria-current={s === step ? 'step' : undefined}>
            {say.t(`tables.step.${s}`)}
          </li>
        ))}
      </ol>
      {error !== undefined && <ErrorNotice error={error} />}
      {step === 'file' && (
        <FileStep
          kinds={kinds.data ?? []}
          kind={kind}
          onKind={(chosen) => query.set({ jenis: chosen })}
          busy={busy}
          onFile={(file) => void send(file)}
        />
      )}
      {step === 'columns' && inspection && mapping && (
        <Panel title={inspection.fileName}>
          <MappingForm
            inspection={inspection}
            mapping={mapping}
            onChange={setMapping}
            onLookAgain={(change) => void lookAgain(change)}
          />
          {report && report.missing.length > 0 && (
            <Notice
              tone="warn"
              title={say.t('tables.missing', {
                fields: report.missing.map((f) => say.word(`column.${f}`)).join(', '),
              })}
            />
          )}
          <div className="row facts-actions">
            <Button look="primary" disabled={busy} onClick={() => void check()}>
              {say.t('tables.check')}
            </Button>
            <Button onClick={again}>{say.t('tables.again')}</Button>
          </div>
        </Panel>
      )}
      {step === 'check' && inspection && mapping && report && (
        <>
          <div className="row">
            <Button
              look="primary"
              disabled={busy || report.records === 0}
              onClick={() => void take()}
            >
              {say.t('tables.take', { n: report.records })}
            </Button>
            <Button onClick={() => setStep('columns')}>{say.t('action.back')}</Button>
            {report.refused > 0 && (
              <Button
                onClick={() =>
                  void attempt(async () => {
                    await save(tablesApi.refusedInCheck, { id: inspection.id, mapping });
                  })
                }
              >
                {say.t('tables.refusedFile')}
              </Button>
            )}
          </div>
          <ReportView report={report} name={inspection.fileName} />
        </>
      )}
      {step === 'done' && inspection && report && (
        <>
          <Notice
            tone="good"
            title={say.t('tables.done', { records: report.records, name: inspection.fileName })}
          >
            <div className="row">
              <Button onClick={again}>{say.t('tables.again')}</Button>
              {report.refused > 0 && (
                <Button onClick={() => void save(tablesApi.refusedRows, { id: importId })}>
                  {say.t('tables.refusedFile')}
                </Button>
              )}
            </div>
          </Notice>
          <ReportView report={report} name={inspection.fileName} />
        </>
      )}
      {(step === 'file' || step === 'done') && <ImportHistory />}
    </div>
  );
}
