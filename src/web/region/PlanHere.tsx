import { Link } from 'wouter';
import { planningApi } from '#api/planning.ts';
import { covers } from '#domain/region.ts';
import { useSay } from '#ui/language.tsx';
import { useRegionNames } from '#ui/map/use-map.ts';
import { Empty, LinkButton, Loaded, Tag } from '#ui/parts.tsx';
import { Table } from '#ui/Table.tsx';
import { useOperation } from '#ui/use-operation.ts';

/** Lines of the latest solved plan in this place. */
export function PlanHere({ code }: { code: string }) {
  const say = useSay();
  const scenarios = useOperation(planningApi.listScenarios, {});
  return (
    <Loaded query={scenarios}>
      {(list) => {
        const latest = list
          .flatMap((s) => (s.latest?.status === 'solved' ? [s.latest] : []))
          .sort((a, b) => (a.solvedAt < b.solvedAt ? 1 : -1))[0];
        if (!latest) return <Empty title={say.t('regionPage.planNone')} />;
        return <LinesHere plan={latest.id} code={code} />;
      }}
    </Loaded>
  );
}

function LinesHere({ plan, code }: { plan: string; code: string }) {
  const say = useSay();
  const query = useOperation(planningApi.getPlan, { id: plan });
  const names = useRegionNames();
  return (
    <Loaded query={query}>
      {(view) => {
        const lines = view.lines.filter((l) => covers(code, l.place) || covers(l.place, code));
        const to = `/rencana?skenario=${view.plan.scenarioId}`;
        if (lines.length === 0) {
          return (
            <Empty title={say.t('regionPage.planNotHere', { name: view.plan.scenario })}>
              <div>
                <LinkButton to={`${to}&bukan=${code}`} small>
                  {say.t('regionPage.planWhyNot')}
                </LinkButton>
              </div>
            </Empty>
          );
        }
        return (
          <div className="stack-s">
            <Table
              caption={say.t('regionPage.planOf', { name: view.plan.scenario })}
              rows={lines}
              rowKey={(l) => l.id}
              columns={[
                {
                  key: 'place',
                  header: say.t('region.kec'),
                  value: (l) => names.get(l.place) ?? l.place,
                },
                {
                  key: 'recipe',
                  header: say.t('regionPage.planRecipe'),
                  value: (l) => l.recipeName[say.language],
                  names: true,
                },
                {
                  key: 'batches',
                  header: say.t('regionPage.planBatches'),
                  value: (l) => l.batches,
                  number: true,
                  total: true,
                },
                {
                  key: 'people',
                  header: say.t('regionPage.planPeople'),
                  value: (l) => l.participants,
                  number: true,
                  total: true,
                },
                {
                  key: 'kit',
                  header: say.t('home.kit'),
                  value: (l) => say.word(`readiness.kit.${l.tier === 'kit' ? l.kit : 'absent'}`),
                },
                {
                  key: 'money',
                  header: 'Rp',
                  value: (l) => l.trainingRupiah + l.kitRupiah,
                  number: true,
                  total: true,
                },
              ]}
            />
            <p className="row small">
              <Link href={to}>{say.t('home.openPlan')}</Link>
              {view.plan.synthetic && <Tag tone="demo">{say.t('app.demo')}</Tag>}
            </p>
          </div>
        );
      }}
    </Loaded>
  );
}
