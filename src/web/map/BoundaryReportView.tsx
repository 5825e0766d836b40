import type { ReactNode } from 'react';
import type { BoundaryReport } from '#api/regions.ts';
import { useSay } from '#ui/language.tsx';
import { useRegionNames } from '#ui/map/use-map.ts';
import { Table } from '#ui/Table.tsx';
import { saveTable } from '#ui/use-table-file.ts';

/** Everything the check found, sums first; nothing that was left out stays unsaid. */
export function BoundaryReportView({ report }: { report: BoundaryReport }) {
  const say = useSay();
  const names = useRegionNames();
  const { seams, repairs } = report;
  const mended = (Object.keys(repairs) as (keyof typeof repairs)[]).filter((k) => repairs[k] > 0);
  const province = report.layers[0];
  return (
    <div className="stack-s">
      <p>
        <strong>{say.t(`region.${report.level}`)}</strong> · {say.t('boundary.property')}:{' '}
        <code>{report.codeProperty}</code>
      </p>
      <p>
        {say.t('boundary.sum', {
          features: report.features,
          matched: report.matched,
          joined: report.joined.length,
          unmatched: report.unmatched.length,
          refused: report.refused.length,
        })}
      </p>
      <Listed title={say.t('boundary.missing', { n: report.missing.length })} rows={report.missing}>
        {(r) => `${r.code} ${r.name}`}
      </Listed>
      {report.missing.length > 0 && <p className="small soft">{say.t('boundary.missingNote')}</p>}
      <Listed
        title={say.t('boundary.unmatched', { n: report.unmatched.length })}
        rows={report.unmatched}
      >
        {(r) => `${r.code} ${r.name}: ${say.word(`reason.${r.reason.code}`, r.reason.params)}`}
      </Listed>
      <Listed
        title={say.t('boundary.refusedList', { n: report.refused.length })}
        rows={report.refused}
      >
        {(r) => `${r.code} ${r.name}: ${say.t(`boundary.why.${r.why}`)}`}
      </Listed>
      <Listed title={say.t('boundary.renamed', { n: report.renamed.length })} rows={report.renamed}>
        {(r) => `${r.was} → ${r.code}`}
      </Listed>
      <Listed
        title={say.t('boundary.namesDiffer', { n: report.namesDiffer.length })}
        rows={report.namesDiffer}
      >
        {(r) => `${r.code}: ${r.name} ≠ ${r.region}`}
      </Listed>
      <p className="small">
        {say.t('boundary.repairs')}:{' '}
        {mended.length === 0
          ? say.t('boundary.repair.none')
          : mended.map((k) => say.t(`boundary.repair.${k}`, { n: repairs[k] })).join('; ')}
        .{' '}
        {say.t('boundary.seams', {
          ...seams,
          gapsKm2: seams.gapsKm2,
          overlapsKm2: seams.overlapsKm2,
        })}{' '}
        {seams.holes > 0 && say.t('boundary.holes', { n: seams.holes })}{' '}
        {seams.estimatedKm > 0 && say.t('boundary.estimated')}
      </p>
      <details>
        <summary className="small">{say.t('boundary.area')}</summary>
        <Table
          caption={say.t('boundary.area')}
          hideCaption
          onExport={saveTable}
          rows={report.areaByKab}
          rowKey={(r) => r.code}
          columns={[
            {
              key: 'name',
              header: say.t('region.kab'),
              value: (r) => names.get(r.code) ?? r.code,
              names: true,
            },
            { key: 'code', header: say.t('boundary.code'), value: (r) => r.code },
            {
              key: 'area',
              header: say.t('boundary.areaKm2'),
              value: (r) => r.areaKm2,
              number: true,
              digits: 1,
              total: true,
            },
            {
              key: 'parts',
              header: say.t('boundary.parts'),
              value: (r) => r.parts,
              number: true,
              total: true,
            },
          ]}
        />
      </details>
      {province && (
        <p className="small soft">
          {say.t('boundary.took', {
            seconds: report.seconds,
            kilobytes: Math.round(province.gzipped / 1000),
          })}
        </p>
      )}
    </div>
  );
}

const SHOWN = 200;

function Listed<T>({
  title,
  rows,
  children,
}: {
  title: string;
  rows: readonly T[];
  children: (row: T) => ReactNode;
}) {
  if (rows.length === 0) return null;
  return (
    <details open={rows.length <= 5}>
      <summary className="small">{title}</summary>
      <ul className="small boundary-list">
        {rows.slice(0, SHOWN).map((row, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows of a finished report do not move
          <li key={i}>{children(row)}</li>
        ))}
        {rows.length > SHOWN && <li>… {rows.length - SHOWN}</li>}
      </ul>
    </details>
  );
}
