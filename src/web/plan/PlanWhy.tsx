import type { PlanView } from '#api/planning.ts';
import type { LimitPrice } from '#domain/plan.ts';
import { reasonText } from '#messages/reason.ts';
import { type Say, useSay } from '#ui/language.tsx';
import { Explain, Notice } from '#ui/parts.tsx';
import { Reasons } from '../potential/words.tsx';

/** What is worth knowing about the plan as a whole: how good, what binds, what to be careful with. */
export function PlanWhy({ view, names }: { view: PlanView; names: ReadonlyMap<string, string> }) {
  const say = useSay();
  const totals = view.summary.variants.find((v) => v.variant === 'plan');
  if (totals === undefined) return null;
  const share = (part: number) => (totals.costRupiah === 0 ? 0 : (part / totals.costRupiah) * 100);
  // Stopped before the splits were solved, nobody has tried the limits either.
  const isWhole = view.summary.variants.length === 3;
  const official = share(totals.unofficialRupiah);
  return (
    <div className="stack">
      <section className="plan-part">
        <h3>{say.t('plan.howGood')}</h3>
        <p>
          {totals.gapPercent === 0
            ? say.t('plan.gapNone')
            : say.t('plan.gap', { percent: say.number(totals.gapPercent, 2) })}{' '}
          {say.word(`plan.stoppedBy.${totals.stoppedBy}`)}
        </p>
      </section>
      <section className="plan-part">
        <h3>{say.t('plan.dearest')}</h3>
        {view.summary.limitPrices.length === 0 ? (
          <p>{say.t(isWhole ? 'plan.dearestNone' : 'plan.dearestSkipped')}</p>
        ) : (
          <ol className="plan-dearest">
            {view.summary.limitPrices.map((price) => (
              <li key={price.limit}>
                <strong>{reasonText(say.language, price.words)}</strong>
                <br />
                {priceText(say, price, names)}
              </li>
            ))}
          </ol>
        )}
      </section>
      <section className="plan-part">
        <h3>{say.t('plan.careful')}</h3>
        <ul className="reasons">
          <li>{say.t('plan.unofficialShare', { percent: say.number(official, 1) })}</li>
          {totals.syntheticRupiah > 0 && (
            <li>
              {say.t('plan.exampleShare', {
                percent: say.number(share(totals.syntheticRupiah), 1),
              })}
            </li>
          )}
          {view.summary.overrides > 0 && (
            <li>{say.t('plan.overrides', { n: view.summary.overrides })}</li>
          )}
        </ul>
        {view.summary.notes.length > 0 && <Reasons reasons={view.summary.notes} />}
      </section>
      <Notice title={say.t('plan.notPoverty')}>
        <span className="small">{say.t('brief.conversion')}</span>
      </Notice>
      <Explain title={say.t('figure.how')}>
        <p>{say.t('plan.howText')}</p>
        <p>
          {say.t('plan.size', {
            places: view.summary.size.places,
            villages: view.summary.size.villages,
            candidates: view.summary.size.candidates,
            held: view.summary.size.heldBack,
          })}
        </p>
        <p>
          {say.t('plan.solver', {
            solver: view.solver,
            seconds: say.number(view.milliseconds / 1000, 1),
            list: view.priceList ?? say.t('state.notYet'),
          })}
        </p>
        <p className="plan-digest">{say.t('plan.digest', { digest: view.contentDigest })}</p>
      </Explain>
    </div>
  );
}

function priceText(say: Say, price: LimitPrice, names: ReadonlyMap<string, string>): string {
  const step = reasonText(say.language, price.step);
  const signed = (n: number) => `${n > 0 ? '+' : ''}${say.number(n)}`;
  const kabs = price.kabs.map((k) => names.get(k) ?? k).join(', ');
  return [
    say.t('plan.limitPrice', {
      step: step.charAt(0).toUpperCase() + step.slice(1),
      participants: signed(price.participants),
      batches: signed(price.batches),
    }),
    kabs === '' ? '' : say.t('plan.limitPriceKabs', { kabs }),
    price.certain ? '' : say.t('plan.limitUncertain'),
  ]
    .filter(Boolean)
    .join(' ');
}
