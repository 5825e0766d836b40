import { lazy, type ReactNode, Suspense } from 'react';
import type { MessageKey } from '#messages/translate.ts';
import { useSay } from '#ui/language.tsx';
import { Loading } from '#ui/parts.tsx';
import { useQueryState } from '#ui/query-state.ts';
import { useMe } from '#ui/session.tsx';
import { PageHead } from '../Shell.tsx';
import { FiguresTab } from './FiguresTab.tsx';
import { ImportTab } from './ImportTab.tsx';
import { ThresholdsTab } from './ThresholdsTab.tsx';
import './facts.css';

interface Tab {
  name: string;
  label: MessageKey;
  plannerOnly?: boolean;
  show: () => ReactNode;
}

const TravelTable = lazy(async () => ({
  default: (await import('../travel/TravelTable.tsx')).TravelTable,
}));

const PricesPanel = lazy(async () => ({
  default: (await import('../prices/PricesPanel.tsx')).PricesPanel,
}));

const TABS: readonly Tab[] = [
  { name: 'angka', label: 'facts.tab.figures', show: () => <FiguresTab /> },
  { name: 'ambang', label: 'facts.tab.thresholds', show: () => <ThresholdsTab /> },
  { name: 'perjalanan', label: 'facts.tab.travel', show: () => <TravelTable /> },
  { name: 'harga', label: 'facts.tab.prices', show: () => <PricesPanel /> },
  { name: 'impor', label: 'facts.tab.import', plannerOnly: true, show: () => <ImportTab /> },
];

/** Reference data: what is published, where it comes from, and the door through which more comes in. */
export function FactsPage() {
  const say = useSay();
  const me = useMe();
  const query = useQueryState();
  const tabs = TABS.filter((t) => !t.plannerOnly || me.role === 'planner');
  const here = tabs.find((t) => t.name === query.get('bagian')) ?? tabs[0];
  return (
    <>
      <PageHead title={say.t('facts.title')} lead={say.t('facts.lead')} />
      <nav className="facts-tabs no-print" aria-label={say.t('facts.tabs')}>
        {tabs.map((t) => (
          <a
            key={t.name}
            href={`?bagian=${t.name}`}
            aria-current={t === here ? 'page' : undefined}
            onClick={(e) => {
              if (e.metaKey || e.ctrlKey || e.shiftKey) return;
              e.preventDefault();
              query.set({ bagian: t.name });
            }}
          >
            {say.t(t.label)}
          </a>
        ))}
      </nav>
      <Suspense fallback={<Loading />}>{here?.show()}</Suspense>
    </>
  );
}
