import { useState } from 'react';
import { potentialApi } from '#api/potential.ts';
import type { SheetContent } from '#domain/sheet.ts';
import { otherTrade, proposalNote } from '#domain/sheet-return.ts';
import { useSay } from '#ui/language.tsx';
import { Button, ErrorNotice, Field, Tag } from '#ui/parts.tsx';
import { useChange } from '#ui/use-operation.ts';
import type { Speaker } from './AnswerControl.tsx';
import { nameIn } from './words.ts';

/** What the kabupaten proposes itself; each opens the gate as an own statement, so it must say why. */
export function Proposals({ content, speaker }: { content: SheetContent; speaker: Speaker }) {
  const say = useSay();
  const save = useChange(potentialApi.addAnswers);
  const [trade, setTrade] = useState('');
  const [place, setPlace] = useState(content.kab);
  const [why, setWhy] = useState('');
  const [evidence, setEvidence] = useState('');
  const trades = [...content.tradeNames].sort((a, b) =>
    nameIn(say, a.name).localeCompare(nameIn(say, b.name), say.language),
  );
  const known = trades.find(
    (t) => nameIn(say, t.name).toLowerCase() === trade.trim().toLowerCase(),
  );
  const nameOf = (subject: string) =>
    content.tradeNames.find((t) => t.code === subject)?.name ??
    content.recipes.find((r) => r.id === subject)?.name;
  const give = (
    what: { code: string; subject: string; answer: 'text' | 'no'; note: string | null },
    onSuccess: () => void,
  ) =>
    save.mutate(
      {
        code: speaker.kab,
        answers: [{ ...what, topic: 'proposal' }],
        ...(speaker.saidBy ? { saidBy: speaker.saidBy } : {}),
      },
      { onSuccess },
    );
  return (
    <div className="columns-2">
      <form
        className="question"
        onSubmit={(e) => {
          e.preventDefault();
          give(
            {
              code: place,
              subject: known?.code ?? otherTrade(trade),
              answer: 'text',
              note: proposalNote(known ? null : trade, why, evidence || null),
            },
            () => {
              setTrade('');
              setWhy('');
              setEvidence('');
            },
          );
        }}
      >
        <h2>{say.t('sheet.newProposal')}</h2>
        <Field label={say.t('sheet.col.trade')} help={say.t('sheet.tradeHelp')}>
          {(p) => (
            <>
              <input
                className="input"
                {...p}
                required
                minLength={3}
                maxLength={60}
                list="sheet-trades"
                value={trade}
                onChange={(e) => setTrade(e.target.value)}
              />
              <datalist id="sheet-trades">
                {trades.map((t) => (
                  <option key={t.code} value={nameIn(say, t.name)} />
                ))}
              </datalist>
            </>
          )}
        </Field>
        <Field label={say.t('sheet.col.place')}>
          {(p) => (
            <select
              className="select"
              {...p}
              value={place}
              onChange={(e) => setPlace(e.target.value)}
            >
              <option value={content.kab}>
                {say.t('sheet.wholeKab', { kab: content.kabName })}
              </option>
              {content.kecamatan.map((k) => (
                <option key={k.code} value={k.code}>
                  {k.name}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label={say.t('sheet.col.why')}>
          {(p) => (
            <textarea
              className="textarea"
              {...p}
              required
              minLength={3}
              maxLength={300}
              value={why}
              onChange={(e) => setWhy(e.target.value)}
            />
          )}
        </Field>
        <Field label={say.t('sheet.col.evidence')} optional>
          {(p) => (
            <input
              className="input"
              {...p}
              maxLength={200}
              value={evidence}
              onChange={(e) => setEvidence(e.target.value)}
            />
          )}
        </Field>
        {save.error && <ErrorNotice error={save.error} />}
        <div className="row">
          <Button type="submit" look="primary" disabled={save.isPending}>
            {say.t('sheet.propose')}
          </Button>
          <span className="small" aria-live="polite">
            {save.isSuccess && `✓ ${say.t('state.saved')}`}
          </span>
        </div>
      </form>
      <div className="stack-s">
        <h2>{say.t('sheet.ownProposals')}</h2>
        {content.proposals.length === 0 && <p className="soft">{say.t('state.empty')}</p>}
        {content.proposals.map((p) => {
          const name = nameOf(p.subject);
          return (
            <article className="question" key={`${p.code}/${p.subject}`}>
              <div className="row row-between">
                <strong>{name ? nameIn(say, name) : say.t('sheet.otherTrade')}</strong>
                <Tag>{p.code === content.kab ? content.kabName : p.placeName}</Tag>
              </div>
              <p>{p.said.note}</p>
              <div className="row row-between small soft">
                <span>
                  {say.t('sheet.proposedBy', {
                    name: p.said.saidBy,
                    date: say.date(p.said.saidOn),
                  })}
                </span>
                <Button
                  look="quiet"
                  small
                  disabled={save.isPending}
                  onClick={() =>
                    give({ code: p.code, subject: p.subject, answer: 'no', note: null }, () => {})
                  }
                >
                  {say.t('sheet.withdraw')}
                </Button>
              </div>
            </article>
          );
        })}
      </div>
    </div>
  );
}
