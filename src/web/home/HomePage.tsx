import { type Overview, overviewApi } from '#api/overview.ts';
import { useSay } from '#ui/language.tsx';
import { LinkButton, Loaded, Panel } from '#ui/parts.tsx';
import { useMe } from '#ui/session.tsx';
import { useOperation } from '#ui/use-operation.ts';
import { RegionMap } from '../region/RegionMap.tsx';
import { PageHead } from '../Shell.tsx';
import { WaitingForYou } from '../sheets/WaitingForYou.tsx';
import { Chain } from './Chain.tsx';
import { Checklist } from './Checklist.tsx';
import './home.css';

/** The one-minute page: the plan in a line, the chain in five steps, what waits for the reader. */
export function HomePage() {
  const query = useOperation(overviewApi.home, {});
  return (
    <Loaded query={query} lines={8}>
      {(overview) => <Home overview={overview} />}
    </Loaded>
  );
}

function Home({ overview }: { overview: Overview }) {
  const say = useSay();
  const me = useMe();
  const { register, prices, plan } = overview.checklist;
  const unready = !register;
  // It stays until the first plan stands; only the planner can do what it lists.
  const begins = me.role === 'planner' && !(register && prices && plan);
  const chain = <Chain overview={overview} />;
  // A kabupaten's officer comes to answer: what waits stands first, the chain after it.
  const answersFirst = me.role === 'officer';
  return (
    <>
      <Headline overview={overview} />
      <div className="stack">
        {begins && <Checklist checklist={overview.checklist} />}
        {!answersFirst && chain}
        <div className="home-below">
          <WaitingForYou {...(overview.plan ? { year: overview.plan.year } : {})} />
          {!unready && (
            <Panel title={say.t('home.map')}>
              <RegionMap />
            </Panel>
          )}
        </div>
        {answersFirst && chain}
      </div>
    </>
  );
}

function Headline({ overview: { plan } }: { overview: Overview }) {
  const say = useSay();
  const me = useMe();
  const primary =
    me.role === 'officer' ? (
      <LinkButton to="/lembar" look="primary">
        {say.t('home.answer')}
      </LinkButton>
    ) : (
      <LinkButton to="/rencana" look="primary">
        {say.t(plan || me.role === 'head' ? 'home.openPlan' : 'home.makePlan')}
      </LinkButton>
    );
  if (!plan) {
    return (
      <PageHead title={say.t('home.noPlan')} lead={say.t('home.noPlanLead')}>
        {primary}
      </PageHead>
    );
  }
  const counts = {
    money: say.rupiahShort(plan.costRupiah),
    batches: plan.batches,
    participants: plan.participants,
    kabs: plan.kabs,
    place: me.areaName,
  };
  const figures = say.t(
    me.role !== 'officer'
      ? 'home.headline.figures'
      : plan.batches > 0
        ? 'home.headline.here'
        : 'home.headline.noneHere',
    counts,
  );
  return (
    <PageHead
      title={
        <>
          {say.t('home.headline', { year: String(plan.year) })}:{' '}
          <span className="home-figures">{figures}</span>
        </>
      }
      lead={say.t('home.solved', { name: plan.scenarioName, when: say.time(plan.solvedAt) })}
    >
      {primary}
    </PageHead>
  );
}
