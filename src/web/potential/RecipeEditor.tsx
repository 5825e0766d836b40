import { useState } from 'react';
import { potentialApi } from '#api/potential.ts';
import { Recipe, readinessItems, type VersionedRecipe } from '#domain/recipe.ts';
import { useSay } from '#ui/language.tsx';
import { Button, ErrorNotice, Field, Notice, Panel } from '#ui/parts.tsx';
import { useChange, useOperation } from '#ui/use-operation.ts';
import { CommoditySelect } from './CommoditySelect.tsx';
import { KitEditor } from './KitEditor.tsx';

const numberOrNull = (text: string): number | null => {
  const clean = text.replace(/[.\s]/g, '').replace(',', '.');
  return clean === '' ? null : Number(clean);
};

/** The whole recipe as a form. Saving makes the next version; blank fields stay unknown. */
export function RecipeEditor({
  recipe,
  onDone,
  onCancel,
}: {
  recipe: VersionedRecipe;
  onDone: () => void;
  onCancel: () => void;
}) {
  const say = useSay();
  const change = useChange(potentialApi.changeRecipe);
  const { version, ...body } = recipe;
  const [draft, setDraft] = useState<Recipe>(body);
  const [reason, setReason] = useState('');
  const [wrong, setWrong] = useState(false);
  const set = (part: Partial<Recipe>) => setDraft({ ...draft, ...part });
  const training = (part: Partial<Recipe['training']>) =>
    set({ training: { ...draft.training, ...part } });
  const kit = (part: Partial<Recipe['kit']>) => set({ kit: { ...draft.kit, ...part } });

  const number = (label: string, value: number | null, onChange: (v: number | null) => void) => (
    <Field label={label}>
      {(p) => (
        <input
          className="input"
          {...p}
          inputMode="numeric"
          placeholder={say.t('recipe.blank')}
          defaultValue={value ?? ''}
          onChange={(e) => onChange(numberOrNull(e.target.value))}
        />
      )}
    </Field>
  );
  const text = (label: string, value: string, onChange: (v: string) => void) => (
    <Field label={label}>
      {(p) => (
        <input
          className="input"
          {...p}
          required
          maxLength={300}
          value={value}
          onChange={(e) => onChange(e.target.value)}
        />
      )}
    </Field>
  );

  const basis = (value: string, onChange: (v: string) => void) => (
    <Field label={say.t('recipe.source')}>
      {(p) => (
        <textarea
          className="textarea"
          {...p}
          required
          maxLength={1000}
          value={value}
          onChange={(e) => onChange(e.target.value)}
        />
      )}
    </Field>
  );

  return (
    <form
      className="stack"
      onSubmit={(e) => {
        e.preventDefault();
        const parsed = Recipe.safeParse(draft);
        setWrong(!parsed.success);
        if (!parsed.success) return;
        change.mutate(
          { id: recipe.id, recipe: parsed.data, basedOn: version, reason },
          { onSuccess: onDone },
        );
      }}
    >
      <Panel title={say.t('recipe.name')}>
        <div className="columns-2">
          {text(say.t('recipe.name'), draft.name.id, (id) => set({ name: { ...draft.name, id } }))}
          {text(say.t('recipe.nameEn'), draft.name.en, (en) =>
            set({ name: { ...draft.name, en } }),
          )}
          {text(say.t('recipe.product'), draft.product.id, (id) =>
            set({ product: { ...draft.product, id } }),
          )}
          {text(say.t('recipe.productEn'), draft.product.en, (en) =>
            set({ product: { ...draft.product, en } }),
          )}
        </div>
        {draft.kind === 'commodity' && (
          <Materials codes={draft.commodities} onChange={(commodities) => set({ commodities })} />
        )}
      </Panel>
      <Panel title={say.t('recipe.training')}>
        <div className="recipe-numbers">
          {number(say.t('recipe.participants'), draft.training.participants, (participants) =>
            training({ participants }),
          )}
          {number(say.t('recipe.days'), draft.training.days, (days) => training({ days }))}
          {number(say.t('recipe.hours'), draft.training.hoursPerDay, (hoursPerDay) =>
            training({ hoursPerDay }),
          )}
          {number(say.t('recipe.trainers'), draft.training.trainers, (trainers) =>
            training({ trainers }),
          )}
          {number(say.t('recipe.mentoring'), draft.training.mentoringMonths, (mentoringMonths) =>
            training({ mentoringMonths }),
          )}
          {number(say.t('recipe.market'), draft.marketBatches, (marketBatches) =>
            set({ marketBatches }),
          )}
          {draft.kind === 'commodity' &&
            number(
              `${say.t('recipe.base')} (${draft.minimumBase?.indicator === 'area' ? 'ha' : 't'})`,
              draft.minimumBase?.value ?? null,
              (value) =>
                set({
                  minimumBase:
                    value === null
                      ? null
                      : { indicator: draft.minimumBase?.indicator ?? 'production', value },
                }),
            )}
        </div>
        {basis(draft.training.source, (source) => training({ source }))}
        <p className="small soft">{say.t('recipe.policy')}</p>
      </Panel>
      <Panel title={say.t('recipe.kit')}>
        <KitEditor items={draft.kit.items} onChange={(items) => kit({ items })} />
        <div className="recipe-numbers">
          {number(say.t('recipe.sets'), draft.kit.setsPerBatch, (setsPerBatch) =>
            kit({ setsPerBatch }),
          )}
          {number(say.t('recipe.va'), draft.kit.minimumVa, (minimumVa) => kit({ minimumVa }))}
        </div>
        {basis(draft.kit.source, (source) => kit({ source }))}
      </Panel>
      <Panel title={say.t('recipe.must')}>
        <Field label={say.t('recipe.must')} help={say.t('recipe.oneLineEach')}>
          {(p) => (
            <textarea
              className="textarea"
              {...p}
              rows={6}
              defaultValue={draft.mustBeThere.join('\n')}
              onChange={(e) =>
                set({
                  mustBeThere: e.target.value
                    .split('\n')
                    .map((line) => line.trim())
                    .filter(Boolean),
                })
              }
            />
          )}
        </Field>
        <fieldset className="recipe-checks">
          <legend>{say.t('recipe.readiness')}</legend>
          {readinessItems.map((item) => (
            <label key={item}>
              <input
                type="checkbox"
                checked={draft.readiness.includes(item)}
                onChange={(e) =>
                  set({
                    readiness: readinessItems.filter((r) =>
                      r === item ? e.target.checked : draft.readiness.includes(r),
                    ),
                  })
                }
              />
              {say.t(`readiness.${item}`)}
            </label>
          ))}
        </fieldset>
        <label className="row">
          <input
            type="checkbox"
            checked={draft.status === 'approved'}
            onChange={(e) => set({ status: e.target.checked ? 'approved' : 'proposed' })}
          />
          {say.t('recipe.approve')}
        </label>
      </Panel>
      {change.error && <ErrorNotice error={change.error} />}
      {wrong && <Notice tone="bad" title={say.t('problem.bad-input')} />}
      <Field label={say.t('recipe.why')} help={say.t('recipe.whyHelp')}>
        {(p) => (
          <textarea
            className="textarea"
            {...p}
            required
            minLength={10}
            maxLength={600}
            value={reason}
            onChange={(e) => setReason(e.target.value)}
          />
        )}
      </Field>
      <div className="row">
        <Button type="submit" look="primary" disabled={change.isPending}>
          {say.t('recipe.saveVersion', { version: version + 1 })}
        </Button>
        <Button onClick={onCancel}>{say.t('action.cancel')}</Button>
      </div>
    </form>
  );
}

function Materials({
  codes,
  onChange,
}: {
  codes: readonly string[];
  onChange: (codes: string[]) => void;
}) {
  const say = useSay();
  const known = useOperation(potentialApi.listCommodities, {}, { staleMs: 600_000 });
  const commodities = (code: string) =>
    known.data?.find((c) => c.code === code)?.name[say.language] ?? code;
  return (
    <div className="row">
      {codes.map((code) => (
        <span key={code} className="tag">
          {commodities(code)}
          <button
            type="button"
            className="tag-remove"
            aria-label={`${say.t('action.remove')} ${commodities(code)}`}
            onClick={() => onChange(codes.filter((c) => c !== code))}
          >
            ✕
          </button>
        </span>
      ))}
      <CommoditySelect
        label={say.t('recipe.material')}
        value=""
        optional="+"
        onChange={(code) => code !== '' && !codes.includes(code) && onChange([...codes, code])}
      />
    </div>
  );
}
