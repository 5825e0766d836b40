import { useState } from 'react';
import { useLocation } from 'wouter';
import { type FamilyEntry, registryApi } from '#api/registry.ts';
import { deprivations } from '#domain/need.ts';
import { levelOf } from '#domain/region.ts';
import { maskNumber } from '#messages/format.ts';
import { useSay } from '#ui/language.tsx';
import { Button, Empty, LinkButton, Loaded, Notice, Tag } from '#ui/parts.tsx';
import { useQueryState } from '#ui/query-state.ts';
import { RegionPicker } from '#ui/RegionPicker.tsx';
import { useMe } from '#ui/session.tsx';
import { Table } from '#ui/Table.tsx';
import { useOperation } from '#ui/use-operation.ts';
import { PageHead } from '../Shell.tsx';
import { ExportDialog } from './ExportDialog.tsx';
import { FamilyFilters } from './FamilyFilters.tsx';
import { PlacesTable } from './PlacesTable.tsx';
import './families.css';

/** The list of families, masked: where they are, then who they are, a village or a kecamatan at a time. */
export function FamiliesPage() {
  const say = useSay();
  const me = useMe();
  const url = useQueryState();
  const [exporting, setExporting] = useState(false);
  const region = url.get('di') || me.area;
  const name = url.get('nama') || (region === me.area ? me.areaName : region);
  const pick = (code: string, called: string) => url.set({ di: code, nama: called, hal: '' });
  const level = levelOf(region);
  return (
    <>
      <PageHead title={say.t('families.title')} lead={say.t('families.lead')}>
        {(level === 'kec' || level === 'village') && (
          <Button onClick={() => setExporting(true)}>{say.t('families.export')}</Button>
        )}
      </PageHead>
      <div className="stack">
        <div className="families-bar">
          <RegionPicker
            label={say.t('families.pick')}
            levels={me.role === 'officer' ? ['kec', 'village'] : ['kab', 'kec', 'village']}
            within={me.area}
            value={region === me.area ? undefined : { code: region, name }}
            onChange={(r) => (r ? pick(r.code, r.name) : pick('', ''))}
          />
          {level !== 'province' && <FamilyFilters />}
        </div>
        {level !== 'village' && <PlacesTable region={region} name={name} onPick={pick} />}
        {level !== 'province' && <FamilyList key={region} region={region} name={name} />}
      </div>
      <ExportDialog
        region={region}
        name={name}
        open={exporting}
        onClose={() => setExporting(false)}
      />
    </>
  );
}

function FamilyList({ region, name }: { region: string; name: string }) {
  const say = useSay();
  const url = useQueryState();
  const page = Math.max(1, Number(url.get('hal')) || 1);
  const families = useOperation(registryApi.listFamilies, {
    region,
    page,
    ...(url.get('desil') === '' ? {} : { desil: Number(url.get('desil')) }),
    ...(url.get('perempuan') === '1' ? { womenHeaded: true } : {}),
    ...(url.get('disabilitas') === '1' ? { disability: true } : {}),
    ...(url.get('ubah') === '1' ? { changed: true } : {}),
  });
  const filtered = ['desil', 'perempuan', 'disabilitas', 'ubah'].some((f) => url.get(f) !== '');
  return (
    <Loaded query={families} lines={8}>
      {(found) =>
        found.total === 0 ? (
          <Nothing region={region} name={name} filtered={filtered} />
        ) : (
          <>
            <FamilyTable
              families={found.families}
              caption={`${name}: ${say.t('families.total', { n: found.total })}`}
              narrow={levelOf(region) === 'village'}
            />
            <Pages
              page={found.page}
              pages={Math.max(1, Math.ceil(found.total / found.pageSize))}
              onPage={(next) => url.set({ hal: next === 1 ? '' : String(next) })}
            />
          </>
        )
      }
    </Loaded>
  );
}

