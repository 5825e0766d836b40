import { useState } from 'react';
import { potentialApi } from '#api/potential.ts';
import { EvidenceGrade, EvidenceKind } from '#domain/potential.ts';
import { useSay } from '#ui/language.tsx';
import { Button, ErrorNotice, Field, Notice } from '#ui/parts.tsx';
import { useChange } from '#ui/use-operation.ts';
import { CommoditySelect } from './CommoditySelect.tsx';
import { RegionSelect } from './RegionSelect.tsx';

/** One claim by hand: about what, where, of what kind and strength, says who. */
export function EvidenceForm({ code, onDone }: { code: string; onDone: () => void }) {
  const say = useSay();
  const add = useChange(potentialApi.addEvidence);
  const [draft, setDraft] = useState({
    code,
    commodity: '',
    kind: 'official_statement' as EvidenceKind,
    grade: 'B' as EvidenceGrade,
    polarity: 'for' as 'for' | 'against',
    year: '',
    source: '',
    note: '',
  });
  const set = (part: Partial<typeof draft>) => setDraft({ ...draft, ...part });
  return (
    <form
      className="stack"
      onSubmit={(e) => {
        e.preventDefault();
        const year = draft.year === '' ? null : Number(draft.year);
        add.mutate({ ...draft, year, note: draft.note || null }, { onSuccess: onDone });
      }}
    >
      {add.error?.code === 'already-exists' ? (
        <Notice tone="bad" title={say.t('evidence.exists')} />
      ) : (
        add.error && <ErrorNotice error={add.error} />
      )}
      <RegionSelect
        label={say.t('evidence.region')}
        value={draft.code}
        onChange={(next) => set({ code: next })}
        levels={['province', 'kab', 'kec']}
        all="…"
        required
      />
      <CommoditySelect
        label={say.t('evidence.commodity')}
        value={draft.commodity}
        onChange={(commodity) => set({ commodity })}
      />
      <div className="columns-2">
        <Pick
          label={say.t('evidence.kind')}
          value={draft.kind}
          choices={EvidenceKind.options.map((k) => [k, say.t(`evidence.kind.${k}`)])}
          onChange={(kind) => set({ kind: kind as EvidenceKind })}
        />
        <Pick
          label={say.t('evidence.grade')}
          value={draft.grade}
          choices={EvidenceGrade.options.map((g) => [g, say.t(`evidence.grade.${g}`)])}
          onChange={(grade) => set({ grade: grade as EvidenceGrade })}
        />
        <Pick
          label={say.t('evidence.polarity')}
          value={draft.polarity}
          choices={(['for', 'against'] as const).map((x) => [x, say.t(`evidence.polarity.${x}`)])}
          onChange={(polarity) => set({ polarity: polarity as 'for' | 'against' })}
        />
        <Field label={say.t('evidence.year')} optional>
          {(p) => (
            <input
              className="input"
              {...p}
              inputMode="numeric"
              pattern="(19[5-9]|20)[0-9]{1,2}"
              maxLength={4}
              value={draft.year}
              onChange={(e) => set({ year: e.target.value })}
            />
          )}
        </Field>
      </div>
      {draft.kind === 'announced_training' && (
        <Notice tone="warn" title={say.t('evidence.trainingNote')} />
      )}
      <Field label={say.t('evidence.source')} help={say.t('evidence.sourceHelp')}>
        {(p) => (
          <input
            className="input"
            {...p}
            required
            minLength={3}
            maxLength={300}
            value={draft.source}
            onChange={(e) => set({ source: e.target.value })}
          />
        )}
      </Field>
      <Field label={say.t('evidence.note')} optional>
        {(p) => (
          <textarea
            className="textarea"
            {...p}
            maxLength={600}
            value={draft.note}
            onChange={(e) => set({ note: e.target.value })}
          />
        )}
      </Field>
      <div>
        <Button type="submit" look="primary" disabled={add.isPending}>
          {say.t('evidence.add')}
        </Button>
      </div>
    </form>
  );
}

export function Pick(props: {
  label: string;
  value: string;
  choices: readonly (readonly [string, string])[];
  onChange: (value: string) => void;
}) {
  return (
    <Field label={props.label}>
      {(p) => (
        <select
          className="select"
          {...p}
          value={props.value}
          onChange={(e) => props.onChange(e.target.value)}
        >
          {props.choices.map(([value, text]) => (
            <option key={value} value={value}>
              {text}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
