import type { ReactNode } from 'react';
import type { ReplyOf } from '#api/operation.ts';
import type { PlanView } from '#api/planning.ts';
import { planningApi } from '#api/planning.ts';
import type { PlanInputs } from '#domain/limit.ts';
import { reasonText } from '#messages/reason.ts';
import { useSay } from '#ui/language.tsx';
import { Button, Empty, LinkButton, Notice, Panel } from '#ui/parts.tsx';
import { useMe } from '#ui/session.tsx';
import { useChange } from '#ui/use-operation.ts';
import { Reasons } from '../potential/words.tsx';
import { NameForm } from './Scenarios.tsx';

type Options = ReplyOf<typeof planningApi.planningOptions>;

/** The first scenario is one name away; what is still missing for a plan is said with its way out. */
export function FirstScenario({
  options,
  onMade,
}: {
  options: Options;
  onMade: (scenario: string) => void;
}) {
  const say = useSay();
  const me = useMe();
  const add = useChange(planningApi.addScenario);
  if (me.role !== 'planner') return <Empty title={say.t('plan.noneYet')} />;
  return (
    <div className="stack">
      <Missing missing={options.missing} />
      <Panel title={say.t('plan.first')}>
        <div className="stack-s plan-first">
          <p>{say.t('plan.firstHelp')}</p>
          <NameForm
            label={say.t('plan.scenarioName')}
            start={say.t('plan.firstName', { year: String(options.blank.year) })}
            action={say.t('plan.scenarioNew')}
            busy={add.isPending}
            error={add.error}
            onSubmit={(name) =>
              add.mutate({ name, inputs: options.blank }, { onSuccess: ({ id }) => onMade(id) })
            }
          />
        </div>
      </Panel>
    </div>
  );
}

const WAYS = { register: '/impor', prices: '/acuan?bagian=harga' } as const;

export function Missing({ missing }: { missing: Options['missing'] }) {
  const say = useSay();
  if (missing.length === 0) return null;
  return (
    <Notice tone="warn" title={say.t('plan.missing')}>
      <ul className="plan-list">
        {missing.map((what) => (
          <li key={what}>
            <span className="grow">{say.t(`plan.missing.${what}`)}</span>
            <LinkButton small to={WAYS[what]}>
              {say.t(`plan.missing.${what}Go`)}
            </LinkButton>
          </li>
        ))}
      </ul>
    </Notice>
  );
}

/** Limits that fight: any one of them given up is enough, and each is one press away. */
export function Infeasible({
  view,
  onJump,
  earlier,
}: {
  view: PlanView;
  onJump: ((limit: string) => void) | undefined;
  earlier: ReactNode;
}) {
  const say = useSay();
  const { conflict } = view.summary;
  return (
    <Notice tone="bad" title={say.t('problem.plan-infeasible')}>
      <p>{say.t(conflict.length === 0 ? 'plan.conflictNone' : 'plan.conflictHelp')}</p>
      <ul className="plan-list">
        {conflict.map((c) => (
          <li key={c.limit}>
            <strong className="grow">{reasonText(say.language, c.words)}</strong>
            {onJump && (
              <Button small onClick={() => onJump(c.limit)}>
                {say.t('plan.changeLimit')}
                <span className="visually-hidden">{` ${reasonText(say.language, c.words)}`}</span>
              </Button>
            )}
          </li>
        ))}
      </ul>
      {earlier}
    </Notice>
  );
}

const SHARES = ['women', 'disability', 'islands'] as const;

/** A plan of nothing keeps every limit too; the shares are what usually leaves no other. */
export function EmptyPlan({
  inputs,
  onJump,
}: {
  inputs: PlanInputs;
  onJump: ((limit: string) => void) | undefined;
}) {
  const say = useSay();
  return (
    <Notice tone="warn" title={say.t('plan.empty')}>
      <p>{say.t('plan.emptyHelp')}</p>
      {onJump && (
        <div className="row">
          {SHARES.filter((what) => inputs.shares[what] !== null).map((what) => (
            <Button key={what} small onClick={() => onJump(`share:${what}`)}>
              {`${say.t('plan.changeLimit')}: ${say.t(`plan.share.${what}`)}`}
            </Button>
          ))}
        </div>
      )}
    </Notice>
  );
}

export function NothingPlanned({ view, earlier }: { view: PlanView; earlier: ReactNode }) {
  const say = useSay();
  return (
    <Notice tone="warn" title={say.t('plan.status.nothing')}>
      <Reasons reasons={view.summary.notes} />
      {earlier}
    </Notice>
  );
}
