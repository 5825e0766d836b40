import { useState } from 'react';
import { type TableImport, tablesApi } from '#api/tables.ts';
import { save } from '#ui/call.ts';
import { useSay } from '#ui/language.tsx';
import { Button, Loaded, Tag } from '#ui/parts.tsx';
import { Table } from '#ui/Table.tsx';
import { useOperation } from '#ui/use-operation.ts';
import { RetractDialog } from './RetractDialog.tsx';

/** Tables brought in so far; each can be taken back as a whole. */
export function ImportHistory() {
  const say = useSay();
  const imports = useOperation(tablesApi.listTableImports, {});
  const [undoing, setUndoing] = useState<TableImport>();
  const stateOf = (i: TableImport) =>
    i.undoneAt === null
      ? say.t('tables.stands')
      : say.t('tables.undone', { reason: i.undoReason ?? '' });
  return (
    <Loaded query={imports}>
      {(rows) =>
        rows.length === 0 ? null : (
          <>
            <Table
              caption={say.t('tables.history')}
              rows={rows}
              rowKey={(i) => i.id}
              columns={[
                {
                  key: 'file',
                  header: say.t('tables.file'),
                  value: (i) => i.fileName,
                  names: true,
                },
                {
                  key: 'kind',
                  header: say.t('tables.kind'),
                  value: (i) => say.word(`kind-of-table.${i.kind}`),
                },
                {
                  key: 'at',
                  header: say.t('tables.at'),
                  value: (i) => i.at,
                  render: (i) => say.time(i.at),
                },
                { key: 'by', header: say.t('tables.by'), value: (i) => i.by },
                { key: 'read', header: say.t('tables.read'), number: true, value: (i) => i.read },
                {
                  key: 'refused',
                  header: say.t('tables.refused'),
                  number: true,
                  value: (i) => i.refused,
                },
                {
                  key: 'records',
                  header: say.t('tables.records'),
                  number: true,
                  value: (i) => i.records,
                },
                {
                  key: 'state',
                  header: say.t('tables.state'),
                  value: stateOf,
                  render: (i) => (
                    <Tag tone={i.undoneAt === null ? 'good' : 'plain'}>{stateOf(i)}</Tag>
                  ),
                },
                {
                  key: 'do',
                  header: say.t('facts.do'),
                  value: () => null,
                  render: (i) => (
                    <span className="row">
                      {i.refused > 0 && (
                        <Button
                          small
                          aria-label={`${say.t('tables.refusedFile')}: ${i.fileName}`}
                          onClick={() => void save(tablesApi.refusedRows, { id: i.id })}
                        >
                          {say.t('tables.refusedFile')}
                        </Button>
                      )}
                      {i.undoneAt === null && (
                        <Button
                          small
                          aria-label={`${say.t('tables.undo')}: ${i.fileName}`}
                          onClick={() => setUndoing(i)}
                        >
                          {say.t('tables.undo')}
                        </Button>
                      )}
                    </span>
                  ),
                },
              ]}
            />
            <RetractDialog
              operation={tablesApi.undoTableImport}
              target={undoing && { id: undoing.id, text: undoing.fileName }}
              title={say.t('tables.undoTitle', { name: undoing?.fileName ?? '' })}
              lead={say.t('tables.undoLead')}
              action={say.t('tables.undo')}
              onClose={() => setUndoing(undefined)}
            />
          </>
        )
      }
    </Loaded>
  );
}
