import { useEffect } from 'react';
import { jobsApi } from '#api/jobs.ts';
import { CallError } from '#ui/call.ts';
import { useSay } from '#ui/language.tsx';
import { Button, ErrorNotice, Notice, Panel, ProgressBar } from '#ui/parts.tsx';
import { useChange, useOperation } from '#ui/use-operation.ts';

const ENDED = ['done', 'failed', 'cancelled'];

/** The check or the change while it runs: which step, a way to stop, and why it failed. */
export function BoundaryJob({ id, onEnd }: { id: string; onEnd: () => void }) {
  const say = useSay();
  const cancel = useChange(jobsApi.cancelJob);
  const query = useOperation(jobsApi.getJob, { id }, { refetchMs: 700, staleMs: 0 });
  const job = query.data;
  const ended = job !== undefined && ENDED.includes(job.state);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when it ends
  useEffect(() => {
    if (ended) onEnd();
  }, [ended]);
  if (query.error) return <ErrorNotice error={query.error} />;
  if (job === undefined || job.state === 'done') return null;
  if (job.state === 'failed') {
    const code = (job.problem?.code ?? 'internal') as CallError['code'];
    return <ErrorNotice error={new CallError(code, job.problem?.details ?? {}, job.id)} />;
  }
  if (job.state === 'cancelled') return <Notice title={say.t('job.cancelled')} />;
  const step = job.progress ? say.word(job.progress.step) : say.word(`job.${job.state}`);
  return (
    <Panel>
      <div className="stack-s" aria-live="polite">
        <strong>{step}</strong>
        <ProgressBar done={undefined} total={undefined} label={step} />
        <div>
          <Button small disabled={job.cancelAsked} onClick={() => cancel.mutate({ id })}>
            {say.t(job.cancelAsked ? 'job.stopping' : 'job.cancel')}
          </Button>
        </div>
      </div>
    </Panel>
  );
}
