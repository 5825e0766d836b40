import { useState } from 'react';
import { useSearchParams } from 'wouter';
import { coordinationApi, type IssuedSheet } from '#api/coordination.ts';
import { documentsApi } from '#api/documents.ts';
import {
  questionKey,
  questionsOf,
  type SheetCommodity,
  type SheetContent,
  type SheetQuestion,
} from '#domain/sheet.ts';
import { openQuestions, type WaitingWhy, waitingWhys } from '#domain/sheet-waiting.ts';
import { save } from '#ui/call.ts';
import { useSay } from '#ui/language.tsx';
import { Button, Empty, ErrorNotice, Field, Notice, ProgressBar } from '#ui/parts.tsx';
import { useMe } from '#ui/session.tsx';
import { useChosenInView } from '#ui/use-chosen-in-view.ts';
import { useChange } from '#ui/use-operation.ts';
import type { Speaker } from './AnswerControl.tsx';
import { LimitCard } from './LimitForm.tsx';
import { Proposals } from './Proposals.tsx';
import { CoastCard, CommodityCard, ReadinessCard, ServiceCard } from './QuestionCards.tsx';
import { ReturnDialog } from './ReturnDialog.tsx';
import { SheetHistory } from './SheetHistory.tsx';

const TABS = ['waiting', 'commodity', 'readiness', 'limit', 'proposal', 'history'] as const;
type Tab = (typeof TABS)[number];

/** Everything one kabupaten is asked, on the screen: the same questions and numbers as the file. */
export function KabSheet({
  content,
  latest,
}: {
  content: SheetContent;
  latest: IssuedSheet | null;
}) {
  const say = useSay();
  const me = useMe();
  const [search, setSearch] = useSearchParams();
  // The list is the one the page opened with: an answer must not make the next card jump under the thumb.
  const [listed] = useState(() => whysOf(content));
  const [saidBy, setSaidBy] = useState('');
  const [returning, setReturning] = useState(false);
  const issue = useChange(coordinationApi.issue);
  const why = waitingWhys.find((w) => w === search.get('mengapa'));
  const tab = TABS.find((t) => t === search.get('bagian')) ?? 'waiting';
  const tabs = useChosenInView<HTMLDivElement>(tab);
  const questions = questionsOf(content);
  const open = openQuestions(content);
  const mayAnswer = me.role !== 'head';
  const speaker: Speaker = {
    kab: content.kab,
    saidBy: me.role === 'planner' && saidBy.trim().length >= 3 ? saidBy.trim() : undefined,
  };
  const go = (changes: Record<string, string | undefined>) =>
    setSearch((before) => {
      const next = new URLSearchParams(before);
      for (const [name, value] of Object.entries(changes)) {
        if (value === undefined) next.delete(name);
        else next.set(name, value);
      }
      return next;
    });
  /** Files are always of an issued sheet: what left the office can be matched when it returns. */
  const download = async (kind: 'xlsx' | 'pdf') => {
    const { sheet } = await issue.mutateAsync({ kab: content.kab, year: content.year });
    const operation = kind === 'xlsx' ? documentsApi.sheetFile : documentsApi.sheetPaper;
    await save(operation, { kab: content.kab, id: sheet.id });
  };
  return (
    <div className="stack">
      <Notice>
        <p className="sheet-verdict">
          {say.t('sheet.verdict', { kab: content.kabName, ...content.counts })}
        </p>
        <span className="small">
          {say.t('sheet.progress', {
            answered: questions.length - open.length,
            total: questions.length,
          })}
        </span>
        <ProgressBar
          done={questions.length - open.length}
          total={questions.length}
          label={say.t('sheet.title')}
        />
        {mayAnswer && (
          <div className={tab === 'history' ? 'row' : 'row sheet-files'}>
            <Button onClick={() => void download('xlsx')} disabled={issue.isPending}>
              {say.t('sheet.downloadXlsx')}
            </Button>
            <Button onClick={() => void download('pdf')} disabled={issue.isPending}>
              {say.t('sheet.downloadPdf')}
            </Button>
            <Button onClick={() => setReturning(true)}>{say.t('sheet.uploadBack')}</Button>
          </div>
        )}
        {issue.error && <ErrorNotice error={issue.error} />}
      </Notice>
      {me.role === 'planner' && (
        <Field label={say.t('sheet.onBehalf')} help={say.t('sheet.onBehalfHelp')} optional>
          {(p) => (
            <input
              className="input sheet-speaker"
              {...p}
              maxLength={120}
              value={saidBy}
              onChange={(e) => setSaidBy(e.target.value)}
            />
          )}
        </Field>
      )}
      <div className="tabs sheet-scroll no-print" role="tablist" ref={tabs}>
        {TABS.map((t) => (
          <button
            key={t}
            type="button"
            role="tab"
            className="tab"
            aria-selected={tab === t}
            onClick={() => go({ bagian: t === 'waiting' ? undefined : t, mengapa: undefined })}
          >
            {say.t(`sheet.tabs.${t}`)}
            {t === 'waiting' && open.length > 0 && ` (${say.number(open.length)})`}
          </button>
        ))}
      </div>
      {tab === 'waiting' && (
        <WhyFilter content={content} why={why} onPick={(w) => go({ mengapa: w })} />
      )}
      <Part
        content={content}
        tab={tab}
        why={why}
        listed={listed}
        speaker={speaker}
        latest={latest}
      />
      <p className="small soft">{say.t('sheet.later')}</p>
      <ReturnDialog
        kab={{ code: content.kab, name: content.kabName }}
        open={returning}
        onClose={() => setReturning(false)}
      />
    </div>
  );
}

