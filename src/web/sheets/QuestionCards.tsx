import type { SheetCommodity, SheetContent, SheetQuestion, SheetReadiness } from '#domain/sheet.ts';
import { useSay } from '#ui/language.tsx';
import { Explain, Tag, type Tone } from '#ui/parts.tsx';
import { ChoiceControl, type Speaker } from './AnswerControl.tsx';
import { askText, because, itemText, nameIn } from './words.ts';

const TONES: Record<SheetCommodity['stance'], Tone> = {
  fits: 'good',
  held: 'warn',
  against: 'bad',
  unheard: 'plain',
};

/** One commodity: the question, what the province thinks, on what basis, and the answer. */
export function CommodityCard({ c, speaker }: { c: SheetCommodity; speaker: Speaker }) {
  const say = useSay();
  const ask = askText(say, c);
  const recipes = c.recipes.map((r) => nameIn(say, r)).join('; ');
  return (
    <article className="question" aria-label={`${c.question.number} ${ask}`}>
      <h2>
        <span className="question-number">{c.question.number}</span> {ask}
      </h2>
      <div className="row small">
        <Tag tone={TONES[c.stance]}>{say.t(`sheet.stance.${c.stance}`)}</Tag>
        <span className="soft">{say.t('sheet.feeds', { recipes })}</span>
      </div>
      <Basis c={c} />
      <ChoiceControl question={c.question} label={ask} speaker={speaker} />
    </article>
  );
}

/** A service: is it wanted here, and can somebody here teach it. */
export function ServiceCard({
  list,
  speaker,
}: {
  list: readonly SheetCommodity[];
  speaker: Speaker;
}) {
  const say = useSay();
  const [first] = list;
  if (first === undefined) return null;
  const name = nameIn(say, first.name);
  return (
    <article className="question" aria-label={name}>
      <h2>{name}</h2>
      <ul className="question-items">
        {list.map((c) => {
          const ask = say.word(`sheet.col.${c.question.topic}`);
          return (
            <li key={c.question.topic}>
              <span>
                <span className="question-number">{c.question.number}</span> {ask}
              </span>
              <Basis c={c} />
              <ChoiceControl question={c.question} label={`${name}: ${ask}`} speaker={speaker} />
            </li>
          );
        })}
      </ul>
    </article>
  );
}

/** The weightiest reason in the open, the rest behind it. */
function Basis({ c }: { c: SheetCommodity }) {
  const say = useSay();
  const [first, ...more] = [
    ...because(say, c.because),
    ...(c.stance === 'fits' ? [] : because(say, c.opensWith)),
  ];
  if (first === undefined) return null;
  return (
    <>
      <p className="small soft">{first}</p>
      {more.length > 0 && (
        <Explain title={say.t('sheet.moreBasis', { count: more.length })}>
          <ul>
            {more.map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </Explain>
      )}
    </>
  );
}

export function CoastCard({
  name,
  question,
  speaker,
}: {
  name: string;
  question: SheetQuestion;
  speaker: Speaker;
}) {
  const say = useSay();
  const ask = say.t('sheet.ask.coast', { name });
  return (
    <article className="question" aria-label={`${question.number} ${ask}`}>
      <h2>
        <span className="question-number">{question.number}</span> {ask}
      </h2>
      <ChoiceControl question={question} label={ask} speaker={speaker} />
    </article>
  );
}

/** What one training needs in one place, answered item by item. */
export function ReadinessCard({
  r,
  content,
  speaker,
  show,
}: {
  r: SheetReadiness;
  content: SheetContent;
  speaker: Speaker;
  show: (question: SheetQuestion) => boolean;
}) {
  const say = useSay();
  const items = r.items.filter((i) => show(i.question));
  if (items.length === 0) return null;
  const name = nameIn(say, r.name);
  const place =
    r.place === content.kab
      ? say.t('sheet.wholeKab', { kab: content.kabName })
      : `${say.t('kind.kecamatan')} ${r.placeName}`;
  return (
    <article className="question question-wide" aria-label={`${name}, ${place}`}>
      <h2>{name}</h2>
      <div className="row small">
        <span>{place}</span>
        {r.planned && <Tag tone="good">{say.t('sheet.planned')}</Tag>}
        <Tag tone={r.kit === 'ready' ? 'good' : r.kit === 'absent' ? 'bad' : 'warn'}>
          {say.t(`readiness.kit.${r.kit}`)}
        </Tag>
      </div>
      <ul className="question-items">
        {items.map(({ item, question }) => {
          const ask = itemText(say, item);
          return (
            <li key={item}>
              <span>
                <span className="question-number">{question.number}</span> {ask}
              </span>
              <ChoiceControl question={question} label={`${name}: ${ask}`} speaker={speaker} />
            </li>
          );
        })}
      </ul>
    </article>
  );
}
