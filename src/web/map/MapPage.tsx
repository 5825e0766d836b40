import { useMemo } from 'react';
import { Link } from 'wouter';
import { kabOf, levelOf } from '#domain/region.ts';
import { useSay } from '#ui/language.tsx';
import { ChoroplethMap } from '#ui/map/ChoroplethMap.tsx';
import { MapLegend } from '#ui/map/MapLegend.tsx';
import { useMapLayer, useRegionNames } from '#ui/map/use-map.ts';
import { Button, ErrorNotice, Explain, Loading, Notice, Tag } from '#ui/parts.tsx';
import { useQueryState } from '#ui/query-state.ts';
import { useMe } from '#ui/session.tsx';
import { PageHead } from '../Shell.tsx';
import { MapControls } from './MapControls.tsx';
import { valuesOf } from './measures.ts';
import { RankTable } from './RankTable.tsx';
import { RegionPanel } from './RegionPanel.tsx';
import { readView, useClasses, usePoints, useShown } from './use-shown.ts';
import './map-page.css';

/** Titik: where are the target families? One map and one list that say the same, and how sure they are. */
export function MapPage() {
  const say = useSay();
  const me = useMe();
  const query = useQueryState();
  const kabPoints = usePoints('kab', 1, undefined);
  const hasRegister = kabPoints.data?.points.some((p) => p.need !== null) ?? true;
  const view = readView(query.get, { area: me.area, hasRegister });
  const points = usePoints(view.level, view.desil, view.focus);
  const { shown, ranking } = useShown(view, points.data);
  const values = useMemo(() => (shown ? valuesOf(shown) : new Map()), [shown]);
  const classes = useClasses(view, values);
  const villageKab = view.level === 'village' ? view.focus : undefined;
  const { state, layer } = useMapLayer(view.level, villageKab);
  const names = useRegionNames(villageKab);

  const select = (code: string) => query.set({ wilayah: code === view.selected ? '' : code });
  const figures = view.measure.group === 'published' ? ranking : points;
  const failed = [figures, layer].find((q) => q.error && q.data === undefined);
  const shownRows = shown?.rows.filter(
    (r) => view.focus === undefined || view.level === 'kab' || r.code.startsWith(view.focus),
  );
  return (
    <>
      <PageHead title={say.t('peta.title')} lead={say.t('peta.lead')}>
        <Link href="/peta/batas" className="button">
          {say.t('boundary.title')}
        </Link>
      </PageHead>
      <MapControls
        view={view}
        years={ranking.data?.years ?? []}
        shownYear={ranking.data?.year ?? undefined}
        hasVillages={view.focus !== undefined && (state?.villageMaps ?? []).includes(view.focus)}
        set={query.set}
      />
      {!hasRegister && view.measure.group !== 'published' && (
        <Notice tone="warn" title={say.t('peta.noRegister')}>
          <span>{say.t('peta.noRegisterNext')}</span>
        </Notice>
      )}
      {hasRegister && shown?.remarks[0] && shown.rows.every((r) => r.value === null) && (
        <Notice tone="warn" title={shown.remarks[0]} />
      )}
      <div className="peta">
        <div className="peta-map stack-s">
          <div className="row row-between">
            <h2>{shown?.title ?? ' '}</h2>
            {shown?.synthetic && <Tag tone="demo">{say.t('app.demo')}</Tag>}
          </div>
          {failed ? (
            <ErrorNotice error={failed.error} onRetry={() => void failed.refetch()} />
          ) : layer.data && shown ? (
            <>
              <ChoroplethMap
                title={shown.title}
                layer={layer.data}
                level={view.level}
                names={names}
                values={values}
                classes={classes}
                selected={view.selected}
                onSelect={select}
                focus={view.focus}
              />
              <MapLegend
                unit={shown.unit}
                values={[...values.values()]}
                areaCount={values.size}
                format={shown.format}
                classes={classes}
                methods={
                  view.measure.group === 'published'
                    ? ['quantile', 'natural', 'fixed']
                    : ['quantile', 'natural']
                }
                onMethod={(m) => query.set({ kelas: m === 'quantile' ? '' : m })}
              />
            </>
          ) : (
            <Loading lines={8} />
          )}
          {view.focus !== undefined && me.area.length < 5 && (
            <div className="row no-print">
              <Button small onClick={() => query.set({ fokus: '', tingkat: '' })}>
                {say.t('peta.wholeProvince')}
              </Button>
            </div>
          )}
          {layer.data && shown && (
            <p className="peta-source small soft">
              {say.t('peta.sources', {
                figures: shown.sources.join('; ') || say.t('state.unknown'),
                map:
                  layer.data.year === null
                    ? layer.data.source
                    : say.t('figure.sourceYear', {
                        source: layer.data.source,
                        year: String(layer.data.year),
                      }),
              })}
            </p>
          )}
          <div className="no-print">
            <Explain title={say.t('peta.read')}>
              <p>{say.t('peta.readClasses')}</p>
              {view.measure.id === 'tingkat' && (
                <p>{say.t('rate.meaning', { group: say.t('peta.sameKab') })}</p>
              )}
              <p>
                {say.t(
                  state?.neighbours === 'none'
                    ? 'peta.hotspotsNeedPositions'
                    : 'peta.hotspotsLater',
                )}
              </p>
            </Explain>
          </div>
        </div>
        <div className="peta-side stack">
          <RegionPanel
            code={view.selected}
            desil={view.desil}
            points={points.data}
            kabPoints={kabPoints.data}
            names={names}
            onZoom={(code) =>
              query.set({
                fokus: kabOf(code),
                tingkat: view.measure.group === 'published' ? '' : 'kec',
              })
            }
            zoomed={view.focus !== undefined && view.selected?.startsWith(view.focus) === true}
            onClose={() => query.set({ wilayah: '' })}
          />
          {shown && shownRows && (
            <RankTable
              shown={shown}
              rows={shownRows}
              kabNames={names}
              showKab={view.level === 'kec' && view.focus === undefined}
              selected={
                view.selected && levelOf(view.selected) === view.level ? view.selected : undefined
              }
              onSelect={select}
            />
          )}
          {shown?.remarks.map((r) => (
            <p key={r} className="small">
              {r}
            </p>
          ))}
        </div>
      </div>
    </>
  );
}
