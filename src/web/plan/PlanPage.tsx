import { planningApi, type ScenarioBrief } from '#api/planning.ts';
import { useSay } from '#ui/language.tsx';
import { ErrorNotice, Loaded, Loading } from '#ui/parts.tsx';
import { useQueryState } from '#ui/query-state.ts';
import { useOperation } from '#ui/use-operation.ts';
import { PageHead } from '../Shell.tsx';
import { FirstScenario } from './NoPlan.tsx';
import { PlanDesk } from './PlanDesk.tsx';
import './plan.css';

/** Rencana: how the money is best spent, beside how it would otherwise be, and why. */
export function PlanPage() {
  const scenarios = useOperation(planningApi.listScenarios, {});
  return (
    <Loaded query={scenarios} lines={8}>
      {(list) => <WithScenarios list={list} />}
    </Loaded>
  );
}

function WithScenarios({ list }: { list: readonly ScenarioBrief[] }) {
  const say = useSay();
  const query = useQueryState();
  const options = useOperation(planningApi.planningOptions, {}, { staleMs: 60_000 });
  const asked = query.get('skenario');
  const chosen = list.find((s) => s.id === asked) ?? newest(list);
  if (options.data === undefined)
    return options.error ? (
      <ErrorNotice error={options.error} onRetry={() => void options.refetch()} />
    ) : (
      <Loading lines={8} />
    );
  if (chosen === undefined)
    return (
      <>
        <PageHead title={say.t('plan.title')} lead={say.t('plan.lead')} />
        <FirstScenario options={options.data} onMade={(id) => query.set({ skenario: id })} />
      </>
    );
  return <OfScenario key={chosen.id} id={chosen.id} list={list} options={options.data} />;
}

function OfScenario({
  id,
  list,
  options,
}: {
  id: string;
  list: readonly ScenarioBrief[];
  options: Parameters<typeof PlanDesk>[0]['options'];
}) {
  const scenario = useOperation(planningApi.getScenario, { id });
  return (
    <Loaded query={scenario} lines={8}>
      {(data) =>
        data.id === id ? (
          <PlanDesk scenario={data} scenarios={list} options={options} />
        ) : (
          <Loading lines={8} />
        )
      }
    </Loaded>
  );
}

/** The scenario solved last speaks for the office; before any plan, the one changed last. */
function newest(list: readonly ScenarioBrief[]): ScenarioBrief | undefined {
  const solved = list
    .filter((s) => s.latest?.status === 'solved')
    .sort((a, b) => ((a.latest?.solvedAt ?? '') < (b.latest?.solvedAt ?? '') ? 1 : -1));
  return solved[0] ?? list[0];
}
