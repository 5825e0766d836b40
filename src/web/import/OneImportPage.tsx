import { useState } from 'react';
import { useLocation, useRoute } from 'wouter';
import { registryApi } from '#api/registry.ts';
import type { ImportDetail } from '#api/registry-import.ts';
import { useSay } from '#ui/language.tsx';
import { Button, ErrorNotice, LinkButton, Loaded, Notice, Tag } from '#ui/parts.tsx';
import { useChange, useOperation } from '#ui/use-operation.ts';
import { PageHead } from '../Shell.tsx';
import { ApplyPanel } from './ApplyPanel.tsx';
import { CheckResult } from './CheckResult.tsx';
import { DescribeForm } from './DescribeForm.tsx';
import { ImportJob } from './ImportJob.tsx';
import { UndoDialog } from './UndoDialog.tsx';
import './import.css';

const STEPS = ['file', 'columns', 'checkTab', 'applyTab'] as const;

/** One import on its way: columns and receipt, the check, applying; later its record and its undo. */
export function OneImportPage() {
  const say = useSay();
  const [, params] = useRoute('/impor/:no');
  const no = Number(params?.['no']);
  const query = useOperation(registryApi.getImport, { no }, { staleMs: 0 });
  if (query.error && query.data?.no !== no) {
    return (
      <>
        <PageHead title={say.t('import.no', { no })}>
          <LinkButton to="/impor">{say.t('import.back')}</LinkButton>
        </PageHead>
        <ErrorNotice error={query.error} onRetry={() => void query.refetch()} />
      </>
    );
  }
  return (
    <Loaded query={query} lines={8}>
      {(found) =>
        found.no === no ? (
          <OneImport key={no} detail={found} reload={() => void query.refetch()} />
        ) : (
          <p className="soft">{say.t('state.loading')}</p>
        )
      }
    </Loaded>
  );
}

function OneImport({ detail, reload }: { detail: ImportDetail; reload: () => void }) {
  const say = useSay();
  const [, navigate] = useLocation();
  const [jobId, setJobId] = useState<string | undefined>(detail.jobId ?? undefined);
  const [working, setWorking] = useState(detail.jobId !== null && detail.state !== 'undone');
  const [editing, setEditing] = useState(false);
  const [undoing, setUndoing] = useState(false);
  const cancel = useChange(registryApi.cancelImport);
  const waiting = detail.state === 'new' || detail.state === 'checked';
  const start = (id: string) => {
    setJobId(id);
    setWorking(true);
    setEditing(false);
  };
  const at = waiting ? (detail.state === 'checked' && !editing ? 2 : 1) : 3;
  return (
    <>
      <PageHead
        title={say.t('import.no', { no: detail.no })}
        lead={detail.sourceName || detail.files.map((f) => f.name).join(' + ')}
      >
        <LinkButton to="/impor">{say.t('import.back')}</LinkButton>
        {waiting && detail.mine && (
          <Button
            look="danger"
            disabled={cancel.isPending}
            onClick={() =>
              cancel.mutate({ no: detail.no }, { onSuccess: () => navigate('/impor') })
            }
          >
            {say.t('import.cancel')}
          </Button>
        )}
      </PageHead>
      <div className="stack">
        <ol className="import-steps" aria-label={say.t('import.steps')}>
          {STEPS.map((step, i) => (
            <li
              key={step}
              className={i < at ? 'import-step-done' : undefined}
              aria-current={i === at ? 'step' : undefined}
            >
              {say.t(`import.step.${step}`)}
            </li>
          ))}
        </ol>
        {cancel.error && <ErrorNotice error={cancel.error} />}
        <Standing detail={detail} />
        {jobId !== undefined && (
          <ImportJob
            key={jobId}
            id={jobId}
            onEnd={() => {
              setWorking(false);
              reload();
            }}
          />
        )}
        {waiting && detail.mine && (detail.state === 'new' || editing) && !working && (
          <DescribeForm detail={detail} onStarted={start} onChanged={reload} />
        )}
        {!working && detail.summary && detail.state !== 'new' && !editing && (
          <CheckResult detail={detail} summary={detail.summary} />
        )}
        {detail.state === 'checked' && detail.mine && !editing && !working && (
          <ApplyPanel detail={detail} onStarted={start} onAgain={() => setEditing(true)} />
        )}
        {detail.state === 'applied' && detail.mine && !working && (
          <div>
            <Button look="danger" onClick={() => setUndoing(true)}>
              {say.t('import.undo')}
            </Button>
          </div>
        )}
      </div>
      <UndoDialog
        no={detail.no}
        open={undoing}
        onClose={() => setUndoing(false)}
        onStarted={(id) => {
          setUndoing(false);
          start(id);
        }}
      />
    </>
  );
}

/** What has become of it, in one or two lines. */
function Standing({ detail }: { detail: ImportDetail }) {
  const say = useSay();
  const who = (name: string | null) => name ?? say.t('audit.system');
  return (
    <>
      {!detail.mine && <Notice title={say.t('import.foreign')} />}
      {detail.state === 'undone' && detail.undoneAt !== null && (
        <Notice
          tone="warn"
          title={say.t('import.undone', {
            at: say.time(detail.undoneAt),
            name: who(detail.undoneByName),
            reason: detail.undoReason ?? '',
          })}
        />
      )}
      {detail.state === 'applied' && detail.appliedAt !== null && (
        <Notice
          tone={detail.inForce.length > 0 ? 'good' : 'warn'}
          title={say.t('import.applied', {
            at: say.time(detail.appliedAt),
            name: who(detail.appliedByName),
          })}
        >
          <span>
            {detail.inForce.length > 0
              ? say.t('import.inForceIn', { n: detail.inForce.length })
              : say.t('import.notInForce')}
          </span>
        </Notice>
      )}
      <div className="row small soft">
        <span>{say.t(`import.kind.${detail.kind}`)}</span>
        {detail.cutOff !== null && (
          <span>{`${say.t('import.cutOff')}: ${say.date(detail.cutOff)}`}</span>
        )}
        {detail.legalBasis && <span>{`${say.t('import.legalBasis')}: ${detail.legalBasis}`}</span>}
        {detail.synthetic && <Tag tone="demo">{say.t('app.demo')}</Tag>}
      </div>
    </>
  );
}
