import { useEffect } from 'react';
import { jobsApi } from '#api/jobs.ts';
import { useSay } from '#ui/language.tsx';
import { Button, Notice, Panel, ProgressBar } from '#ui/parts.tsx';
import { useChange, useOperation } from '#ui/use-operation.ts';

/** A check, an apply or an undo at work: where it is, a way to stop it, and how it ended. */
export function ImportJob({ id, onEnd }: { id: string; onEnd: () => void }) {
  const say = useSay();
  const job = useOperation(jobsApi.getJob, { id }, { refetchMs: 700, staleMs: 0 });
  const cancel = useChange(jobsApi.cancelJob);
  const state = job.data?.state;
  // A job somebody has cleared away is over too.
  const over =
    job.error !== null || state === 'done' || state === 'failed' || state === 'cancelled';
  // biome-ignore lint/correctness/useExhaustiveDependencies: told once, when the work is over
  useEffect(() => {
    if (over) onEnd();
  }, [over]);
  if (job.data === undefined || state === 'done') return null;
  if (state === 'failed' || state === 'cancelled') {
    const problem = job.data.problem;
    const why = String(problem?.details['why'] ?? '');
    return (
      <Notice
        tone="bad"
        title={say.t('import.jobFailed', {
          why:
            state === 'cancelled' || problem === null
              ? say.t('job.cancelled')
              : say.word(`problem.${problem.code}`, { requestId: id, why: say.word(`why.${why}`) }),
        })}
      />
    );
  }
  const { progress } = job.data;
  const step = progress === null ? say.word(`job.${state}`) : say.word(progress.step);
  const details = progress?.details as { rows?: number; refused?: number } | undefined;
  return (
    <Panel title={step}>
      <div className="stack-s">
        <ProgressBar done={progress?.done} total={progress?.total} label={step} />
        <div className="row row-between">
          <span className="small soft" aria-live="polite">
            {details?.rows !== undefined &&
              say.t('import.rowsSoFar', { rows: details.rows, refused: details.refused ?? 0 })}
          </span>
          <Button small disabled={job.data.cancelAsked} onClick={() => cancel.mutate({ id })}>
            {say.t(job.data.cancelAsked ? 'job.stopping' : 'job.cancel')}
          </Button>
        </div>
      </div>
    </Panel>
  );
}
