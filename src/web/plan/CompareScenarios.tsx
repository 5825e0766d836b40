import { type PlanBrief, planningApi, type ScenarioBrief } from '#api/planning.ts';
import { useSay } from '#ui/language.tsx';
import { Empty, Field, Loaded } from '#ui/parts.tsx';
import type { useQueryState } from '#ui/query-state.ts';
import { type Column, Table } from '#ui/Table.tsx';
import { useOperation } from '#ui/use-operation.ts';
import { saveTable } from '#ui/use-table-file.ts';
import { ChangesTable } from './ChangesTable.tsx';

/** The plan on the screen against any other one: figures side by side, then every line that differs. */
export function CompareScenarios({
  plan,
  scenarios,
  names,
  query,
}: {
  plan: PlanBrief;
  scenarios: readonly ScenarioBrief[];
  names: ReadonlyMap<string, string>;
  query: ReturnType<typeof useQueryState>;
}) {
  const say = useSay();
  const older = useOperation(planningApi.listPlans, { id: plan.scenarioId });
  const latest = scenarios.flatMap((s) => (s.latest ? [s.latest] : []));
  const others = [
    ...new Map([...latest, ...(older.data ?? [])].map((p) => [p.id, p])).values(),
  ].filter((p) => p.status === 'solved' && p.id !== plan.id);
  const other = query.get('lawan');
  if (older.data !== undefined && others.length === 0)
    return <Empty title={say.t('plan.compareNone')} />;
  return (
    <div className="stack">
      <Field label={say.t('plan.compareWith')}>
        {(p) => (
          <select
            className="select plan-compare-choice"
            {...p}
            value={others.some((o) => o.id === other) ? other : ''}
            onChange={(e) => query.set({ lawan: e.target.value })}
          >
            <option value="">{say.t('plan.choose')}</option>
            {others.map((o) => (
              <option key={o.id} value={o.id}>
                {say.t('plan.planName', { scenario: o.scenario, number: o.number })}
              </option>
            ))}
          </select>
        )}
      </Field>
      {others.some((o) => o.id === other) && <Against id={plan.id} other={other} names={names} />}
    </div>
  );
}

type Side = { plan: PlanBrief; left: number | null; gap: number | null; ready: number | null };

function Against({
  id,
  other,
  names,
}: {
  id: string;
  other: string;
  names: ReadonlyMap<string, string>;
}) {
  const say = useSay();
  const query = useOperation(planningApi.comparePlans, { id, other });
  return (
    <Loaded query={query} lines={6}>
      {(reply) => {
        const sides = reply.plans.map(({ plan, summary }): Side => {
          const totals = summary.variants.find((v) => v.variant === 'plan');
          return {
            plan,
            left: totals?.leftRupiah ?? null,
            gap: totals?.gapPercent ?? null,
            ready: totals?.kitReady ?? null,
          };
        });
        const rows: { name: string; of: (side: Side) => number | null }[] = [
          { name: say.t('plan.figure.money'), of: (s) => s.plan.moneyRupiah },
          { name: say.t('plan.figure.cost'), of: (s) => s.plan.costRupiah },
          { name: say.t('plan.figure.left'), of: (s) => s.left },
          { name: say.t('plan.measure.batches'), of: (s) => s.plan.batches },
          { name: say.t('plan.measure.participants'), of: (s) => s.plan.participants },
          { name: say.t('plan.measure.kabs'), of: (s) => s.plan.kabs },
          { name: say.t('plan.figure.ready'), of: (s) => s.ready },
          { name: say.t('plan.figure.gap'), of: (s) => s.gap },
        ];
        const columns: Column<(typeof rows)[number]>[] = [
          {
            key: 'name',
            header: say.t('plan-paper.col.measure'),
            names: true,
            value: (r) => r.name,
          },
          ...sides.map(
            (side): Column<(typeof rows)[number]> => ({
              key: side.plan.id,
              header: say.t('plan.planName', {
                scenario: side.plan.scenario,
                number: side.plan.number,
              }),
              value: (r) => r.of(side),
              number: true,
              digits: 2,
            }),
          ),
          {
            key: 'difference',
            header: say.t('plan.differenceOf'),
            value: (r) => {
              const [a, b] = sides.map((s) => r.of(s));
              return a == null || b == null ? null : b - a;
            },
            number: true,
            digits: 2,
          },
        ];
        return (
          <div className="stack">
            <Table
              caption={say.t('plan.sideBySide')}
              rows={rows}
              rowKey={(r) => r.name}
              columns={columns}
              onExport={saveTable}
            />
            <ChangesTable
              title={say.t('plan.linesDiffer', { n: reply.changes.length })}
              changes={reply.changes}
              causes={reply.causes}
              names={names}
            />
          </div>
        );
      }}
    </Loaded>
  );
}
