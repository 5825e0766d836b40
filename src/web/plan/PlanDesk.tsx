import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReplyOf } from '#api/operation.ts';
import { planningApi, type Scenario, type ScenarioBrief } from '#api/planning.ts';
import { explainObjective } from '#domain/preset.ts';
import { useSay } from '#ui/language.tsx';
import { useRegionNames } from '#ui/map/use-map.ts';
import { Button, Empty, ErrorNotice, Loading, Notice } from '#ui/parts.tsx';
import { useQueryState } from '#ui/query-state.ts';
import { useMe } from '#ui/session.tsx';
import { useOperation } from '#ui/use-operation.ts';
import { CompareTable, Losers } from './CompareTable.tsx';
import { FormPanel } from './FormPanel.tsx';
import { EmptyPlan, Infeasible, Missing, NothingPlanned } from './NoPlan.tsx';
import { PlanHead } from './PlanHead.tsx';
import { PlanTabs } from './PlanTabs.tsx';
import { oneSentence } from './plan-words.tsx';
import { SolveJob } from './SolveJob.tsx';
import { sameInputs } from './same-inputs.ts';
import { useDraft } from './use-draft.ts';
import { useSolve } from './use-solve.ts';
import { WhyPanel } from './WhyPanel.tsx';

interface Props {
  scenario: Scenario;
  scenarios: readonly ScenarioBrief[];
  options: ReplyOf<typeof planningApi.planningOptions>;
}

