import { type MoneySource, type PlanInputs, sourceKinds } from '#domain/limit.ts';
import { useSay } from '#ui/language.tsx';
import { Button, Field } from '#ui/parts.tsx';
import { useInstallation } from '#ui/session.tsx';
import { RupiahInput } from './RupiahInput.tsx';
import { YearSelect } from './YearSelect.tsx';

interface Props {
  inputs: PlanInputs;
  kabs: readonly (readonly [string, string])[];
  onChange: (change: Partial<PlanInputs>) => void;
}

/** Money by source. Name and amount are seen at once; where and for what it may be spent behind a fold. */
export function MoneyFields({ inputs, kabs, onChange }: Props) {
  const say = useSay();
  const { demo } = useInstallation();
  const { sources } = inputs;
  const set = (id: string, change: Partial<MoneySource>) =>
    onChange({ sources: sources.map((s) => (s.id === id ? { ...s, ...change } : s)) });
  const add = () => {
    const taken = new Set(sources.map((s) => s.id));
    const id = Array.from({ length: 21 }, (_, i) => `sumber-${i + 1}`).find((s) => !taken.has(s));
    if (id === undefined) return;
    const name = say.t('plan.sourceNew', { n: sources.length + 1 });
    onChange({
      sources: [
        ...sources,
        {
          id,
          name,
          kind: 'apbd-provinsi',
          amountRupiah: 0,
          use: 'any',
          kabs: [],
          year: inputs.year,
          synthetic: demo,
        },
      ],
    });
  };
  const total = sources.reduce(
    (sum, s) => sum + (s.year === inputs.year ? s.amountRupiah || 0 : 0),
    0,
  );
  return (
    <fieldset className="plan-sources" data-limit="sources">
      <legend>{say.t('plan.sources')}</legend>
      {sources.length === 0 && <p className="small soft">{say.t('plan.sourcesNone')}</p>}
      {sources.map((s) => (
        <div key={s.id} className="plan-source">
          <RupiahInput
            label={s.name}
            value={s.amountRupiah}
            onChange={(amountRupiah) => set(s.id, { amountRupiah })}
          />
          <details>
            <summary className="small soft">{sourceText(say, s, inputs.year)}</summary>
            <SourceDetails
              source={s}
              planYear={inputs.year}
              kabs={kabs}
              onChange={(change) => set(s.id, change)}
              onRemove={() => onChange({ sources: sources.filter((o) => o.id !== s.id) })}
            />
          </details>
        </div>
      ))}
      <div className="row row-between">
        <span className="small">
          {say.t('plan.sourcesTotal', { rupiah: say.rupiahShort(total) })}
        </span>
        {sources.length < 20 && (
          <Button small onClick={add}>
            {say.t('plan.sourceAdd')}
          </Button>
        )}
      </div>
    </fieldset>
  );
}

function sourceText(say: ReturnType<typeof useSay>, s: MoneySource, year: number): string {
  return [
    say.word(`plan-paper.sourceUse.${s.use}`),
    s.kabs.length === 0
      ? say.t('plan-paper.allKabs')
      : say.t('plan.sourceKabs', { n: s.kabs.length }),
    ...(s.year === year ? [] : [say.t('plan.sourceOtherYear', { year: String(s.year) })]),
  ].join(' · ');
}

function SourceDetails({
  source,
  planYear,
  kabs,
  onChange,
  onRemove,
}: {
  source: MoneySource;
  planYear: number;
  kabs: Props['kabs'];
  onChange: (change: Partial<MoneySource>) => void;
  onRemove: () => void;
}) {
  const say = useSay();
  return (
    <div className="stack-s plan-fold-body">
      <Field
        label={say.t('plan.sourceName')}
        error={source.name.trim() === '' ? say.t('form.required') : undefined}
      >
        {(p) => (
          <input
            className="input"
            {...p}
            maxLength={120}
            value={source.name}
            onChange={(e) => onChange({ name: e.target.value })}
          />
        )}
      </Field>
      <Field label={say.t('plan.sourceKind')}>
        {(p) => (
          <select
            className="select"
            {...p}
            value={source.kind}
            onChange={(e) => onChange({ kind: e.target.value as MoneySource['kind'] })}
          >
            {sourceKinds.map((k) => (
              <option key={k} value={k}>
                {say.word(`plan.sourceKind.${k}`)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label={say.t('plan.sourceUse')}>
        {(p) => (
          <select
            className="select"
            {...p}
            value={source.use}
            onChange={(e) => onChange({ use: e.target.value as MoneySource['use'] })}
          >
            {(['any', 'training', 'kit'] as const).map((use) => (
              <option key={use} value={use}>
                {say.word(`plan-paper.sourceUse.${use}`)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <YearSelect
        value={source.year}
        first={Math.min(source.year, planYear - 1)}
        onChange={(year) => onChange({ year })}
      />
      <fieldset className="plan-kabs">
        <legend>{say.t('plan.sourceWhere')}</legend>
        {kabs.map(([code, name]) => (
          <label key={code}>
            <input
              type="checkbox"
              checked={source.kabs.includes(code)}
              onChange={(e) =>
                onChange({
                  kabs: e.target.checked
                    ? [...source.kabs, code].sort()
                    : source.kabs.filter((k) => k !== code),
                })
              }
            />
            {name}
          </label>
        ))}
      </fieldset>
      <div>
        <Button small look="danger" onClick={onRemove}>
          {say.t('plan.sourceRemove', { name: source.name })}
        </Button>
      </div>
    </div>
  );
}
