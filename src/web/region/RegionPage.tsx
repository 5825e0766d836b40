import { Link, useLocation, useParams } from 'wouter';
import { type GateLine, potentialApi } from '#api/potential.ts';
import { covers, kabOf, levelOf } from '#domain/region.ts';
import { useSay } from '#ui/language.tsx';
import { useRegionNames } from '#ui/map/use-map.ts';
import { Empty, LinkButton, Loaded, Panel } from '#ui/parts.tsx';
import { RegionPicker } from '#ui/RegionPicker.tsx';
import { useInstallation, useMe } from '#ui/session.tsx';
import { useOperation } from '#ui/use-operation.ts';
import { GateList } from '../potential/GateList.tsx';
import { PageHead } from '../Shell.tsx';
import { PastAidHere } from './PastAidHere.tsx';
import { PlanHere } from './PlanHere.tsx';
import { RegionFigures } from './RegionFigures.tsx';
import { RegionMap } from './RegionMap.tsx';
import { verdictText } from './verdict-text.ts';
import './region.css';

/** One place: the verdict, four figures, what fits and what is held back, what is planned. */
export function RegionPage() {
  const { code } = useParams<{ code: string }>();
  const me = useMe();
  const chosen = code ?? (me.role === 'officer' ? me.area : undefined);
  if (chosen === undefined || levelOf(chosen) === 'province') return <ChooseRegion />;
  return <RegionOf key={chosen} code={chosen} />;
}

function ChooseRegion() {
  const say = useSay();
  return (
    <>
      <PageHead title={say.t('regionPage.title')} lead={say.t('regionPage.choose')} />
      <div className="stack">
        <GoTo />
        <RegionMap />
      </div>
    </>
  );
}

function GoTo() {
  const say = useSay();
  const me = useMe();
  const [, navigate] = useLocation();
  return (
    <div className="region-goto">
      <RegionPicker
        label={say.t('regionPage.other')}
        hideLabel
        levels={['kab', 'kec', 'village']}
        within={me.role === 'officer' ? me.area : undefined}
        value={undefined}
        onChange={(region) => region && navigate(`/wilayah/${region.code}`)}
      />
    </div>
  );
}

function RegionOf({ code }: { code: string }) {
  const say = useSay();
  const me = useMe();
  const { provinceName } = useInstallation();
  const level = levelOf(code);
  const names = useRegionNames(level === 'village' ? kabOf(code) : undefined);
  const gate = useOperation(potentialApi.gateOf, { code }, { enabled: covers(me.area, code) });
  const name = names.get(code) ?? code;
  const title = level === 'kab' ? name : `${say.t(`region.${level}`).split('/')[0]} ${name}`;
  if (!covers(me.area, code)) {
    return (
      <>
        <PageHead title={say.t('regionPage.title')} />
        <Empty title={say.t('problem.outside-area', { region: code })}>
          <div>
            <LinkButton to={`/wilayah/${me.area}`} look="primary">
              {me.areaName}
            </LinkButton>
          </div>
        </Empty>
      </>
    );
  }
  return (
    <>
      <PageHead
        title={title}
        lead={<Crumbs code={code} names={names} provinceName={provinceName} />}
      >
        <GoTo />
        {me.role === 'planner' && (
          <LinkButton to={`/rencana?wilayah=${code}`} look="primary">
            {say.t('regionPage.into')}
          </LinkButton>
        )}
      </PageHead>
      <div className="stack">
        <Loaded query={gate} lines={2}>
          {(lines: GateLine[]) => <p className="region-verdict">{verdictText(say, name, lines)}</p>}
        </Loaded>
        <div className="region-top">
          <RegionFigures code={code} />
          <Panel title={say.t('regionPage.map')}>
            <RegionMap code={code} />
          </Panel>
        </div>
        <PastAidHere code={code} />
        <Panel title={say.t('regionPage.plan')}>
          <PlanHere code={code} />
        </Panel>
        <Panel title={say.t('regionPage.gate')}>
          <div className="region-gate">
            <GateList code={code} />
          </div>
        </Panel>
      </div>
    </>
  );
}

function Crumbs({
  code,
  names,
  provinceName,
}: {
  code: string;
  names: ReadonlyMap<string, string>;
  provinceName: string;
}) {
  const above = [kabOf(code), code.slice(0, 8)].filter(
    (c, i, all) => c !== code && all.indexOf(c) === i && c.length < code.length,
  );
  return (
    <span className="small">
      {provinceName}
      {above.map((c) => (
        <span key={c}>
          {' › '}
          <Link href={`/wilayah/${c}`}>{names.get(c) ?? c}</Link>
        </span>
      ))}
      {` · ${code}`}
    </span>
  );
}
