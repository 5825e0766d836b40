import { useState } from 'react';
import { documentsApi } from '#api/documents.ts';
import type { ReplyOf } from '#api/operation.ts';
import { type PlanView, planningApi, type Scenario, type ScenarioBrief } from '#api/planning.ts';
import type { PlanInputs } from '#domain/limit.ts';
import { save } from '#ui/call.ts';
import { type Say, useSay } from '#ui/language.tsx';
import { Button, Dialog, ErrorNotice, Tag } from '#ui/parts.tsx';
import type { useQueryState } from '#ui/query-state.ts';
import { useMe } from '#ui/session.tsx';
import { useChange } from '#ui/use-operation.ts';
import { columnsOf } from './figures.ts';
import { SaveDialog } from './SaveDialog.tsx';
import { NameForm, Scenarios } from './Scenarios.tsx';

interface Props {
  scenario: Scenario;
  scenarios: readonly ScenarioBrief[];
  view: PlanView | undefined;
  kab: string | undefined;
  names: ReadonlyMap<string, string>;
  inputs: PlanInputs;
  options: ReplyOf<typeof planningApi.planningOptions>;
  query: ReturnType<typeof useQueryState>;
  onSaved: () => void;
}

/** The sentence a kabid reads out, which plan it speaks of, and what can be done with it. */
export function PlanHead({ scenario, scenarios, view, kab, names, query, ...rest }: Props) {
  const say = useSay();
  const me = useMe();
  const [dialog, setDialog] = useState<'scenarios' | 'save' | 'new'>();
  const [failed, setFailed] = useState<unknown>();
  const add = useChange(planningApi.addScenario);
  const isSolved = view?.plan.status === 'solved';
  const close = () => setDialog(undefined);
  const open = (id: string) => {
    query.set({
      skenario: id,
      rencana: '',
      baris: '',
      bukan: '',
      wilayah: '',
      hitung: '',
      lawan: '',
    });
    close();
  };
  const file = async (take: () => Promise<unknown>) => {
    setFailed(undefined);
    try {
      await take();
    } catch (error) {
      setFailed(error);
    }
  };
  return (
    <header className="plan-head">
      <h1>{headline(say, scenario, view, kab, names)}</h1>
      <div className="plan-bar no-print">
        <label className="plan-scenario">
          <span className="visually-hidden">{say.t('plan.scenario')}</span>
          <select className="select" value={scenario.id} onChange={(e) => open(e.target.value)}>
            {scenarios.map((s) => (
              <option key={s.id} value={s.id}>
                {s.name}
              </option>
            ))}
          </select>
        </label>
        <Button onClick={() => setDialog('scenarios')}>{say.t('plan.scenarios')}</Button>
        {me.role === 'planner' && (
          <Button onClick={() => setDialog('save')}>{say.t('plan.save')}</Button>
        )}
        <span className="plan-bar-what small soft">
          {view && (
            <>
              {say.t('plan.number', { number: view.plan.number })}
              {' · '}
              {say.t('plan.solvedAt', {
                at: say.time(view.plan.solvedAt),
                by: view.plan.solvedBy ?? say.t('audit.system'),
              })}{' '}
              {(view.plan.stoppedBy === 'clock' || view.plan.stoppedBy === 'person') && (
                <>
                  <Tag tone="warn">{say.word(`plan-paper.stop.${view.plan.stoppedBy}`)}</Tag>{' '}
                </>
              )}
              {view.plan.synthetic && <Tag tone="demo">{say.t('app.demo')}</Tag>}
            </>
          )}
        </span>
        {view && isSolved && (
          <>
            <Button
              onClick={() =>
                void file(() => save(documentsApi.planWorkbook, { plan: view.plan.id }))
              }
            >
              {say.t('plan.workbook')}
            </Button>
            {me.role !== 'officer' && (
              <Button
                onClick={() => void file(() => save(documentsApi.brief, { plan: view.plan.id }))}
              >
                {say.t('plan.briefPdf')}
              </Button>
            )}
          </>
        )}
      </div>
      {failed !== undefined && <ErrorNotice error={failed} />}
      <Dialog title={say.t('plan.scenarios')} open={dialog === 'scenarios'} onClose={close}>
        <Scenarios
          scenarios={scenarios}
          here={scenario.id}
          plan={view?.plan.id ?? ''}
          onOpen={open}
          onPlan={(id) => {
            query.set({ rencana: id === scenario.latest?.id ? '' : id, baris: '' });
            close();
          }}
          onNew={() => setDialog('new')}
        />
      </Dialog>
      <Dialog title={say.t('plan.scenarioNew')} open={dialog === 'new'} onClose={close}>
        <NameForm
          label={say.t('plan.scenarioName')}
          help={say.t('plan.scenarioNewHelp')}
          start={say.t('plan.firstName', { year: String(rest.options.blank.year) })}
          action={say.t('plan.scenarioNew')}
          busy={add.isPending}
          error={add.error}
          onSubmit={(name) =>
            add.mutate({ name, inputs: rest.options.blank }, { onSuccess: ({ id }) => open(id) })
          }
        />
      </Dialog>
      <SaveDialog
        scenario={scenario}
        inputs={rest.inputs}
        open={dialog === 'save'}
        onClose={close}
        onSaved={(id) => {
          rest.onSaved();
          if (id !== scenario.id) open(id);
        }}
      />
    </header>
  );
}

function headline(
  say: Say,
  scenario: Scenario,
  view: PlanView | undefined,
  kab: string | undefined,
  names: ReadonlyMap<string, string>,
): string {
  const year = String(view?.plan.year ?? scenario.year);
  const figures = view && columnsOf(view, kab).find((c) => c.variant === 'plan');
  if (view === undefined) return say.t('plan.headlineNone', { scenario: scenario.name, year });
  if (figures === undefined) {
    const status = say.word(`plan.status.${view.plan.status}`);
    return say.t('plan.headlineStatus', { year, status });
  }
  const common = {
    year,
    cost: say.rupiahShort(figures.costRupiah),
    batches: figures.batches,
    participants: figures.participants,
  };
  return kab === undefined
    ? say.t('plan.headline', { ...common, kabs: figures.kabs ?? 0 })
    : say.t('plan.headlineKab', { ...common, kab: names.get(kab) ?? kab });
}
