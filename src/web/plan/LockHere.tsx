import { useId, useState } from 'react';
import { type PlanView, planningApi } from '#api/planning.ts';
import type { PlanInputs } from '#domain/limit.ts';
import { covers } from '#domain/region.ts';
import { useSay } from '#ui/language.tsx';
import { Button } from '#ui/parts.tsx';
import { useOperation } from '#ui/use-operation.ts';
import { type RecipeChoice, withBan, withLock } from './LockFields.tsx';
import { toldPlace } from './told-place.ts';

/** Locks or bans a training at the place on the panel; it holds once the plan is solved again. */
export function LockHere({
  code,
  view,
  recipe,
  batches = 1,
  recipes,
  inputs,
  onChange,
}: {
  code: string;
  view: PlanView;
  /** The training the panel speaks of; without it one is chosen here. */
  recipe?: string;
  batches?: number;
  recipes: readonly RecipeChoice[];
  inputs: PlanInputs;
  onChange: (change: Partial<PlanInputs>) => void;
}) {
  const say = useSay();
  const id = useId();
  const [chosen, setChosen] = useState(recipe ?? '');
  const held = useHeld(view, code, recipe === undefined);
  const lock = inputs.locks.find((l) => l.code === code && l.recipe === chosen);
  const ban = inputs.bans.find(
    (b) => covers(b.code, code) && (b.recipe === null || b.recipe === chosen),
  );
  return (
    <section className="plan-part plan-lock">
      <h3>{say.t('plan.decideHere')}</h3>
      {recipe === undefined && (
        <>
          <label className="visually-hidden" htmlFor={id}>
            {say.t('plan.product')}
          </label>
          <select
            id={id}
            className="select"
            value={chosen}
            onChange={(e) => setChosen(e.target.value)}
          >
            <option value="">{say.t('plan.chooseProduct')}</option>
            {recipes.map((r) => (
              <option key={r.id} value={r.id} disabled={held.has(r.id)}>
                {r.name[say.language]}
                {held.has(r.id) && ` (${say.word(`plan.why.${held.get(r.id)}`)})`}
              </option>
            ))}
          </select>
        </>
      )}
      <div className="row">
        {lock ? (
          <Button small onClick={() => onChange({ locks: inputs.locks.filter((l) => l !== lock) })}>
            {say.t('plan.unlock')}
          </Button>
        ) : (
          <Button
            small
            disabled={chosen === ''}
            onClick={() => onChange({ locks: withLock(inputs.locks, code, chosen, batches) })}
          >
            {say.t('plan.lockN', { n: batches })}
          </Button>
        )}
        {ban ? (
          <Button small onClick={() => onChange({ bans: inputs.bans.filter((b) => b !== ban) })}>
            {say.t('plan.unban')}
          </Button>
        ) : (
          <Button
            small
            disabled={chosen === ''}
            onClick={() => onChange({ bans: withBan(inputs.bans, code, chosen) })}
          >
            {say.t('plan.ban')}
          </Button>
        )}
      </div>
      <p className="small soft" aria-live="polite">
        {lock
          ? say.t('plan.lockedHere', { n: lock.batches })
          : ban
            ? say.t('plan.bannedHere')
            : say.t('plan.decideHelp')}
      </p>
    </section>
  );
}

/** What cannot stand here whatever is locked, with why: a lock on it would make the plan impossible. */
function useHeld(view: PlanView, code: string, enabled: boolean): ReadonlyMap<string, string> {
  const told = toldPlace(view, code);
  const query = useOperation(
    planningApi.explainAbsence,
    { id: view.plan.id, code: told ?? '' },
    { enabled: enabled && told !== undefined },
  );
  if (query.data?.code !== told) return new Map();
  return new Map(
    query.data?.options
      .filter((o) => ['blocked', 'not-costable', 'too-few'].includes(o.why) && o.rate === null)
      .map((o) => [o.recipe, o.why]),
  );
}
