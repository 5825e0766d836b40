import { useState } from 'react';
import { type PlanBrief, planningApi, type ScenarioBrief } from '#api/planning.ts';
import { type Say, useSay } from '#ui/language.tsx';
import { Button, ErrorNotice, Field, Loaded, Tag } from '#ui/parts.tsx';
import { useMe } from '#ui/session.tsx';
import { useChange, useOperation } from '#ui/use-operation.ts';

/** Every scenario with its newest plan; below, the older plans of the one on the screen. */
export function Scenarios({
  scenarios,
  here,
  plan,
  onOpen,
  onPlan,
  onNew,
}: {
  scenarios: readonly ScenarioBrief[];
  here: string;
  plan: string;
  onOpen: (scenario: string) => void;
  onPlan: (plan: string) => void;
  onNew: () => void;
}) {
  const say = useSay();
  const me = useMe();
  const isPlanner = me.role === 'planner';
  const remove = useChange(planningApi.removeScenario);
  return (
    <div className="stack">
      <ul className="plan-list">
        {scenarios.map((s) => (
          <li key={s.id} aria-current={s.id === here ? 'true' : undefined}>
            <div className="grow">
              <button type="button" className="table-row-button" onClick={() => onOpen(s.id)}>
                {s.name}
              </button>{' '}
              {s.synthetic && <Tag tone="demo">{say.t('app.demo')}</Tag>}
              <div className="small soft">{briefText(say, s.latest)}</div>
            </div>
            {isPlanner && (
              <SureButton
                ask={say.t('action.remove')}
                what={s.name}
                disabled={remove.isPending}
                onSure={() =>
                  remove.mutate({ id: s.id }, { onSuccess: () => s.id === here && onOpen('') })
                }
              />
            )}
          </li>
        ))}
      </ul>
      {remove.error && <ErrorNotice error={remove.error} />}
      {isPlanner && (
        <div>
          <Button onClick={onNew}>{say.t('plan.scenarioNew')}</Button>
        </div>
      )}
      <OlderPlans scenario={here} plan={plan} onPlan={onPlan} />
    </div>
  );
}

function OlderPlans({
  scenario,
  plan,
  onPlan,
}: {
  scenario: string;
  plan: string;
  onPlan: (plan: string) => void;
}) {
  const say = useSay();
  const me = useMe();
  const plans = useOperation(planningApi.listPlans, { id: scenario });
  const remove = useChange(planningApi.removePlan);
  return (
    <section className="plan-part">
      <h3>{say.t('plan.older')}</h3>
      {remove.error && <ErrorNotice error={remove.error} />}
      <Loaded query={plans}>
        {(list) =>
          list.length === 0 ? (
            <p className="soft">{say.t('plan.notSolved')}</p>
          ) : (
            <ul className="plan-list">
              {list.map((p) => (
                <li key={p.id} aria-current={p.id === plan ? 'true' : undefined}>
                  <div className="grow">
                    <button type="button" className="table-row-button" onClick={() => onPlan(p.id)}>
                      {say.t('plan.number', { number: p.number })}
                    </button>{' '}
                    <span className="small soft">
                      {say.t('plan.solvedAt', {
                        at: say.time(p.solvedAt),
                        by: p.solvedBy ?? say.t('audit.system'),
                      })}
                    </span>
                    <div className="small soft">{briefText(say, p)}</div>
                  </div>
                  {me.role === 'planner' && p.id !== plan && (
                    <SureButton
                      ask={say.t('action.remove')}
                      what={say.t('plan.number', { number: p.number })}
                      disabled={remove.isPending}
                      onSure={() => remove.mutate({ id: p.id })}
                    />
                  )}
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </section>
  );
}

/** Asks once more before something goes. */
function SureButton({
  ask,
  what,
  disabled,
  onSure,
}: {
  ask: string;
  what: string;
  disabled: boolean;
  onSure: () => void;
}) {
  const say = useSay();
  const [isAsked, setAsked] = useState(false);
  if (!isAsked)
    return (
      <Button small look="quiet" onClick={() => setAsked(true)}>
        {ask}
        <span className="visually-hidden"> {what}</span>
      </Button>
    );
  return (
    <span className="row">
      <Button small look="danger" disabled={disabled} onClick={onSure}>
        {say.t('plan.removeSure', { name: what })}
      </Button>
      <Button small look="quiet" onClick={() => setAsked(false)}>
        {say.t('action.cancel')}
      </Button>
    </span>
  );
}

/** What a plan came to, in one line. */
export function briefText(say: Say, plan: PlanBrief | null): string {
  if (plan === null) return say.t('plan.notSolved');
  if (plan.status !== 'solved') return say.word(`plan.status.${plan.status}`);
  return say.t('plan.brief', {
    cost: say.rupiahShort(plan.costRupiah ?? 0),
    batches: plan.batches ?? 0,
    participants: plan.participants ?? 0,
    kabs: plan.kabs ?? 0,
  });
}

/** A name and a button; for a new scenario, a copy, or another name. */
export function NameForm({
  label,
  help,
  start,
  action,
  busy,
  error,
  onSubmit,
}: {
  label: string;
  help?: string;
  start: string;
  action: string;
  busy: boolean;
  error: unknown;
  onSubmit: (name: string) => void;
}) {
  const say = useSay();
  const [name, setName] = useState(start);
  const [asked, setAsked] = useState(false);
  const isEmpty = name.trim() === '';
  return (
    <form
      className="stack-s"
      onSubmit={(e) => {
        e.preventDefault();
        setAsked(true);
        if (!isEmpty) onSubmit(name.trim());
      }}
    >
      <Field
        label={label}
        help={help}
        error={asked && isEmpty ? say.t('form.required') : undefined}
      >
        {(p) => (
          <input
            className="input"
            {...p}
            maxLength={120}
            value={name}
            onChange={(e) => setName(e.target.value)}
          />
        )}
      </Field>
      {error !== null && error !== undefined && <ErrorNotice error={error} />}
      <div>
        <Button type="submit" look="primary" disabled={busy}>
          {action}
        </Button>
      </div>
    </form>
  );
}