/** One scenario at work: its form, its plan, and why the plan is as it is. */
export function PlanDesk({ scenario, scenarios, options }: Props) {
  const say = useSay();
  const me = useMe();
  const client = useQueryClient();
  const query = useQueryState();
  const names = useRegionNames();
  const draft = useDraft(scenario);
  const solving = useSolve(scenario, draft.inputs);
  const [jump, setJump] = useState<{ to: string; turn: number }>();
  /** A job that left nothing: its refusal stays in sight, the button works again. */
  const [endedJob, setEnded] = useState('');
  const isPlanner = me.role === 'planner';
  const kab = me.role === 'officer' ? me.area : undefined;

  const latest = scenario.latest?.id;
  // Where the newest one came to nothing, others read the last that stands; so does a planner who
  // comes with a question about a place.
  const hasFailed = scenario.latest !== null && scenario.latest.status !== 'solved';
  const plans = useOperation(planningApi.listPlans, { id: scenario.id }, { enabled: hasFailed });
  const standing = hasFailed ? plans.data?.find((p) => p.status === 'solved') : undefined;
  const asksWhy = query.get('bukan') !== '' || query.get('wilayah') !== '';
  const planId =
    query.get('rencana') || (isPlanner && !asksWhy ? latest : (standing?.id ?? latest));
  const plan = useOperation(
    planningApi.getPlan,
    { id: planId ?? '' },
    { enabled: planId !== undefined },
  );
  // A plan of another scenario may still be on the screen while this one is fetched.
  const view = plan.data?.plan.scenarioId === scenario.id ? plan.data : undefined;
  const inputs = isPlanner ? draft.inputs : (view?.inputs ?? scenario.inputs);
  const isChanged = view !== undefined && isPlanner && !sameInputs(inputs, view.inputs);
  const job = query.get('hitung');
  const isOlder = view !== undefined && view.plan.id !== latest;

  const isTyped = !sameInputs(inputs, scenario.inputs);
  const formState =
    view === undefined
      ? 'unsolved'
      : !isChanged
        ? 'solved'
        : isOlder && !isTyped
          ? 'older'
          : 'changed';
  const jumpTo = (to: string) => setJump((before) => ({ to, turn: (before?.turn ?? 0) + 1 }));
  const solve = async () => {
    const jobId = await solving.solve();
    if (jobId === undefined) return jumpTo('errors');
    draft.forget();
    query.set({ hitung: jobId, rencana: '', baris: '' });
  };
  const ended = async (kept: boolean) => {
    await client.invalidateQueries();
    if (kept) query.set({ hitung: '' });
    else setEnded(job);
  };
  const earlier = standing && (
    <div>
      <Button small onClick={() => query.set({ rencana: standing.id })}>
        {say.t('plan.showStanding', { number: standing.number })}
      </Button>
    </div>
  );
  return (
    <div className="plan">
      <PlanHead
        scenario={scenario}
        scenarios={scenarios}
        view={view}
        kab={kab}
        names={names}
        inputs={inputs}
        options={options}
        query={query}
        onSaved={draft.forget}
      />
      {isOlder && (
        <Notice title={say.t('plan.olderShown', { number: view.plan.number })}>
          <div className="row">
            <Button small onClick={() => query.set({ rencana: '' })}>
              {say.t('plan.showLatest')}
            </Button>
            {isPlanner && isChanged && (
              <Button small onClick={() => draft.change(view.inputs)}>
                {say.t('plan.useItsInputs')}
              </Button>
            )}
          </div>
        </Notice>
      )}
      {view?.plan.status === 'solved' && (
        <div className="plan-top">
          <div className="panel plan-top-table">
            <CompareTable view={view} kab={kab} />
          </div>
          <div className="plan-top-words stack-s">
            {kab === undefined && (
              <Losers
                view={view}
                names={names}
                onShowKabs={() => {
                  query.set({ bagian: 'kabupaten' });
                  document.getElementById('tabel-rencana')?.scrollIntoView({ block: 'start' });
                }}
              />
            )}
            <p className="plan-objective" aria-live="polite">
              {oneSentence(say, explainObjective(inputs.weights, inputs.desils))}
            </p>
          </div>
        </div>
      )}
      {view?.plan.status !== 'solved' && (
        <p className="plan-objective" aria-live="polite">
          {oneSentence(say, explainObjective(inputs.weights, inputs.desils))}
        </p>
      )}
      <div className={isPlanner ? 'plan-desk plan-desk-form' : 'plan-desk'}>
        {isPlanner && (
          <FormPanel
            options={options}
            names={names}
            inputs={inputs}
            onChange={draft.change}
            jump={jump}
            state={formState}
            solving={solving}
            isRunning={job !== '' && job !== endedJob}
            onSolve={() => void solve()}
            onReload={() => {
              draft.forget();
              solving.reset();
              void client.invalidateQueries();
            }}
          />
        )}
        <div className="plan-main stack">
          {isPlanner && view === undefined && <Missing missing={options.missing} />}
          {job !== '' && <SolveJob key={job} id={job} onEnd={(kept) => void ended(kept)} />}
          {isChanged && job === '' && !isOlder && (
            <p className="plan-changed">{say.t('plan.changedNotSolved')}</p>
          )}
          {planId === undefined ? (
            job === '' && (
              <Empty title={say.t('plan.notSolved')}>
                {isPlanner && <p>{say.t('plan.notSolvedHelp')}</p>}
              </Empty>
            )
          ) : view === undefined ? (
            plan.error ? (
              <ErrorNotice error={plan.error} onRetry={() => void plan.refetch()} />
            ) : (
              <Loading lines={8} />
            )
          ) : view.plan.status === 'infeasible' ? (
            <Infeasible view={view} onJump={isPlanner ? jumpTo : undefined} earlier={earlier} />
          ) : view.plan.status === 'nothing' ? (
            <NothingPlanned view={view} earlier={earlier} />
          ) : (
            <>
              {view.plan.batches === 0 && (
                <EmptyPlan inputs={view.inputs} onJump={isPlanner ? jumpTo : undefined} />
              )}
              {view.causes.length > 0 && query.get('bagian') !== 'perubahan' && (
                <p className="plan-causes">
                  {oneSentence(say, view.causes.slice(0, 3)).replace(/\.\.$/, '.')}{' '}
                  {view.changes.length > 0 && (
                    <Button small look="quiet" onClick={() => query.set({ bagian: 'perubahan' })}>
                      {say.t('plan.showChanges', { n: view.changes.length })}
                    </Button>
                  )}
                </p>
              )}
              <PlanTabs view={view} scenarios={scenarios} names={names} query={query} />
            </>
          )}
        </div>
        {view !== undefined && view.plan.status !== 'infeasible' && (
          <WhyPanel
            view={view}
            names={names}
            query={query}
            decide={
              isPlanner ? { inputs, recipes: options.recipes, onChange: draft.change } : undefined
            }
          />
        )}
      </div>
    </div>
  );
}
