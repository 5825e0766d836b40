import { useEffect, useRef, useState } from 'react';
import { type Job, jobsApi } from '#api/jobs.ts';
import { CallError } from '#ui/call.ts';
import { useSay } from '#ui/language.tsx';
import { Button, ErrorNotice, Notice, Panel, ProgressBar } from '#ui/parts.tsx';
import { useChange, useOperation } from '#ui/use-operation.ts';

const STEPS = ['read', 'first', 'better', 'splits', 'limits'] as const;
const ENDED: readonly Job['state'][] = ['done', 'failed', 'cancelled'];

interface Best {
  batches: number;
  participants: number;
  gapPercent?: number;
}

/** A plan in the making: which step, the best one so far, and a way to stop and keep that one. */
export function SolveJob({ id, onEnd }: { id: string; onEnd: (kept: boolean) => void }) {
  const say = useSay();
  const query = useOperation(jobsApi.getJob, { id }, { refetchMs: 600, staleMs: 0 });
  const cancel = useChange(jobsApi.cancelJob);
  const [best, setBest] = useState<Best>();
  const panel = useRef<HTMLDivElement>(null);
  // The button stands beside a long form; what it set going must not stay out of sight.
  useEffect(() => {
    panel.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  const job = query.data?.id === id ? query.data : undefined;
  const details = job?.progress?.details as Best | undefined;
  useEffect(() => {
    if (details !== undefined) setBest(details);
  }, [details]);
  const state = job?.state;
  const ended = state !== undefined && ENDED.includes(state);
  // biome-ignore lint/correctness/useExhaustiveDependencies: told once, when the work is over
  useEffect(() => {
    if (ended) onEnd(state === 'done');
  }, [ended]);
  const step = job?.progress?.step.replace('plan.step.', '') ?? 'queued';
  const at = STEPS.indexOf(step as (typeof STEPS)[number]);
  if (query.error && job === undefined) return <ErrorNotice error={query.error} />;
  if (state === 'failed') {
    const code = (job?.problem?.code ?? 'internal') as CallError['code'];
    return <ErrorNotice error={new CallError(code, job?.problem?.details ?? {}, id)} />;
  }
  if (state === 'cancelled') return <Notice tone="warn" title={say.t('plan.stoppedNothing')} />;
  if (state === 'done') return null;
  return (
    <div ref={panel} className="plan-job">
      <Panel title={say.t('plan.solving')}>
        <div className="stack-s">
          <ol className="plan-steps">
            {STEPS.map((s, i) => (
              <li
                key={s}
                className={i < at ? 'is-done' : undefined}
                aria-current={s === step ? 'step' : undefined}
              >
                {say.word(`plan.step.${s}`)}
              </li>
            ))}
          </ol>
          <ProgressBar
            done={at < 0 ? undefined : at + 1}
            total={STEPS.length + 1}
            label={say.t('plan.solving')}
          />
          <div className="row row-between">
            <span aria-live="polite">
              {best === undefined
                ? say.word(step === 'queued' ? 'job.queued' : `plan.step.${step}`)
                : say.t('plan.bestSoFar', {
                    batches: best.batches,
                    participants: best.participants,
                  })}{' '}
              {best?.gapPercent !== undefined &&
                say.t('plan.bestGap', { percent: say.number(best.gapPercent, 1) })}
            </span>
            <Button
              small
              disabled={job === undefined || job.cancelAsked || cancel.isPending}
              onClick={() => cancel.mutate({ id })}
            >
              {say.t(job?.cancelAsked ? 'job.stopping' : 'plan.stopKeep')}
            </Button>
          </div>
          {cancel.error && <ErrorNotice error={cancel.error} />}
        </div>
      </Panel>
    </div>
  );
}
