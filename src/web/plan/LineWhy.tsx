import { type PlanView, planningApi } from '#api/planning.ts';
import type { PlanLine } from '#domain/plan.ts';
import { reasonText } from '#messages/reason.ts';
import { type Say, useSay } from '#ui/language.tsx';
import { Explain, Loaded, Loading, Tag } from '#ui/parts.tsx';
import { useOperation } from '#ui/use-operation.ts';
import { Reasons } from '../potential/words.tsx';
import { costOf, Flags, KitTag } from './plan-words.tsx';
import { RabTable } from './RabTable.tsx';

const PARTS = ['need', 'potential', 'readiness', 'cost', 'margin'] as const;

/** Why a line stands in the plan, what it costs to the last item, and who would come from where. */
export function LineWhy({
  view,
  line,
  names,
}: {
  view: PlanView;
  line: string;
  names: ReadonlyMap<string, string>;
}) {
  const say = useSay();
  const query = useOperation(planningApi.explainLine, { id: view.plan.id, line });
  return (
    <Loaded query={query} lines={8}>
      {(told) =>
        told.line.id !== line ? (
          <Loading lines={8} />
        ) : (
          <div className="stack">
            <div className="row small">
              <KitTag line={told.line} />
              <Flags line={told.line} />
              {told.line.synthetic && <Tag tone="demo">{say.t('app.demo')}</Tag>}
            </div>
            <LineFigures view={view} line={told.line} />
            {told.line.warnings.length > 0 && (
              <Part title={say.t('plan.part.warnings')}>
                <Reasons reasons={told.line.warnings} />
              </Part>
            )}
            {PARTS.filter((p) => told.line.because[p].length > 0).map((p) => (
              <Part key={p} title={say.t(`plan.part.${p}`)}>
                <Reasons reasons={told.line.because[p]} />
              </Part>
            ))}
            <Explain title={say.t('plan.rab')}>
              {told.line.rab.map((rab) => (
                <RabTable key={`${rab.participants}`} rab={rab} priceList={view.inputs.priceList} />
              ))}
            </Explain>
            <Explain title={say.t('plan.villages', { n: told.villages.length })}>
              <ul className="plan-villages">
                {told.villages.map((v) => (
                  <li key={v.code}>
                    {v.name} <span className="soft">{say.number(v.participants)}</span>
                  </li>
                ))}
              </ul>
              <p className="soft">{say.t('plan-paper.note.villages')}</p>
            </Explain>
            {told.tasks.length > 0 && (
              <Explain title={say.t('plan.tasksHere', { n: told.tasks.length })}>
                <ul className="reasons">
                  {told.tasks.map((t) => (
                    <li key={t.id}>
                      {reasonText(say.language, t.what)}
                      {t.idleNearby.length > 0 && <Reasons reasons={t.idleNearby} />}
                    </li>
                  ))}
                </ul>
              </Explain>
            )}
            <p className="small soft">
              {names.get(told.line.kab) ?? told.line.kab} · {told.line.place}
            </p>
          </div>
        )
      }
    </Loaded>
  );
}

function Part({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <section className="plan-part">
      <h3>{title}</h3>
      {children}
    </section>
  );
}

function LineFigures({ view, line }: { view: PlanView; line: PlanLine }) {
  const say = useSay();
  const sources = new Map(view.inputs.sources.map((s) => [s.id, s.name]));
  const rows: [string, string][] = [
    [
      say.t('plan.measure.participants'),
      [
        say.number(line.participants),
        ...(!line.women ? [] : [say.t('brief.women', { count: line.women })]),
        ...(!line.disabled ? [] : [say.t('brief.disabled', { count: line.disabled })]),
      ].join(' · '),
    ],
    [say.t('plan.byDesil'), desilText(say, line.byDesil)],
    [say.t('plan.measure.batches'), say.number(line.batches)],
    [say.t('plan.training'), say.rupiah(line.trainingRupiah)],
    ...(line.kitRupiah > 0
      ? [[say.t('plan.kit'), say.rupiah(line.kitRupiah)] as [string, string]]
      : []),
    [say.t('plan.sum'), say.rupiah(costOf(line))],
    [
      say.t('plan.paidBy'),
      line.money
        .filter((m) => m.rupiah > 0)
        .map(
          (m) =>
            `${sources.get(m.source) ?? m.source}: ${say.word(`plan-paper.use.${m.use}`)} ${say.rupiahShort(m.rupiah)}`,
        )
        .join('; '),
    ],
  ];
  return (
    <dl className="plan-figures">
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

const desilText = (say: Say, byDesil: readonly number[]): string =>
  byDesil
    .flatMap((n, i) =>
      n > 0 ? [`${say.t('plan.desilShort', { desil: i + 1 })}: ${say.number(n)}`] : [],
    )
    .join(' · ');
