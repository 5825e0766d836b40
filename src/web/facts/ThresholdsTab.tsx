import { useState } from 'react';
import { povertyApi } from '#api/poverty.ts';
import type { Threshold } from '#domain/threshold.ts';
import { useSay } from '#ui/language.tsx';
import { Button, Loaded, Tag } from '#ui/parts.tsx';
import { useMe } from '#ui/session.tsx';
import { type Column, Table } from '#ui/Table.tsx';
import { useOperation } from '#ui/use-operation.ts';
import { saveTable } from '#ui/use-table-file.ts';
import { RetractDialog } from './RetractDialog.tsx';

/** Lines of extreme poverty by year and source; known errors stay visible as such. */
export function ThresholdsTab() {
  const say = useSay();
  const me = useMe();
  const lines = useOperation(povertyApi.listThresholds, {});
  const [retracting, setRetracting] = useState<Threshold>();
  const columns: Column<Threshold>[] = [
    { key: 'year', header: say.t('facts.year'), value: (t) => String(t.year), names: true },
    { key: 'basis', header: say.t('thresholds.basis'), value: (t) => t.basis },
    {
      key: 'baseYear',
      header: say.t('thresholds.baseYear'),
      value: (t) => (t.baseYear === null ? null : String(t.baseYear)),
    },
    {
      key: 'day',
      header: say.t('thresholds.perDay'),
      number: true,
      value: (t) => t.perDayRupiah,
      render: (t) =>
        t.perDayRupiah === null ? say.t('figure.blank') : say.number(t.perDayRupiah, 1),
    },
    {
      key: 'month',
      header: say.t('thresholds.perMonth'),
      number: true,
      value: (t) => t.perMonthRupiah,
      render: (t) =>
        t.perMonthRupiah === null ? say.t('figure.blank') : say.number(t.perMonthRupiah, 1),
    },
    {
      key: 'usable',
      header: say.t('thresholds.use'),
      value: (t) => say.t(t.usable ? 'usable.yes' : 'usable.no'),
      render: (t) => (
        <Tag tone={t.usable ? 'good' : 'bad'}>{say.t(t.usable ? 'usable.yes' : 'usable.no')}</Tag>
      ),
    },
    {
      key: 'grade',
      header: say.t('grade.short'),
      value: (t) => `${t.grade} · ${say.t(`grade.${t.grade}`)}`,
    },
    { key: 'source', header: say.t('facts.source'), value: (t) => t.source },
    { key: 'note', header: say.t('facts.note'), value: (t) => t.note },
  ];
  if (me.role === 'planner') {
    columns.push({
      key: 'do',
      header: say.t('facts.do'),
      value: () => null,
      render: (t) => (
        <Button
          small
          look="quiet"
          aria-label={`${say.t('facts.retract')}: ${t.basis} ${t.year}`}
          onClick={() => setRetracting(t)}
        >
          {say.t('facts.retract')}
        </Button>
      ),
    });
  }
  return (
    <div className="stack">
      <p className="page-lead">{say.t('thresholds.lead')}</p>
      <Loaded query={lines}>
        {(rows) => (
          <Table
            caption={say.t('thresholds.title')}
            onExport={saveTable}
            rows={rows}
            rowKey={(t) => t.id}
            columns={columns}
          />
        )}
      </Loaded>
      <RetractDialog
        operation={povertyApi.retractThreshold}
        target={
          retracting && {
            id: retracting.id,
            text: `${retracting.basis}, ${retracting.year} (${retracting.source})`,
          }
        }
        title={say.t('facts.retractTitle')}
        lead={say.t('facts.retractLead')}
        action={say.t('facts.retract')}
        onClose={() => setRetracting(undefined)}
      />
    </div>
  );
}
