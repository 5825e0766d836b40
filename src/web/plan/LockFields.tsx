import { useState } from 'react';
import type { PlanInputs } from '#domain/limit.ts';
import { useSay } from '#ui/language.tsx';
import { Button } from '#ui/parts.tsx';
import { type PickedRegion, RegionPicker } from '#ui/RegionPicker.tsx';
import { NumberInput } from './NumberInput.tsx';

export interface RecipeChoice {
  readonly id: string;
  readonly name: { readonly id: string; readonly en: string };
  readonly costable: boolean;
}

interface Props {
  inputs: PlanInputs;
  recipes: readonly RecipeChoice[];
  names: ReadonlyMap<string, string>;
  onChange: (change: Partial<PlanInputs>) => void;
}

/** What must be in the plan whatever it is worth, and what must not. */
export function LockFields({ inputs, recipes, names, onChange }: Props) {
  const say = useSay();
  const [place, setPlace] = useState<PickedRegion>();
  const [recipe, setRecipe] = useState('');
  const { locks, bans } = inputs;
  const placeName = (code: string) => names.get(code) ?? code;
  const recipeName = (id: string | null) =>
    id === null
      ? say.t('plan.anything')
      : (recipes.find((r) => r.id === id)?.name[say.language] ?? id);
  const done = () => {
    setPlace(undefined);
    setRecipe('');
  };
  return (
    <>
      <p className="small soft">{say.t('plan.locksHelp')}</p>
      {locks.map((l) => (
        <div
          key={`${l.code}|${l.recipe}`}
          className="plan-row-field"
          data-limit={`lock:${l.code}:${l.recipe}`}
        >
          <NumberInput
            label={say.t('plan.lockOf', { recipe: recipeName(l.recipe), place: placeName(l.code) })}
            value={l.batches}
            min={1}
            max={99}
            onChange={(v) =>
              onChange({
                locks: locks.map((o) => (o === l ? { ...l, batches: v ?? Number.NaN } : o)),
              })
            }
          />
          <Button
            small
            look="quiet"
            onClick={() => onChange({ locks: locks.filter((o) => o !== l) })}
          >
            {say.t('plan.unlock')}
            <span className="visually-hidden">
              {` ${recipeName(l.recipe)}, ${placeName(l.code)}`}
            </span>
          </Button>
        </div>
      ))}
      {bans.length > 0 && (
        <ul className="plan-bans">
          {bans.map((b) => (
            <li key={`${b.code}|${b.recipe ?? ''}`}>
              <span>
                {say.t('plan.banOf', { recipe: recipeName(b.recipe), place: placeName(b.code) })}
              </span>
              <Button
                small
                look="quiet"
                onClick={() => onChange({ bans: bans.filter((o) => o !== b) })}
              >
                {say.t('plan.unban')}
                <span className="visually-hidden">
                  {` ${recipeName(b.recipe)}, ${placeName(b.code)}`}
                </span>
              </Button>
            </li>
          ))}
        </ul>
      )}
      <RegionPicker
        label={say.t('plan.lockPlace')}
        levels={['kab', 'kec']}
        value={place}
        onChange={setPlace}
      />
      <select
        className="select"
        aria-label={say.t('plan.product')}
        value={recipe}
        onChange={(e) => setRecipe(e.target.value)}
      >
        <option value="">{say.t('plan.anything')}</option>
        {recipes.map((r) => (
          <option key={r.id} value={r.id}>
            {r.name[say.language]}
          </option>
        ))}
      </select>
      <div className="row">
        <Button
          small
          disabled={place === undefined || recipe === ''}
          onClick={() => {
            if (place) onChange({ locks: withLock(locks, place.code, recipe, 1) });
            done();
          }}
        >
          {say.t('plan.lock')}
        </Button>
        <Button
          small
          disabled={place === undefined}
          onClick={() => {
            if (place) onChange({ bans: withBan(bans, place.code, recipe === '' ? null : recipe) });
            done();
          }}
        >
          {say.t('plan.ban')}
        </Button>
      </div>
    </>
  );
}

export const withLock = (
  locks: PlanInputs['locks'],
  code: string,
  recipe: string,
  batches: number,
): PlanInputs['locks'] => [
  ...locks.filter((l) => l.code !== code || l.recipe !== recipe),
  { code, recipe, batches },
];

export const withBan = (
  bans: PlanInputs['bans'],
  code: string,
  recipe: string | null,
): PlanInputs['bans'] => [
  ...bans.filter((b) => b.code !== code || b.recipe !== recipe),
  { code, recipe },
];
