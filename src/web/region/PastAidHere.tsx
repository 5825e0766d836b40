import { potentialApi } from '#api/potential.ts';
import { useSay } from '#ui/language.tsx';
import { Notice } from '#ui/parts.tsx';
import { useOperation } from '#ui/use-operation.ts';

/** Past failures stand where they happened: the next plan must not repeat them unseen. */
export function PastAidHere({ code }: { code: string }) {
  const say = useSay();
  const query = useOperation(potentialApi.listPastAid, { code: code.slice(0, 5) });
  const here = (query.data ?? []).filter((a) => a.status === 'idle' || a.status === 'undelivered');
  if (here.length === 0) return null;
  return (
    <Notice tone="warn" title={say.t('regionPage.past')}>
      <ul className="region-past">
        {here.map((aid) => (
          <li key={aid.id}>
            <strong>
              {aid.title}
              {aid.year !== null && ` (${aid.year})`}
              {aid.valueRupiah !== null && `, ${say.rupiahShort(aid.valueRupiah)}`}
            </strong>
            {': '}
            {say.t(`aid.status.${aid.status}`)}
            {aid.cause && ` — ${aid.cause}`} <span className="small soft">{aid.source}</span>
          </li>
        ))}
      </ul>
    </Notice>
  );
}
