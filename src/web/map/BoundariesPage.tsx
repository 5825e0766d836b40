import { useState } from 'react';
import { type BoundaryImport, regionsApi } from '#api/regions.ts';
import { useSay } from '#ui/language.tsx';
import { Button, Empty, ErrorNotice, LinkButton, Loaded, Notice, Panel, Tag } from '#ui/parts.tsx';
import { useMe } from '#ui/session.tsx';
import { useChange, useOperation } from '#ui/use-operation.ts';
import { PageHead } from '../Shell.tsx';
import { BoundaryJob } from './BoundaryJob.tsx';
import { BoundaryReportView } from './BoundaryReportView.tsx';
import { BoundaryUpload } from './BoundaryUpload.tsx';
import { TraitsTable } from './TraitsTable.tsx';
import './map-page.css';

/** Boundaries in use, the way to bring others, and what is known of coast and islands. */
export function BoundariesPage() {
  const say = useSay();
  const me = useMe();
  const imports = useOperation(regionsApi.listBoundaryImports, {});
  const [job, setJob] = useState<string>();
  return (
    <>
      <PageHead title={say.t('boundary.title')} lead={say.t('boundary.lead')}>
        <LinkButton to="/peta">{say.t('nav.map')}</LinkButton>
      </PageHead>
      <div className="stack">
        {job !== undefined && (
          <BoundaryJob key={job} id={job} onEnd={() => void imports.refetch()} />
        )}
        <Loaded query={imports}>
          {(all) => <Imports all={all} mayChange={me.role === 'planner'} onJob={setJob} />}
        </Loaded>
        {me.role === 'planner' && <BoundaryUpload onJob={setJob} />}
        <TraitsTable />
      </div>
    </>
  );
}

const OPEN: readonly BoundaryImport['state'][] = ['uploaded', 'checked', 'refused'];

function Imports({
  all,
  mayChange,
  onJob,
}: {
  all: readonly BoundaryImport[];
  mayChange: boolean;
  onJob: (id: string) => void;
}) {
  const say = useSay();
  const inUse = all.filter((i) => i.state === 'applied');
  const waiting = all.filter((i) => OPEN.includes(i.state)).slice(0, mayChange ? 3 : 0);
  const past = all.filter((i) => i.state === 'replaced' || i.state === 'removed');
  return (
    <>
      {inUse.length === 0 && <Empty title={say.t('boundary.none')} />}
      {[...waiting, ...inUse].map((one) => (
        <OneImport key={one.id} one={one} mayChange={mayChange} onJob={onJob} />
      ))}
      {past.length > 0 && (
        <details>
          <summary>{say.t('boundary.history')}</summary>
          <ul className="small">
            {past.map((i) => (
              <li key={i.id}>
                {i.fileName} · {i.source}, {i.year} · {say.t(`boundary.state.${i.state}`)} ·{' '}
                {say.time(i.uploadedAt)}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

function OneImport({
  one,
  mayChange,
  onJob,
}: {
  one: BoundaryImport;
  mayChange: boolean;
  onJob: (id: string) => void;
}) {
  const say = useSay();
  const apply = useChange(regionsApi.applyBoundaries);
  const remove = useChange(regionsApi.removeBoundaries);
  const error = apply.error ?? remove.error;
  return (
    <Panel
      title={one.fileName}
      aside={
        <Tag tone={one.state === 'applied' ? 'good' : one.state === 'refused' ? 'bad' : 'warn'}>
          {say.t(`boundary.state.${one.state}`)}
        </Tag>
      }
    >
      <div className="stack">
        <p className="small">
          {say.t('figure.source', { source: `${one.source}, ${one.year}` })}
          {' · '}
          {one.appliedAt
            ? say.t('boundary.inUse', { at: say.time(one.appliedAt) })
            : say.time(one.uploadedAt)}
          {one.uploadedBy && ` ${say.t('boundary.by', { name: one.uploadedBy })}`}
        </p>
        {error && <ErrorNotice error={error} />}
        {one.state === 'refused' && <Notice tone="bad" title={say.t('boundary.refusedHow')} />}
        {one.report && <BoundaryReportView report={one.report} />}
        {mayChange && (
          <div className="row no-print">
            {one.state === 'checked' && (
              <Button
                look="primary"
                disabled={apply.isPending}
                onClick={() => apply.mutate({ id: one.id }, { onSuccess: (r) => onJob(r.jobId) })}
              >
                {say.t('boundary.apply')}
              </Button>
            )}
            <Button
              look={one.state === 'applied' ? 'danger' : 'plain'}
              disabled={remove.isPending}
              onClick={() => remove.mutate({ id: one.id })}
            >
              {say.t(one.state === 'applied' ? 'boundary.remove' : 'boundary.discard')}
            </Button>
          </div>
        )}
      </div>
    </Panel>
  );
}
