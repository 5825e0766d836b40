import { useId, useState } from 'react';
import { potentialApi } from '#api/potential.ts';
import { limitNote, type SheetQuestion, splitLimitNote } from '#domain/sheet.ts';
import { readMonths } from '#domain/sheet-words.ts';
import { useSay } from '#ui/language.tsx';
import { Button, ErrorNotice } from '#ui/parts.tsx';
import { useChange } from '#ui/use-operation.ts';
import type { Speaker } from './AnswerControl.tsx';
import { saidText } from './words.ts';

const MONTHS = Array.from({ length: 12 }, (_, i) => i + 1);

/** One limit of the kabupaten's own: months to avoid, a number, or words; with a remark. */
export function LimitCard({
  limit,
  question,
  speaker,
}: {
  limit: string;
  question: SheetQuestion;
  speaker: Speaker;
}) {
  const say = useSay();
  const id = useId();
  const save = useChange(potentialApi.addAnswers);
  const before = splitLimitNote(question.said?.note ?? null);
  const [value, setValue] = useState(before.value);
  const [remark, setRemark] = useState(before.remark ?? '');
  const ask = say.word(`sheet.ask.${limit}`);
  const isEmpty = value.trim() === '';
  return (
    <form
      className="question"
      aria-labelledby={id}
      onSubmit={(e) => {
        e.preventDefault();
        save.mutate({
          code: speaker.kab,
          answers: [
            {
              code: question.code,
              topic: question.topic,
              subject: question.subject,
              answer: 'text',
              note: limitNote(value.trim(), remark.trim() || null),
            },
          ],
          ...(speaker.saidBy ? { saidBy: speaker.saidBy } : {}),
        });
      }}
    >
      <h2 id={id}>
        <span className="question-number">{question.number}</span> {ask}
      </h2>
      {question.form === 'months' ? (
        <MonthPicker value={value} onChange={setValue} label={ask} />
      ) : (
        <input
          className="input"
          aria-labelledby={id}
          value={value}
          {...(question.form === 'number'
            ? { inputMode: 'numeric' as const, pattern: '\\d{1,4}' }
            : { maxLength: 400 })}
          onChange={(e) => setValue(e.target.value)}
        />
      )}
      {question.form !== 'text' && (
        <input
          className="input"
          aria-label={`${ask} ${say.t('sheet.col.note')}`}
          placeholder={say.t('sheet.col.note')}
          maxLength={180}
          value={remark}
          onChange={(e) => setRemark(e.target.value)}
        />
      )}
      {save.error && <ErrorNotice error={save.error} />}
      <div className="row">
        <Button type="submit" small look="primary" disabled={isEmpty || save.isPending}>
          {say.t('action.save')}
        </Button>
        <span className="small" aria-live="polite">
          {save.isSuccess ? `✓ ${say.t('state.saved')}` : saidText(say, question)}
        </span>
      </div>
    </form>
  );
}

function MonthPicker({
  value,
  onChange,
  label,
}: {
  value: string;
  onChange: (value: string) => void;
  label: string;
}) {
  const say = useSay();
  const chosen = readMonths(value) ?? [];
  return (
    <fieldset className="months">
      <legend className="visually-hidden">{label}</legend>
      {MONTHS.map((month) => (
        <label key={month}>
          <input
            type="checkbox"
            checked={chosen.includes(month)}
            onChange={(e) =>
              onChange(
                MONTHS.filter((m) => (m === month ? e.target.checked : chosen.includes(m))).join(
                  ', ',
                ),
              )
            }
          />
          {say.word(`month.${month}`)}
        </label>
      ))}
    </fieldset>
  );
}
