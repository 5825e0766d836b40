import type { PlanView, ScenarioBrief } from '#api/planning.ts';
import { useSay } from '#ui/language.tsx';
import type { useQueryState } from '#ui/query-state.ts';
import { useMe } from '#ui/session.tsx';
import { AbsentTable } from './AbsentTable.tsx';
import { ChangesTable } from './ChangesTable.tsx';
import { CompareScenarios } from './CompareScenarios.tsx';
import { KabTable } from './KabTable.tsx';
import { LinesTable } from './LinesTable.tsx';
import { TasksTable } from './TasksTable.tsx';

/** The tables of a plan, one at a time; which one stands in the address. */
export function PlanTabs({
  view,
  scenarios,
  names,
  query,
}: {
  view: PlanView;
  scenarios: readonly ScenarioBrief[];
  names: ReadonlyMap<string, string>;
  query: ReturnType<typeof useQueryState>;
}) {
  const say = useSay();
  const me = useMe();
  const common = { view, names, query };
  const tabs = [
    {
      name: '',
      label: 'plan.tab.lines',
      n: view.lines.length,
      show: () => <LinesTable {...common} />,
    },
    ...(me.role === 'officer'
      ? []
      : [{ name: 'kabupaten', label: 'plan.tab.kabs', show: () => <KabTable {...common} /> }]),
    {
      name: 'tugas',
      label: 'plan.tab.tasks',
      n: view.tasks.length,
      show: () => <TasksTable {...common} />,
    },
    { name: 'belum', label: 'plan.tab.absent', show: () => <AbsentTable {...common} /> },
    ...(view.changes.length + view.causes.length > 0
      ? [
          {
            name: 'perubahan',
            label: 'plan.tab.changes',
            n: view.changes.length,
            show: () => (
              <ChangesTable
                title={say.t('plan.changedSince')}
                changes={view.changes}
                causes={view.causes}
                names={names}
              />
            ),
          },
        ]
      : []),
    {
      name: 'banding',
      label: 'plan.tab.compare',
      show: () => (
        <CompareScenarios plan={view.plan} scenarios={scenarios} names={names} query={query} />
      ),
    },
  ];
  const here = tabs.find((t) => t.name === query.get('bagian')) ?? tabs[0];
  return (
    <section className="stack-s" aria-label={say.t('plan.tables')} id="tabel-rencana">
      <nav className="tabs no-print" aria-label={say.t('plan.tables')}>
        {tabs.map((t) => (
          <button
            key={t.name}
            type="button"
            className="tab"
            aria-current={t === here ? 'page' : undefined}
            onClick={() => query.set({ bagian: t.name })}
          >
            {say.word(t.label)}
            {'n' in t && t.n !== undefined && <span className="soft"> {say.number(t.n)}</span>}
          </button>
        ))}
      </nav>
      {here?.show()}
    </section>
  );
}
