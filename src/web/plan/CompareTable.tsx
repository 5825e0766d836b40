import type { ReactNode } from 'react';
import type { PlanView } from '#api/planning.ts';
import { type Say, useSay } from '#ui/language.tsx';
import { Button, Explain } from '#ui/parts.tsx';
import {
  type ColumnFigures,
  columnsOf,
  type KabRow,
  kabRows,
  type Variant,
  variants,
} from './figures.ts';
import { sentences } from './plan-words.tsx';

/** The plan beside the two splits an office would otherwise make, under the same gate, prices and limits. */
export function CompareTable({ view, kab }: { view: PlanView; kab: string | undefined }) {
  const say = useSay();
  const columns = columnsOf(view, kab);
  const of = (variant: Variant) => columns.find((c) => c.variant === variant);
  return (
    <table className="plan-compare">
      <caption className="visually-hidden">{say.t('plan.compare')}</caption>
      <thead>
        <tr>
          <td />
          {variants.map((v) => (
            <th key={v} scope="col">
              {say.word(`plan-paper.variant.${v}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {measuresOf(say, kab !== undefined).map(({ key, show }) => (
          <tr key={key}>
            <th scope="row">{say.word(`plan.measure.${key}`)}</th>
            {variants.map((v) => {
              const figures = of(v);
              return <td key={v}>{figures ? show(figures) : say.t('state.notYet')}</td>;
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface Measure {
  readonly key: string;
  readonly show: (figures: ColumnFigures) => ReactNode;
}

function measuresOf(say: Say, own: boolean): Measure[] {
  return [
    {
      key: 'money',
      show: (f) => (
        <>
          <strong>{breakable(say.rupiahShort(f.costRupiah))}</strong>
          {f.leftRupiah !== null && (
            <span className="plan-compare-small plan-compare-left">
              {say.t(own ? 'plan.leftOfShare' : 'plan.left', {
                rupiah: breakable(say.rupiahShort(f.leftRupiah)),
              })}
            </span>
          )}
        </>
      ),
    },
    { key: 'batches', show: (f) => <strong>{say.number(f.batches)}</strong> },
    { key: 'participants', show: (f) => <strong>{say.number(f.participants)}</strong> },
    ...(own ? [] : [{ key: 'kabs', show: (f: ColumnFigures) => say.number(f.kabs ?? 0) }]),
    {
      key: 'kit',
      show: (f) => (
        <>
          {`${say.number(f.kitReady)} / ${say.number(f.kitConditional)}`}
          {f.withoutKit > 0 && (
            <span className="plan-compare-small">
              {say.t('plan.withoutKit', { n: f.withoutKit })}
            </span>
          )}
        </>
      ),
    },
    { key: 'villages', show: (f) => say.number(f.villages) },
  ];
}

/** Three columns on a phone leave no room for a sum on one line: it may break before its unit. */
const breakable = (sum: string): string => sum.replace(/\u00a0(?=[a-z])/, ' ');

/** Everybody who gets less than under bagi rata is named, those with nothing included. */
export function Losers({
  view,
  names,
  onShowKabs,
}: {
  view: PlanView;
  names: ReadonlyMap<string, string>;
  onShowKabs: () => void;
}) {
  const say = useSay();
  const rows = kabRows(view.splits);
  const losers = rows.filter((r) => (r.difference ?? 0) < 0);
  const zero = rows.filter((r) => r.plan?.batches === 0);
  const hasEqual = rows.some((r) => r.equal !== undefined);
  const notes = view.summary.variants.filter((v) => v.notes.length > 0);
  const against = (r: KabRow) =>
    say.t('plan.loser', {
      kab: names.get(r.kab) ?? r.kab,
      plan: r.plan?.participants ?? 0,
      equal: r.equal?.participants ?? 0,
    });
  return (
    <div className="stack-s">
      <p>
        {!hasEqual
          ? say.t('plan.splitSkipped')
          : losers.length === 0
            ? say.t('brief.noLosers')
            : say.t('plan.losers', { n: losers.length, kabs: losers.map(against).join(', ') })}
      </p>
      {zero.length > 0 && (
        <p>{say.t('plan.zero', { kabs: zero.map((r) => names.get(r.kab) ?? r.kab).join(', ') })}</p>
      )}
      {notes.map((v) => (
        <p key={v.variant} className="small soft">
          {`${say.word(`plan-paper.variant.${v.variant}`)}: ${sentences(say, v.notes)}`}
        </p>
      ))}
      <div className="row">
        <Button small onClick={onShowKabs}>
          {say.t('plan.showKabs', { n: rows.length })}
        </Button>
        <Explain title={say.t('plan.splitHow')}>
          <p>{say.t('plan.splitHowText')}</p>
        </Explain>
      </div>
    </div>
  );
}
