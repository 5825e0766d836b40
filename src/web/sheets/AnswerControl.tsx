import { useId, useState } from 'react';
import { potentialApi } from '#api/potential.ts';
import type { SheetQuestion } from '#domain/sheet.ts';
import { useSay } from '#ui/language.tsx';
import { Button, ErrorNotice } from '#ui/parts.tsx';
import { useChange } from '#ui/use-operation.ts';
import { saidText } from './words.ts';

export interface Speaker {
  readonly kab: string;
  /** Who said it, where the province writes it down; undefined for the kabupaten's own officer. */
  readonly saidBy: string | undefined;
}

const CHOICES = ['yes', 'no', 'unknown'] as const;

/** ya · tidak · tidak tahu, saved at once; a remark can follow. Large enough for a thumb. */
export function ChoiceControl({
  question,
  label,
  speaker,
}: {
  question: SheetQuestion;
  label: string;
  speaker: Speaker;
}) {
  const say = useSay();
  const save = useChange(potentialApi.addAnswers);
  const [chosen, setChosen] = useState<(typeof CHOICES)[number]>();
  const [noting, setNoting] = useState(false);
  const current = chosen ?? question.said?.answer;
  const give = (answer: (typeof CHOICES)[number], note: string | null) => {
    setChosen(answer);
    save.mutate(
      {
        code: speaker.kab,
        answers: [
          { code: question.code, topic: question.topic, subject: question.subject, answer, note },
        ],
        ...(speaker.saidBy ? { saidBy: speaker.saidBy } : {}),
      },
      { onError: () => setChosen(undefined) },
    );
    if (answer === 'no') setNoting(true);
  };
  return (
    <div className="stack-s">
      <div className="choice" role="radiogroup" aria-label={label}>
        {CHOICES.map((choice) => (
          // biome-ignore lint/a11y/useSemanticElements: a pressed button saves at once, a radio would save while arrowing
          <button
            key={choice}
            type="button"
            role="radio"
            aria-checked={current === choice}
            className={`choice-${choice}`}
            disabled={save.isPending}
            onClick={() =>
              give(choice, question.said?.answer === choice ? question.said.note : null)
            }
          >
            {say.t(`sheet.answer.${choice}`)}
          </button>
        ))}
      </div>
      <SaveState
        saved={save.isSuccess}
        error={save.error}
        question={question}
        onNote={current === undefined || noting ? undefined : () => setNoting(true)}
      />
      {noting && current !== undefined && current !== 'text' && (
        <NoteField
          initial={question.said?.note ?? ''}
          busy={save.isPending}
          onSave={(note) => {
            give(current, note);
            setNoting(false);
          }}
        />
      )}
    </div>
  );
}

/** What stands now: saved just now, or the last word with its speaker. */
function SaveState({
  saved,
  error,
  question,
  onNote,
}: {
  saved: boolean;
  error: unknown;
  question: SheetQuestion;
  onNote: (() => void) | undefined;
}) {
  const say = useSay();
  if (error) return <ErrorNotice error={error} />;
  return (
    <div className="row small">
      <span aria-live="polite" className={saved ? 'choice-saved' : 'soft'}>
        {saved ? `✓ ${say.t('state.saved')}` : saidText(say, question)}
      </span>
      {!saved && question.said?.note && <span className="soft">{question.said.note}</span>}
      {onNote && (
        <Button look="quiet" small onClick={onNote}>
          {say.t('sheet.addNote')}
        </Button>
      )}
    </div>
  );
}

function NoteField({
  initial,
  busy,
  onSave,
}: {
  initial: string;
  busy: boolean;
  onSave: (note: string | null) => void;
}) {
  const say = useSay();
  const id = useId();
  const [text, setText] = useState(initial);
  return (
    <div className="stack-s">
      <label htmlFor={id} className="small">
        {say.t('sheet.noteLabel')}
      </label>
      <textarea
        id={id}
        className="textarea"
        maxLength={600}
        value={text}
        onChange={(e) => setText(e.target.value)}
      />
      <div>
        <Button small look="primary" disabled={busy} onClick={() => onSave(text.trim() || null)}>
          {say.t('action.save')}
        </Button>
      </div>
    </div>
  );
}