const whysOf = (content: SheetContent): ReadonlyMap<string, WaitingWhy> =>
  new Map(openQuestions(content).map((o) => [questionKey(o.question), o.why]));

function WhyFilter({
  content,
  why,
  onPick,
}: {
  content: SheetContent;
  why: WaitingWhy | undefined;
  onPick: (why: WaitingWhy | undefined) => void;
}) {
  const say = useSay();
  const open = openQuestions(content);
  return (
    <div className="row no-print">
      <Button
        small
        look={why === undefined ? 'primary' : 'plain'}
        onClick={() => onPick(undefined)}
      >
        {say.t('sheet.allOpen')}
      </Button>
      {waitingWhys.map((w) => {
        const count = open.filter((o) => o.why === w).length;
        return count > 0 || why === w ? (
          <Button
            key={w}
            small
            look={why === w ? 'primary' : 'plain'}
            aria-pressed={why === w}
            onClick={() => onPick(w)}
          >
            {say.t(`waiting.why.${w}`)} ({say.number(count)})
          </Button>
        ) : null;
      })}
    </div>
  );
}

function Part({
  content,
  tab,
  why,
  listed,
  speaker,
  latest,
}: {
  content: SheetContent;
  tab: Tab;
  why: WaitingWhy | undefined;
  listed: ReadonlyMap<string, WaitingWhy>;
  speaker: Speaker;
  latest: IssuedSheet | null;
}) {
  const say = useSay();
  if (tab === 'history') return <SheetHistory kab={content.kab} latest={latest} />;
  if (tab === 'proposal') return <Proposals content={content} speaker={speaker} />;
  const now = whysOf(content);
  const whyOf = (q: SheetQuestion): WaitingWhy | undefined =>
    listed.get(questionKey(q)) ?? now.get(questionKey(q));
  const show = (q: SheetQuestion): boolean => {
    const own = whyOf(q);
    return tab !== 'waiting' || (own !== undefined && (why === undefined || own === why));
  };
  const isPart = (t: Tab) => tab === 'waiting' || tab === t;
  const commodities = content.commodities.filter((c) => isPart('commodity') && show(c.question));
  const services = [...new Set(content.services.map((c) => c.question.subject))].flatMap((id) => {
    const list = content.services.filter(
      (c) => c.question.subject === id && isPart('commodity') && show(c.question),
    );
    return list.length > 0 ? [{ id, list }] : [];
  });
  const coast = content.coast.filter((c) => isPart('commodity') && show(c.question));
  const readiness = content.readiness.filter(
    (r) => isPart('readiness') && r.items.some((i) => show(i.question)),
  );
  const limits = content.limits.filter((l) => isPart('limit') && show(l.question));
  // What a word from here would open comes before equipment, equipment before the rest.
  const opens = (c: SheetCommodity) =>
    tab === 'waiting' && ['opens', 'own-statement'].includes(whyOf(c.question) ?? '');
  const pressing = commodities.filter(opens);
  const rest = commodities.filter((c) => !opens(c));
  if (commodities.length + services.length + coast.length + readiness.length + limits.length === 0)
    return <Empty title={say.t(tab === 'waiting' ? 'waiting.none' : 'state.empty')} />;
  return (
    <div className="questions">
      {pressing.map((c) => (
        <CommodityCard key={questionKey(c.question)} c={c} speaker={speaker} />
      ))}
      {services.map(({ id, list }) => (
        <ServiceCard key={id} list={list} speaker={speaker} />
      ))}
      {readiness.map((r) => (
        <ReadinessCard
          key={`${r.recipe}/${r.place}`}
          r={r}
          content={content}
          speaker={speaker}
          show={show}
        />
      ))}
      {rest.map((c) => (
        <CommodityCard key={questionKey(c.question)} c={c} speaker={speaker} />
      ))}
      {limits.map((l) => (
        <LimitCard key={l.limit} limit={l.limit} question={l.question} speaker={speaker} />
      ))}
      {coast.map((c) => (
        <CoastCard key={c.question.code} name={c.name} question={c.question} speaker={speaker} />
      ))}
    </div>
  );
}
