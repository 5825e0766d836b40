import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { ExampleRow, Overview } from '#api/overview.ts';
import type { MessageKey } from '#messages/translate.ts';
import { type Say, useSay } from '#ui/language.tsx';
import { Tag } from '#ui/parts.tsx';

interface Step {
  key: 'points' | 'potential' | 'training' | 'kit' | 'result';
  to: string;
  state: 'done' | 'partial' | 'missing';
  figure: ReactNode;
  note: ReactNode;
  source: ReactNode;
  row: (example: ExampleRow) => ReactNode;
}

/** Five linked steps, each one question and one figure with its source; two places run through all five. */
export function Chain({ overview }: { overview: Overview }) {
  const say = useSay();
  const steps = stepsOf(say, overview);
  return (
    <section aria-label={say.t('home.chain')}>
      <ol className="chain">
        {steps.map((step) => (
          <li key={step.key} className={`chain-step chain-${step.state}`}>
            <div className="chain-head">
              <Link href={step.to} className="chain-name">
                {say.t(`home.${step.key}` as MessageKey)}
              </Link>
              <Tag
                tone={step.state === 'done' ? 'good' : step.state === 'partial' ? 'warn' : 'plain'}
              >
                {say.t(`home.state.${step.state}`)}
              </Tag>
            </div>
            <p className="chain-ask">{say.t(`home.${step.key}.ask` as MessageKey)}</p>
            <p className="chain-figure">{step.figure}</p>
            <div className="chain-note">{step.note}</div>
            <div className="figure-source">{step.source}</div>
            {overview.examples.map((example) => (
              <p key={example.code} className="chain-row">
                <Link href={`/wilayah/${example.code}`} className="chain-place">
                  {example.name}
                </Link>
                <span>{step.row(example)}</span>
              </p>
            ))}
          </li>
        ))}
      </ol>
    </section>
  );
}

function stepsOf(say: Say, o: Overview): Step[] {
  const unknown = say.t('state.notYet');
  const years = {
    first: String(o.potential.firstYear ?? '–'),
    last: String(o.potential.lastYear ?? '–'),
  };
  return [
    {
      key: 'points',
      to: '/peta',
      state:
        o.points.families === null ? 'missing' : o.points.kabs < o.points.of ? 'partial' : 'done',
      figure:
        o.points.families === null
          ? unknown
          : say.t('home.points.figure', { n: o.points.families }),
      note: (
        <>
          {say.t('home.points.note', {
            desil: o.points.desil,
            kabs: o.points.kabs,
            of: o.points.of,
          })}{' '}
          {o.points.recapKabs > 0 && say.t('home.points.recap', { n: o.points.recapKabs })}{' '}
          {o.points.synthetic && <Tag tone="demo">{say.t('app.demo')}</Tag>}
        </>
      ),
      source: o.points.asOf && say.t('home.points.source', { date: say.date(o.points.asOf) }),
      row: (e) => (e.families === null ? unknown : say.t('home.row.families', { n: e.families })),
    },
    {
      key: 'potential',
      to: '/bukti?tab=bukti',
      state:
        o.potential.kabs === 0 ? 'missing' : o.potential.kabs < o.potential.of ? 'partial' : 'done',
      figure: say.t('home.potential.figure', { kabs: o.potential.kabs, of: o.potential.of }),
      note: say.t('home.potential.note'),
      source: say.t('home.potential.source', { n: o.potential.claims, ...years }),
      row: (e) => fitsText(say, e) || unknown,
    },
    {
      key: 'training',
      to: '/bukti',
      state: o.training.open === 0 ? 'missing' : 'done',
      figure: say.t('home.training.figure', { open: o.training.open }),
      note: (
        <>
          {say.t('home.training.note', { held: o.training.held })}{' '}
          {o.training.overridden > 0 && (
            <Tag tone="warn">{say.t('home.training.overridden', { n: o.training.overridden })}</Tag>
          )}
        </>
      ),
      source: say.t('home.training.source', years),
      row: (e) => (
        <>
          {say.t('home.row.gate', { open: e.open, held: e.held })}
          {e.batches !== null && e.participants !== null && (
            <strong>
              {' '}
              · {say.t('home.row.plan', { batches: e.batches, participants: e.participants })}
            </strong>
          )}
        </>
      ),
    },
    {
      key: 'kit',
      to: '/lembar',
      state:
        o.kit.ready === 0 ? 'missing' : o.kit.conditional + o.kit.absent > 0 ? 'partial' : 'done',
      figure: say.t('home.kit.figure', { n: o.kit.ready }),
      note: (
        <>
          {say.t('home.kit.note', { conditional: o.kit.conditional, absent: o.kit.absent })}{' '}
          <span className="soft">
            ({say.t(o.kit.of === 'plan' ? 'home.kit.ofPlan' : 'home.kit.ofGate')})
          </span>
        </>
      ),
      source: say.t('home.kit.source', { n: o.kit.answeredKabs }),
      row: (e) => say.t('home.row.kit', e.kits),
    },
    {
      key: 'result',
      to: '/rencana',
      state: 'missing',
      figure: say.t('home.result.figure'),
      note: say.t('home.result.note'),
      source: say.t('home.result.context'),
      row: () => say.t('home.row.result'),
    },
  ];
}

function fitsText(say: Say, example: ExampleRow): string {
  const names = example.fits.slice(0, 3).map((f) => f[say.language]);
  const rest = example.fits.length - names.length;
  return [...names, ...(rest > 0 ? [say.t('verdict.more', { n: rest })] : [])].join(', ');
}
