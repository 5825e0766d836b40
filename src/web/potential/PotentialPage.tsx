import { lazy, Suspense } from 'react';
import { Link } from 'wouter';
import { useSay } from '#ui/language.tsx';
import { Loading } from '#ui/parts.tsx';
import { PageHead } from '../Shell.tsx';
import { useAddressValue } from './address.ts';
import { EvidenceTab } from './EvidenceTab.tsx';
import { GateTab } from './GateTab.tsx';
import { OverridesTab } from './OverridesTab.tsx';
import { PastAidTab } from './PastAidTab.tsx';
import './potential.css';

const RecipesTab = lazy(async () => ({ default: (await import('./RecipesTab.tsx')).RecipesTab }));

/** Address word of each tab → its message. */
const TABS = {
  gerbang: 'potential.tab.gate',
  bukti: 'potential.tab.evidence',
  resep: 'potential.tab.recipes',
  'bantuan-lalu': 'potential.tab.aid',
  simpangan: 'potential.tab.overrides',
} as const;
type Tab = keyof typeof TABS;

export function PotentialPage() {
  const say = useSay();
  const [chosen] = useAddressValue('tab');
  const tab: Tab = chosen in TABS ? (chosen as Tab) : 'gerbang';
  return (
    <>
      <PageHead title={say.t('potential.title')} lead={say.t('potential.lead')} />
      <div className="stack">
        <nav className="tabs no-print" aria-label={say.t('potential.title')}>
          {(Object.keys(TABS) as Tab[]).map((key) => (
            <Link
              key={key}
              href={`/bukti?tab=${key}`}
              className="tab"
              aria-current={key === tab ? 'page' : undefined}
            >
              {say.t(TABS[key])}
            </Link>
          ))}
        </nav>
        <Suspense fallback={<Loading />}>
          {tab === 'gerbang' && <GateTab />}
          {tab === 'bukti' && <EvidenceTab />}
          {tab === 'resep' && <RecipesTab />}
          {tab === 'bantuan-lalu' && <PastAidTab />}
          {tab === 'simpangan' && <OverridesTab />}
        </Suspense>
      </div>
    </>
  );
}
