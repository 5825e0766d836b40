import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { accessApi, type Me } from '#api/access.ts';
import type { Role } from '#domain/role.ts';
import type { MessageKey } from '#messages/translate.ts';
import { useSay, useSwitchLanguage } from '#ui/language.tsx';
import { useInstallation } from '#ui/session.tsx';
import { useChosenInView } from '#ui/use-chosen-in-view.ts';
import { useChange } from '#ui/use-operation.ts';
import { SignInAgain } from './access/LoginPage.tsx';
import './Shell.css';

interface NavItem {
  to: string;
  label: MessageKey;
  roles: readonly Role[];
}

const READERS: readonly Role[] = ['planner', 'officer', 'head'];

/** In the order of the chain: points, place, plan, proof, the kabupaten's word; then the data. */
const NAV: readonly NavItem[] = [
  { to: '/', label: 'nav.home', roles: READERS },
  { to: '/peta', label: 'nav.map', roles: READERS },
  { to: '/wilayah', label: 'nav.region', roles: READERS },
  { to: '/rencana', label: 'nav.plan', roles: READERS },
  { to: '/bukti', label: 'nav.potential', roles: READERS },
  { to: '/lembar', label: 'nav.sheets', roles: READERS },
  { to: '/keluarga', label: 'nav.families', roles: ['planner', 'officer'] },
  { to: '/impor', label: 'nav.import', roles: ['planner', 'officer'] },
  { to: '/acuan', label: 'nav.facts', roles: READERS },
  { to: '/pengguna', label: 'nav.users', roles: ['admin'] },
  { to: '/riwayat', label: 'nav.audit', roles: ['admin', 'planner', 'officer', 'head'] },
];

/** The frame of every page: where am I, who am I, is this example data. */
export function Shell({ me, children }: { me: Me; children: ReactNode }) {
  const say = useSay();
  const switchTo = useSwitchLanguage();
  const { demo } = useInstallation();
  const [location, navigate] = useLocation();
  const logout = useChange(accessApi.logout);
  const [signedOut, setSignedOut] = useState(false);
  const main = useRef<HTMLElement>(null);
  const menu = useChosenInView<HTMLElement>(location);
  const first = useRef(true);

  useEffect(() => {
    const onSignedOut = () => setSignedOut(true);
    window.addEventListener('titik-temu:signed-out', onSignedOut);
    return () => window.removeEventListener('titik-temu:signed-out', onSignedOut);
  }, []);
  // A new page starts at its top and is announced; the first one keeps the browser's own focus.
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when the location changes
  useEffect(() => {
    if (!first.current) main.current?.focus({ preventScroll: true });
    first.current = false;
    window.scrollTo(0, 0);
  }, [location]);

  return (
    <>
      <a className="shell-skip" href="#isi">
        {say.t('nav.skip')}
      </a>
      <header className="shell-top">
        <div className="shell-bar">
          <Link href="/" className="shell-brand">
            <img src="/icon.svg" alt="" />
            {say.t('app.name')}
          </Link>
          <nav className="shell-nav" aria-label={say.t('nav.menu')} ref={menu}>
            {NAV.filter((item) => item.roles.includes(me.role)).map((item) => (
              <Link
                key={item.to}
                href={item.to}
                aria-current={isHere(location, item.to) ? 'page' : undefined}
              >
                {say.t(item.label)}
              </Link>
            ))}
          </nav>
          <div className="shell-account">
            <span className="shell-who">
              <strong>{me.name}</strong>
              <span>
                {say.word(`role.${me.role}`)}
                {me.role === 'officer' && ` · ${me.areaName}`}
              </span>
            </span>
            <button
              type="button"
              lang={say.language === 'id' ? 'en' : 'id'}
              onClick={() => switchTo(say.language === 'id' ? 'en' : 'id')}
            >
              {say.t('nav.language')}
            </button>
            <button
              type="button"
              onClick={() => logout.mutate({}, { onSuccess: () => navigate('/') })}
            >
              {say.t('logout')}
            </button>
          </div>
        </div>
        {demo && (
          <div className="shell-demo">
            <strong>◆ {say.t('app.demo')}</strong>
            <span>{say.t('app.demoLong').split('—')[1]?.trim()}</span>
          </div>
        )}
      </header>
      <main className="shell-main" id="isi" tabIndex={-1} ref={main}>
        {children}
      </main>
      <SignInAgain open={signedOut} onDone={() => setSignedOut(false)} />
    </>
  );
}

const isHere = (location: string, to: string): boolean =>
  to === '/' ? location === '/' : location === to || location.startsWith(`${to}/`);

export function PageHead({
  title,
  lead,
  children,
}: {
  title: ReactNode;
  lead?: ReactNode;
  children?: ReactNode;
}) {
  return (
    <div className="page-head">
      <div className="grow">
        <h1>{title}</h1>
        {lead && <p className="page-lead">{lead}</p>}
      </div>
      {children && <div className="row no-print">{children}</div>}
    </div>
  );
}
