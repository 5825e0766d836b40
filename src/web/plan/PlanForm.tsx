import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Link } from 'wouter';
import type { ReplyOf } from '#api/operation.ts';
import type { planningApi } from '#api/planning.ts';
import { PlanInputs } from '#domain/limit.ts';
import { useSay } from '#ui/language.tsx';
import { Field } from '#ui/parts.tsx';
import { AimFields, WeightFields } from './AimFields.tsx';
import { CodingFields } from './CodingFields.tsx';
import { Fold } from './Fold.tsx';
import { holdsText } from './holds-text.ts';
import { KabLimitFields } from './KabLimitFields.tsx';
import { LockFields } from './LockFields.tsx';
import { type FoldName, foldsOfPaths, placeOfLimit } from './limit-place.ts';
import { MoneyFields } from './MoneyFields.tsx';
import { NumberInput } from './NumberInput.tsx';
import { TrainerFields } from './TrainerFields.tsx';
import { YearSelect } from './YearSelect.tsx';

export interface FormChoices {
  readonly options: ReplyOf<typeof planningApi.planningOptions>;
  readonly names: ReadonlyMap<string, string>;
}

interface Props extends FormChoices {
  inputs: PlanInputs;
  onChange: (change: Partial<PlanInputs>) => void;
  /** A limit somebody wants to change, or `errors`: the first field that is refused. */
  jump: { to: string; turn: number } | undefined;
}

/** Everything a person decides about a plan: the essentials in sight, the rest one fold away. */
export function PlanForm({ options, names, inputs, onChange, jump }: Props) {
  const say = useSay();
  const body = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const toggle = (name: string, isOpen: boolean) =>
    setOpen((before) => {
      const next = new Set(before);
      if (isOpen) next.add(name);
      else next.delete(name);
      return next;
    });
  // biome-ignore lint/correctness/useExhaustiveDependencies: once per wish
  useEffect(() => {
    if (jump === undefined) return;
    const checked = PlanInputs.safeParse(inputs);
    const wanted: readonly (FoldName | undefined)[] =
      jump.to === 'errors'
        ? foldsOfPaths(checked.success ? [] : checked.error.issues.map((i) => i.path))
        : [placeOfLimit(jump.to).fold];
    setOpen((before) => new Set([...before, ...wanted.filter((f) => f !== undefined)]));
  }, [jump?.turn]);
  // The fold has to be open, and on the page, before its field can take the focus.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once per wish, after the fold has opened
  useEffect(() => {
    if (jump === undefined) return;
    const find = () => {
      if (jump.to === 'errors') return body.current?.querySelector('[aria-invalid="true"]');
      const { field, fold } = placeOfLimit(jump.to);
      const own = body.current?.querySelector(`[data-limit="${field}"] input`);
      return own ?? body.current?.querySelector(`[data-fold="${fold ?? ''}"] input`);
    };
    const timer = setTimeout(() => {
      const element = find();
      if (element instanceof HTMLElement) {
        element.closest('details')?.setAttribute('open', '');
        element.focus();
        element.scrollIntoView({ block: 'center' });
      }
    }, 60);
    return () => clearTimeout(timer);
  }, [jump?.turn]);

  const kabs = [...names].filter(([code]) => code.length === 5).sort();
  const groups = [...new Set(options.recipes.map((r) => r.trainerGroup))].sort();
  const fold = (name: FoldName, children: ReactNode) => (
    <div data-fold={name}>
      <Fold
        name={name}
        title={say.t(`plan.fold.${name}`)}
        holds={holdsText(say, inputs, name)}
        open={open.has(name)}
        onToggle={toggle}
      >
        {children}
      </Fold>
    </div>
  );
  const share = (what: 'women' | 'disability' | 'islands') => (
    <div data-limit={`share:${what}`}>
      <NumberInput
        label={say.t(`plan.share.${what}`)}
        value={inputs.shares[what]}
        min={0}
        max={100}
        decimals
        blank={say.t('plan.noLimit')}
        onChange={(v) => onChange({ shares: { ...inputs.shares, [what]: v } })}
      />
    </div>
  );
  return (
    <div className="stack-s" ref={body}>
      <div className="plan-essentials">
        <YearSelect
          value={inputs.year}
          first={options.blank.year - 1}
          onChange={(year) => onChange(yearChange(inputs, year))}
        />
        <Field
          label={say.t('plan.priceList')}
          error={inputs.priceList === null ? say.t('plan.priceListNone') : undefined}
        >
          {(p) => (
            <select
              className="select"
              {...p}
              value={inputs.priceList ?? ''}
              onChange={(e) => onChange({ priceList: e.target.value || null })}
            >
              <option value="">{say.t('plan.choose')}</option>
              {options.priceLists.map((l) => (
                <option key={l.id} value={l.id}>
                  {l.name}
                </option>
              ))}
            </select>
          )}
        </Field>
      </div>
      <p className="small">
        <Link href="/acuan?bagian=harga">{say.t('plan.openPrices')}</Link>
      </p>
      <MoneyFields inputs={inputs} kabs={kabs} onChange={onChange} />
      <AimFields inputs={inputs} onChange={onChange} />
      <div>
        {fold('weights', <WeightFields inputs={inputs} onChange={onChange} />)}
        {fold(
          'batch',
          <div className="plan-small-numbers">
            <NumberInput
              label={say.t('plan.batchSize')}
              value={inputs.batchSize}
              min={5}
              max={60}
              onChange={(v) => onChange({ batchSize: v ?? Number.NaN })}
            />
            <NumberInput
              label={say.t('plan.minimumFill')}
              value={inputs.minimumFill}
              min={1}
              max={60}
              error={
                inputs.minimumFill > inputs.batchSize ? say.t('rule.fill-over-size') : undefined
              }
              onChange={(v) => onChange({ minimumFill: v ?? Number.NaN })}
            />
            <div data-limit="kec-max">
              <NumberInput
                label={say.t('plan.maxPerKec')}
                value={inputs.maxPerKec}
                min={0}
                max={9999}
                blank={say.t('plan.noLimit')}
                onChange={(maxPerKec) => onChange({ maxPerKec })}
              />
            </div>
          </div>,
        )}
        {fold('kab', <KabLimitFields inputs={inputs} kabs={kabs} onChange={onChange} />)}
        {fold('trainers', <TrainerFields inputs={inputs} groups={groups} onChange={onChange} />)}
        {fold(
          'shares',
          <>
            <p className="small soft">{say.t('plan.sharesHelp')}</p>
            {share('women')}
            {share('disability')}
            {share('islands')}
          </>,
        )}
        {fold(
          'locks',
          <LockFields
            inputs={inputs}
            recipes={options.recipes}
            names={names}
            onChange={onChange}
          />,
        )}
        {fold('coding', <CodingFields inputs={inputs} onChange={onChange} />)}
        {fold(
          'gap',
          <NumberInput
            label={say.t('plan.gapPercent')}
            help={say.t('plan.gapHelp')}
            value={inputs.gapPercent}
            min={0.01}
            max={10}
            decimals
            onChange={(v) => onChange({ gapPercent: v ?? Number.NaN })}
          />,
        )}
      </div>
    </div>
  );
}

/** Money of the old year moves with the plan; money that was set apart for another year stays there. */
const yearChange = (inputs: PlanInputs, year: number): Partial<PlanInputs> => ({
  year,
  sources: inputs.sources.map((s) => (s.year === inputs.year ? { ...s, year } : s)),
});
