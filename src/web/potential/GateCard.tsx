import { useState } from 'react';
import { Link } from 'wouter';
import type { GateLine } from '#api/potential.ts';
import { reasonText } from '#messages/reason.ts';
import { useSay } from '#ui/language.tsx';
import { Button, Tag } from '#ui/parts.tsx';
import { useMe } from '#ui/session.tsx';
import { AnswerDialog, type Question, useMayAnswer } from './AnswerDialog.tsx';
import { OverrideDialog } from './OverrideDialog.tsx';
import { ReadinessTable } from './ReadinessTable.tsx';
import { ExampleTag, FlagTags, KitTag, Reasons, StatusTag, SubHead, useName } from './words.tsx';

/** One recipe in one region: closed a line, open the whole story with the buttons to answer it. */
export function GateCard({ line, open }: { line: GateLine; open?: boolean }) {
  const say = useSay();
  const name = useName();
  return (
    <details className={`gate-card gate-${line.status}`} open={open ?? false}>
      <summary>
        <span className="gate-name">{name(line.name)}</span>
        <StatusTag status={line.status} />
        {line.status !== 'blocked' && <KitTag kit={line.readiness.kit} />}
        {line.grade && <Tag>{say.t('potential.gate.grade', { grade: line.grade })}</Tag>}
        <FlagTags flags={line.flags} />
        <ExampleTag when={line.synthetic} />
        {line.status === 'blocked' && line.because[0] && (
          <span className="gate-first">{reasonText(say.language, line.because[0])}</span>
        )}
      </summary>
      <GateStory line={line} />
    </details>
  );
}

/** Why, what opens it, readiness, and what the reader may do about it. */
export function GateStory({ line }: { line: GateLine }) {
  const say = useSay();
  const name = useName();
  return (
    <div className="stack-s gate-story">
      <SubHead>{say.t('potential.gate.why')}</SubHead>
      <Reasons reasons={line.because} />
      {line.opensWith.length > 0 && (
        <>
          <SubHead>{say.t('potential.gate.opensWith')}</SubHead>
          <Reasons reasons={line.opensWith} />
        </>
      )}
      <GateAnswers line={line} />
      <SubHead>{say.t('readiness.title')}</SubHead>
      <ReadinessTable readiness={line.readiness} />
      <p className="small">
        <Link href={`/bukti?tab=resep&resep=${line.recipe}`}>
          {say.t('potential.gate.recipe')}: {name(line.name)} ·{' '}
          {say.t('recipe.version', { version: line.version })}
        </Link>
      </p>
    </div>
  );
}

/** Yes and no where the reader may answer; an override where the reader may make one. */
function GateAnswers({ line }: { line: GateLine }) {
  const say = useSay();
  const name = useName();
  const me = useMe();
  const mayAnswer = useMayAnswer();
  const [question, setQuestion] = useState<Question>();
  const [overriding, setOverriding] = useState(false);
  const mayOverride = me.role === 'planner' && line.status === 'blocked';
  if (!mayAnswer) return null;
  const ask = (topic: Question['topic'], subject: string, title: string, answer: 'yes' | 'no') => (
    <Button
      key={title}
      small
      onClick={() => setQuestion({ code: line.region, topic, subject, answer, title })}
    >
      {title}
    </Button>
  );
  const asked = askedAbout(line);
  const what = name(asked.name);
  return (
    <div className="row no-print">
      {line.kind === 'commodity' ? (
        <>
          {ask(
            'commodity',
            asked.code,
            say.t('potential.gate.confirm', { commodity: what }),
            'yes',
          )}
          {ask('commodity', asked.code, say.t('potential.gate.deny', { commodity: what }), 'no')}
        </>
      ) : (
        <>
          {ask('demand', line.recipe, say.t('potential.gate.demandYes'), 'yes')}
          {ask('demand', line.recipe, say.t('potential.gate.demandNo'), 'no')}
          {ask('operator', line.recipe, say.t('potential.gate.operatorYes'), 'yes')}
          {ask('operator', line.recipe, say.t('potential.gate.operatorNo'), 'no')}
        </>
      )}
      {mayOverride && (
        <Button small look="quiet" onClick={() => setOverriding(true)}>
          {say.t('potential.gate.override')}
        </Button>
      )}
      <AnswerDialog question={question} onClose={() => setQuestion(undefined)} />
      <OverrideDialog
        open={overriding}
        onClose={() => setOverriding(false)}
        given={{ code: line.region, recipe: line.recipe }}
      />
    </div>
  );
}

/**
 * What a yes or no is about: the raw material, with its varieties; where a recipe takes one of several
 * materials, the recipe itself.
 */
function askedAbout(line: GateLine): { code: string; name: { id: string; en: string } } {
  const [first] = line.materials;
  const sameKind = line.materials.every(
    (m) => m.code === first?.code || m.code.startsWith(`${first?.code}-`),
  );
  return first && sameKind ? first : { code: line.recipe, name: line.name };
}