/** No right, no data, or a filter that leaves nothing: three different things, three different ways on. */
function Nothing(props: { region: string; name: string; filtered: boolean }) {
  const say = useSay();
  const places = useOperation(registryApi.listFamilyPlaces, { region: props.region });
  if (props.filtered) return <Empty title={say.t('families.noMatch')} />;
  const source = places.data?.source;
  if (source?.data === 'recap') {
    return (
      <Notice
        title={say.t('families.recapOnly', {
          name: props.name,
          n: source.families,
          source: source.name,
          date: say.date(source.asOf),
        })}
      />
    );
  }
  return (
    <Empty title={say.t('families.none')}>
      <span>{say.t('families.noneHelp')}</span>
      <div>
        <LinkButton to="/impor">{say.t('families.toImport')}</LinkButton>
      </div>
    </Empty>
  );
}

function FamilyTable({
  families,
  caption,
  narrow,
}: {
  families: readonly FamilyEntry[];
  caption: string;
  narrow: boolean;
}) {
  const say = useSay();
  const [, navigate] = useLocation();
  const bits = (mask: number) => deprivations.filter((_, i) => mask & (1 << i)).length;
  const marks = (f: FamilyEntry) =>
    [
      f.womenHeaded && say.t('families.womenHeaded'),
      f.withDisability && say.t('families.disability'),
      f.withBusiness && say.t('families.business'),
      f.changed && say.t('families.changedMark'),
    ].filter((m): m is string => Boolean(m));
  return (
    <Table
      caption={caption}
      rows={families}
      rowKey={(f) => f.id}
      onSelect={(f) => navigate(`/keluarga/${f.kab}/${f.id}`)}
      columns={[
        {
          key: 'head',
          header: say.t('families.head'),
          value: (f) => f.head ?? say.t('families.noName'),
          names: true,
        },
        ...(narrow
          ? []
          : [
              {
                key: 'village',
                header: say.t('region.village'),
                value: (f: FamilyEntry) => f.villageName,
              },
            ]),
        {
          key: 'nik',
          header: say.t('families.nik'),
          value: (f) => f.nikLast,
          render: (f) => (
            <span className="families-nik">{f.nikLast === null ? '–' : maskNumber(f.nikLast)}</span>
          ),
        },
        { key: 'desil', header: say.t('families.desil'), number: true, value: (f) => f.desil },
        {
          key: 'members',
          header: say.t('families.members'),
          number: true,
          value: (f) => f.members,
        },
        {
          key: 'work',
          header: say.t('families.work'),
          value: (f) => (f.occupation === null ? null : say.word(`occupation.${f.occupation}`)),
        },
        {
          key: 'house',
          header: say.t('families.housing'),
          value: (f) => (f.housingKnown === 0 ? null : bits(f.housingDeprived)),
          render: (f) =>
            f.housingKnown === 0
              ? '–'
              : say.t('families.housingOf', {
                  n: bits(f.housingDeprived),
                  known: bits(f.housingKnown),
                }),
        },
        {
          key: 'marks',
          header: say.t('families.marks'),
          value: (f) => marks(f).join(', '),
          render: (f) =>
            marks(f).length === 0 ? null : (
              <span className="families-marks">
                {marks(f).map((m) => (
                  <Tag key={m}>{m}</Tag>
                ))}
              </span>
            ),
        },
      ]}
    />
  );
}

function Pages(props: { page: number; pages: number; onPage: (page: number) => void }) {
  const say = useSay();
  if (props.pages === 1) return null;
  return (
    <nav className="row no-print" aria-label={say.t('families.title')}>
      <Button small disabled={props.page <= 1} onClick={() => props.onPage(props.page - 1)}>
        {say.t('families.previous')}
      </Button>
      <span className="small" aria-live="polite">
        {say.t('families.page', { page: props.page, pages: props.pages })}
      </span>
      <Button
        small
        disabled={props.page >= props.pages}
        onClick={() => props.onPage(props.page + 1)}
      >
        {say.t('families.next')}
      </Button>
    </nav>
  );
}
