import { useState } from 'react';
import type { ReadinessView } from '#api/potential.ts';
import { useSay } from '#ui/language.tsx';
import { Tag } from '#ui/parts.tsx';
import { AnswerDialog, type Question, useMayAnswer } from './AnswerDialog.tsx';
import { KitTag, Reasons, SubHead } from './words.tsx';
import './potential.css';

const TONE = { yes: 'good', no: 'bad', unknown: 'warn' } as const;

/** What must be there before equipment earns: each item, who said it and when; answerable in place. */
export function ReadinessTable({ readiness }: { readiness: ReadinessView }) {
  const say = useSay();
  const mayAnswer = useMayAnswer();
  const [question, setQuestion] = useState<Question>();
  const { kit, items, tasks, prerequisites, idleNearby } = readiness;
  return (
    <div className="stack-s">
      <p className="row">
        <KitTag kit={kit} />
        <span className="small soft">{say.t(`readiness.kit.${kit}.does`)}</span>
      </p>
      <ul className="readiness">
        {items.map((i) => (
          <li key={i.item}>
            <span className="readiness-item">{say.t(`readiness.${i.item}`)}</span>
            <Tag tone={TONE[i.answer]}>{say.t(`readiness.${i.answer}`)}</Tag>
            <span className="readiness-said">
              {i.saidBy !== null && i.saidOn !== null
                ? `${i.saidBy}, ${say.date(i.saidOn)}${i.fromKab ? ` · ${say.t('readiness.forKab')}` : ''}`
                : ''}
            </span>
            {mayAnswer && (
              <fieldset className="choices no-print">
                <legend className="visually-hidden">
                  {say.t('readiness.answerThis', { item: say.t(`readiness.${i.item}`) })}
                </legend>
                {(['yes', 'no', 'unknown'] as const).map((answer) => (
                  <button
                    key={answer}
                    type="button"
                    aria-pressed={i.saidBy !== null && i.answer === answer}
                    onClick={() =>
                      setQuestion({
                        code: readiness.region,
                        topic: 'readiness',
                        subject: `${readiness.recipe}:${i.item}`,
                        answer,
                        title: `${say.t(`readiness.${i.item}`)}: ${say.t(`answer.${answer}`)}`,
                      })
                    }
                  >
                    {say.t(`answer.${answer}`)}
                  </button>
                ))}
              </fieldset>
            )}
          </li>
        ))}
      </ul>
      {prerequisites.length > 0 && (
        <>
          <SubHead>{say.t('readiness.prerequisites')}</SubHead>
          <Reasons reasons={prerequisites} />
        </>
      )}
      {tasks.length > 0 && (
        <details className="explain">
          <summary>
            {say.t('readiness.tasks')} ({say.number(tasks.length)})
          </summary>
          <Reasons reasons={tasks} />
        </details>
      )}
      {idleNearby.length > 0 && (
        <>
          <SubHead>{say.t('readiness.idle')}</SubHead>
          <ul className="reasons">
            {idleNearby.map((p) => (
              <li key={p.id}>
                {p.title}
                {p.year !== null && ` (${p.year})`}
                {p.valueRupiah !== null && ` · ${say.rupiahShort(p.valueRupiah)}`} ·{' '}
                {say.t(`aid.status.${p.status}`)}
              </li>
            ))}
          </ul>
        </>
      )}
      <AnswerDialog question={question} onClose={() => setQuestion(undefined)} />
    </div>
  );
}
