import { useState } from 'react';
import { regionsApi } from '#api/regions.ts';
import { registryApi } from '#api/registry.ts';
import { useSay } from '#ui/language.tsx';
import { Button, Dialog, ErrorNotice, Field, Loaded } from '#ui/parts.tsx';
import { Table } from '#ui/Table.tsx';
import { useChange, useOperation } from '#ui/use-operation.ts';

/** Says what would go and what would come back before anybody decides. */
export function UndoDialog({
  no,
  open,
  onClose,
  onStarted,
}: {
  no: number;
  open: boolean;
  onClose: () => void;
  onStarted: (jobId: string) => void;
}) {
  const say = useSay();
  const preview = useOperation(registryApi.previewUndo, { no }, { enabled: open, staleMs: 0 });
  const regions = useOperation(regionsApi.listRegions, {}, { enabled: open, staleMs: 600_000 });
  const undo = useChange(registryApi.undoImport);
  const [reason, setReason] = useState('');
  const nameOf = (code: string) => regions.data?.find((r) => r.code === code)?.name ?? code;
  return (
    <Dialog title={say.t('import.undoTitle', { no })} open={open} onClose={onClose}>
      <form
        className="stack"
        onSubmit={(e) => {
          e.preventDefault();
          undo.mutate({ no, reason }, { onSuccess: (r) => onStarted(r.jobId) });
        }}
      >
        <p>{say.t('import.undoHelp')}</p>
        <Loaded query={preview}>
          {(areas) => (
            <Table
              caption={say.t('import.undoHelp')}
              hideCaption
              rows={areas}
              rowKey={(a) => a.kab}
              maxHeight="40vh"
              columns={[
                {
                  key: 'kab',
                  header: say.t('import.kab'),
                  value: (a) => nameOf(a.kab),
                  names: true,
                },
                {
                  key: 'before',
                  header: say.t('import.undo.now'),
                  number: true,
                  value: (a) => a.before,
                  total: true,
                },
                {
                  key: 'leaving',
                  header: say.t('import.undo.leaving'),
                  number: true,
                  value: (a) => a.leaving,
                  total: true,
                },
                {
                  key: 'returning',
                  header: say.t('import.undo.returning'),
                  number: true,
                  value: (a) => a.returning,
                  total: true,
                },
                {
                  key: 'after',
                  header: say.t('import.undo.after'),
                  number: true,
                  value: (a) => a.after,
                  total: true,
                },
                {
                  key: 'fallback',
                  header: say.t('import.undo.fallback'),
                  value: (a) =>
                    a.fallback === null
                      ? say.t('import.undo.nothing')
                      : `${say.t('import.no', { no: a.fallback.importNo })} · ${a.fallback.sourceName}`,
                },
              ]}
            />
          )}
        </Loaded>
        {undo.error && <ErrorNotice error={undo.error} />}
        <Field label={say.t('import.undoReason')}>
          {(p) => (
            <textarea
              className="textarea"
              {...p}
              required
              minLength={5}
              maxLength={400}
              value={reason}
              onChange={(e) => setReason(e.target.value)}
            />
          )}
        </Field>
        <div>
          <Button type="submit" look="danger" disabled={undo.isPending}>
            {say.t('import.undoDo')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
