import { planningApi } from '#api/planning.ts';
import type { PlanLine } from '#domain/plan.ts';
import { useSay } from '#ui/language.tsx';
import { Tag } from '#ui/parts.tsx';
import { useOperation } from '#ui/use-operation.ts';

type Rab = PlanLine['rab'][number];

/** One batch, cost by cost, each price with what stands behind it. */
export function RabTable({ rab, priceList }: { rab: Rab; priceList: string | null }) {
  const say = useSay();
  const list = useOperation(
    planningApi.getPriceList,
    { id: priceList ?? '' },
    { enabled: priceList !== null, staleMs: 600_000 },
  );
  const items = new Map(list.data?.rows.map((r) => [r.item.code, r.item.name[say.language]]));
  const total = rab.lines.reduce((sum, l) => sum + l.rupiah, 0);
  return (
    <div className="stack-s">
      <strong className="small">
        {say.t('plan.rabFor', { batches: rab.batches, participants: rab.participants })}
      </strong>
      <ul className="plan-rab">
        {rab.lines.map((l) => (
          <li key={`${l.part}|${l.item}`}>
            <span className="plan-rab-what">
              <span>
                {say.word(`plan-paper.part.${l.part}`)}
                {l.part === 'alat' && `: ${items.get(l.item) ?? l.item}`}
              </span>
              <span className="soft">
                {`${say.number(l.quantity, 2)} ${l.unit} × ${say.rupiah(l.unitRupiah)}`}{' '}
                {l.synthetic ? (
                  <Tag tone="demo">{say.t('price.example')}</Tag>
                ) : l.official ? (
                  <Tag tone="good">{say.t('price.official')}</Tag>
                ) : (
                  <Tag tone="warn">{say.t('price.notOfficial')}</Tag>
                )}
              </span>
              {!l.synthetic && (
                <span className="soft">
                  {l.year === null
                    ? l.source
                    : say.t('figure.sourceYear', { source: l.source, year: String(l.year) })}
                </span>
              )}
            </span>
            <span className="number">{say.number(l.rupiah)}</span>
          </li>
        ))}
        <li>
          <strong>{say.t('plan.perBatch')}</strong>
          <strong className="number">{say.number(total)}</strong>
        </li>
      </ul>
    </div>
  );
}
