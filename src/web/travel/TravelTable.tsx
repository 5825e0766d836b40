import { useState } from 'react';
import { regionsApi, type Travel } from '#api/regions.ts';
import { covers } from '#domain/region.ts';
import { useSay } from '#ui/language.tsx';
import { Button, Dialog, ErrorNotice, Loaded, Tag } from '#ui/parts.tsx';
import { useMe } from '#ui/session.tsx';
import { type Column, Table } from '#ui/Table.tsx';
import { useChange, useOperation } from '#ui/use-operation.ts';
import { saveTable } from '#ui/use-table-file.ts';
import { TravelForm } from './TravelForm.tsx';

/** How places are reached. Saved to Excel, filled in there and brought back through the table import. */
export function TravelTable() {
  const say = useSay();
  const me = useMe();
  const rows = useOperation(regionsApi.listTravel, {});
  const remove = useChange(regionsApi.removeTravel);
  const [editing, setEditing] = useState<Travel | 'new'>();
  const [removing, setRemoving] = useState<Travel>();
  const mayChange = me.role === 'planner' || me.role === 'officer';
  const columns: Column<Travel>[] = [
    {
      key: 'to',
      header: say.t('travel.to'),
      names: true,
      value: (t) => t.toName,
      render: (t) => (
        <>
          {t.toName}
          {t.toKab && <span className="soft"> · {t.toKab}</span>}
        </>
      ),
    },
    { key: 'code', header: say.t('travel.code'), value: (t) => t.toCode },
    { key: 'from', header: say.t('travel.from'), value: (t) => t.fromName },
    { key: 'mode', header: say.t('travel.mode'), value: (t) => say.t(`mode.${t.mode}`) },
    {
      key: 'hours',
      header: say.t('travel.hours'),
      number: true,
      value: (t) => t.hours,
      render: (t) => (t.hours === null ? unknown(say) : say.number(t.hours, 2)),
    },
    {
      key: 'cost',
      header: say.t('travel.cost'),
      number: true,
      value: (t) => t.costRupiah,
      render: (t) => (t.costRupiah === null ? unknown(say) : say.rupiah(t.costRupiah)),
    },
    {
      key: 'source',
      header: say.t('travel.source'),
      value: (t) => t.source,
      render: (t) => (
        <>
          {t.source}
          {t.synthetic && (
            <>
              {' '}
              <Tag tone="demo">{say.t('app.demo')}</Tag>
            </>
          )}
        </>
      ),
    },
    {
      key: 'year',
      header: say.t('travel.year'),
      value: (t) => (t.year === null ? null : String(t.year)),
    },
  ];
  if (mayChange) {
    columns.push({
      key: 'do',
      header: say.t('action.change'),
      value: () => null,
      render: (t) =>
        covers(me.area, t.toCode) ? (
          <span className="row">
            <Button small look="quiet" onClick={() => setEditing(t)}>
              {say.t('action.change')}
              <span className="visually-hidden"> {t.toName}</span>
            </Button>
            <Button small look="quiet" onClick={() => setRemoving(t)}>
              {say.t('action.remove')}
              <span className="visually-hidden"> {t.toName}</span>
            </Button>
          </span>
        ) : null,
    });
  }
  return (
    <div className="stack">
      <div className="row row-between">
        <p className="page-lead">{say.t('travel.lead')}</p>
        {mayChange && <Button onClick={() => setEditing('new')}>{say.t('travel.add')}</Button>}
      </div>
      <Loaded query={rows}>
        {(all) => (
          <Table
            caption={say.t('travel.title')}
            hideCaption
            filterable
            onExport={saveTable}
            rows={all}
            rowKey={(t) => `${t.fromCode}|${t.toCode}`}
            columns={columns}
          />
        )}
      </Loaded>
      <Dialog
        title={say.t(editing === 'new' ? 'travel.add' : 'travel.change')}
        open={editing !== undefined}
        onClose={() => setEditing(undefined)}
      >
        {editing !== undefined && (
          <TravelForm
            row={editing === 'new' ? undefined : editing}
            onDone={() => setEditing(undefined)}
          />
        )}
      </Dialog>
      <Dialog
        title={removing?.toName ?? ''}
        open={removing !== undefined}
        onClose={() => setRemoving(undefined)}
      >
        <p>{say.t('travel.removeSure', { name: removing?.toName ?? '' })}</p>
        {remove.error && <ErrorNotice error={remove.error} />}
        <div>
          <Button
            look="danger"
            disabled={remove.isPending}
            onClick={() =>
              removing &&
              remove.mutate(
                { toCode: removing.toCode, fromCode: removing.fromCode },
                { onSuccess: () => setRemoving(undefined) },
              )
            }
          >
            {say.t('action.remove')}
          </Button>
        </div>
      </Dialog>
    </div>
  );
}

const unknown = (say: ReturnType<typeof useSay>) => (
  <span className="soft">{say.t('state.unknown')}</span>
);
