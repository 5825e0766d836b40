import { lazy, Suspense } from 'react';
import { Route, Switch, useLocation } from 'wouter';
import { useSay } from '#ui/language.tsx';
import { PageFailure } from '#ui/PageFailure.tsx';
import { Empty, Loading } from '#ui/parts.tsx';
import { useInstallation } from '#ui/session.tsx';
import { ChoosePasswordPage } from './access/ChoosePasswordPage.tsx';
import { LoginPage } from './access/LoginPage.tsx';
import { SetupPage } from './access/SetupPage.tsx';
import { Shell } from './Shell.tsx';

const HomePage = lazy(async () => ({ default: (await import('./home/HomePage.tsx')).HomePage }));
const FactsPage = lazy(async () => ({
  default: (await import('./facts/FactsPage.tsx')).FactsPage,
}));
const UsersPage = lazy(async () => ({
  default: (await import('./access/UsersPage.tsx')).UsersPage,
}));
const AuditPage = lazy(async () => ({
  default: (await import('./access/AuditPage.tsx')).AuditPage,
}));
const ImportPage = lazy(async () => ({
  default: (await import('./import/ImportPage.tsx')).ImportPage,
}));
const OneImportPage = lazy(async () => ({
  default: (await import('./import/OneImportPage.tsx')).OneImportPage,
}));
const FamiliesPage = lazy(async () => ({
  default: (await import('./families/FamiliesPage.tsx')).FamiliesPage,
}));
const FamilyPage = lazy(async () => ({
  default: (await import('./families/FamilyPage.tsx')).FamilyPage,
}));
const SheetsPage = lazy(async () => ({
  default: (await import('./sheets/SheetsPage.tsx')).SheetsPage,
}));
const PotentialPage = lazy(async () => ({
  default: (await import('./potential/PotentialPage.tsx')).PotentialPage,
}));
const MapPage = lazy(async () => ({ default: (await import('./map/MapPage.tsx')).MapPage }));
const BoundariesPage = lazy(async () => ({
  default: (await import('./map/BoundariesPage.tsx')).BoundariesPage,
}));

const PlanPage = lazy(async () => ({ default: (await import('./plan/PlanPage.tsx')).PlanPage }));
const RegionPage = lazy(async () => ({
  default: (await import('./region/RegionPage.tsx')).RegionPage,
}));

export function App() {
  const { me } = useInstallation();
  const [at] = useLocation();
  return (
    <Switch>
      <Route path="/mulai" component={SetupPage} />
      <Route path="/sandi" component={ChoosePasswordPage} />
      {me === null ? (
        <Route component={LoginPage} />
      ) : (
        <Route>
          <Shell me={me}>
            <PageFailure at={at}>
              <Suspense fallback={<Loading />}>
                <Switch>
                  <Route path="/" component={me.role === 'admin' ? UsersPage : HomePage} />
                  <Route path="/acuan" component={FactsPage} />
                  <Route path="/keluarga" component={FamiliesPage} />
                  <Route path="/keluarga/:kab/:id" component={FamilyPage} />
                  <Route path="/impor" component={ImportPage} />
                  <Route path="/impor/:no" component={OneImportPage} />
                  <Route path="/bukti" component={PotentialPage} />
                  <Route path="/peta" component={MapPage} />
                  <Route path="/peta/batas" component={BoundariesPage} />
                  <Route path="/rencana" component={PlanPage} />
                  <Route path="/wilayah" component={RegionPage} />
                  <Route path="/wilayah/:code" component={RegionPage} />
                  <Route path="/pengguna" component={UsersPage} />
                  <Route path="/riwayat" component={AuditPage} />
                  <Route path="/lembar" component={SheetsPage} />
                  <Route component={NotFound} />
                </Switch>
              </Suspense>
            </PageFailure>
          </Shell>
        </Route>
      )}
    </Switch>
  );
}

function NotFound() {
  const say = useSay();
  return <Empty title={say.t('problem.not-found')} />;
}
