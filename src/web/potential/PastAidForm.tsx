import { useState } from 'react';
import { potentialApi } from '#api/potential.ts';
import { PastAid } from '#domain/potential.ts';
import { useSay } from '#ui/language.tsx';
import { Button, ErrorNotice, Field } from '#ui/parts.tsx';
import { useMe } from '#ui/session.tsx';
import { useChange } from '#ui/use-operation.ts';
import { CommoditySelect } from './CommoditySelect.tsx';
import { Pick } from './EvidenceForm.tsx';
import { RegionSelect } from './RegionSelect.tsx';

/** Whole numbers as people type them: dots and spaces are thousands, blank is unknown. */
const wholeOrNull = (text: string): number | null => {
  const digits = text.replace(/[.\s]/g, '');
  return digits === '' ? null : Number(digits);
};

export function PastAidForm({ onDone }: { onDone: () => void }) {
  const say = useSay();
  const me = useMe();
  const add = useChange(potentialApi.addPastAid);
  const [draft, setDraft] = useState({
    code: me.role === 'officer' ? me.area : '',
    title: '',
    subject: '',
    year: '',
    participants: '',
    value: '',
    status: 'unknown' as PastAid['status'],
    cause: '',
    source: '',
  });
  const set = (part: Partial<typeof draft>) => setDraft({ ...draft, ...part });
  const text = (
    key: 'title' | 'source' | 'year' | 'participants' | 'value',
    label: string,
    optional: boolean,
  ) => (
    <Field label={label} optional={optional}>
      {(p) => (
        <input
          className="input"
          {...p}
          required={!optional}
          {...(key === 'title' || key === 'source'
            ? { minLength: 3, maxLength: 300 }
            : { inputMode: 'numeric' as const, pattern: '[0-9.\\s]*' })}
          value={draft[key]}
          onChange={(e) => set({ [key]: e.target.value })}
        />
      )}
    </Field>
  );
  return (
    <form
      className="stack"
      onSubmit={(e) => {
        e.preventDefault();
        add.mutate(
          {
            code: draft.code,
            title: draft.title,
            subject: draft.subject || null,
            year: wholeOrNull(draft.year),
            participants: wholeOrNull(draft.participants),
            valueRupiah: wholeOrNull(draft.value),
            status: draft.status,
            cause: draft.cause || null,
            source: draft.source,
          },
          { onSuccess: onDone },
        );
      }}
    >
      {add.error && <ErrorNotice error={add.error} />}
      <RegionSelect
        label={say.t('evidence.region')}
        value={draft.code}
        onChange={(code) => set({ code })}
        levels={['kab', 'kec']}
        all="…"
        required
      />
      {text('title', say.t('aid.title'), false)}
      <CommoditySelect
        label={say.t('aid.subject')}
        value={draft.subject}
        onChange={(subject) => set({ subject })}
        optional={say.t('aid.noSubject')}
      />
      <div className="columns-2">
        {text('year', say.t('aid.year'), true)}
        {text('participants', say.t('aid.participants'), true)}
        {text('value', `${say.t('aid.value')} (Rp)`, true)}
        <Pick
          label={say.t('aid.status')}
          value={draft.status}
          choices={PastAid.shape.status.options.map((s) => [s, say.t(`aid.status.${s}`)])}
          onChange={(status) => set({ status: status as PastAid['status'] })}
        />
      </div>
      <Field label={say.t('aid.cause')} optional>
        {(p) => (
          <textarea
            className="textarea"
            {...p}
            maxLength={600}
            value={draft.cause}
            onChange={(e) => set({ cause: e.target.value })}
          />
        )}
      </Field>
      {text('source', say.t('aid.source'), false)}
      <div>
        <Button type="submit" look="primary" disabled={add.isPending}>
          {say.t('aid.add')}
        </Button>
      </div>
    </form>
  );
}
