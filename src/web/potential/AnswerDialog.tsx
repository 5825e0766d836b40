import { useState } from 'react';
import { potentialApi } from '#api/potential.ts';
import type { Answer } from '#domain/potential.ts';
import { kabOf } from '#domain/region.ts';
import { useSay } from '#ui/language.tsx';
import { Button, Dialog, ErrorNotice, Field } from '#ui/parts.tsx';
import { useMe } from '#ui/session.tsx';
import { useChange } from '#ui/use-operation.ts';

export interface Question {
  readonly code: string;
  readonly topic: Answer['topic'];
  readonly subject: string;
  readonly answer: 'yes' | 'no' | 'unknown';
  /** What is being said, as the title of the dialog. */
  readonly title: string;
}

/** Who may answer: the officer of the own kabupaten, and the planner who writes it down. */
export function useMayAnswer(): boolean {
  const { role } = useMe();
  return role === 'officer' || role === 'planner';
}

/** One answer with its note; a planner names whose word it is. */
export function AnswerDialog({
  question,
  onClose,
}: {
  question: Question | undefined;
  onClose: () => void;
}) {
  return (
    <Dialog title={question?.title ?? ''} open={question !== undefined} onClose={onClose}>
      {question && <AnswerForm question={question} onDone={onClose} />}
    </Dialog>
  );
}

function AnswerForm({ question, onDone }: { question: Question; onDone: () => void }) {
  const say = useSay();
  const me = useMe();
  const add = useChange(potentialApi.addAnswers);
  const [note, setNote] = useState('');
  const [saidBy, setSaidBy] = useState('');
  const byProvince = me.role !== 'officer';
  return (
    <form
      className="stack"
      onSubmit={(e) => {
        e.preventDefault();
        const { code, topic, subject, answer } = question;
        add.mutate(
          {
            code: kabOf(code),
            answers: [{ code, topic, subject, answer, note: note.trim() || null }],
            ...(byProvince ? { saidBy: saidBy.trim() } : {}),
          },
          { onSuccess: onDone },
        );
      }}
    >
      {add.error && <ErrorNotice error={add.error} />}
      {byProvince && (
        <Field label={say.t('answer.saidBy')} help={say.t('answer.saidByHelp')}>
          {(p) => (
            <input
              className="input"
              {...p}
              required
              minLength={3}
              maxLength={120}
              value={saidBy}
              onChange={(e) => setSaidBy(e.target.value)}
            />
          )}
        </Field>
      )}
      <Field label={say.t('answer.note')} help={say.t('answer.noteHelp')} optional>
        {(p) => (
          <textarea
            className="textarea"
            {...p}
            maxLength={600}
            value={note}
            onChange={(e) => setNote(e.target.value)}
          />
        )}
      </Field>
      <div>
        <Button type="submit" look="primary" disabled={add.isPending}>
          {say.t('answer.save')}
        </Button>
      </div>
    </form>
  );
}
