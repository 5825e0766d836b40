import { useMemo } from 'react';
import { useLocation } from 'wouter';
import { povertyApi } from '#api/poverty.ts';
import { kabOf, kecOf, levelOf } from '#domain/region.ts';
import { useSay } from '#ui/language.tsx';
import { ChoroplethMap } from '#ui/map/ChoroplethMap.tsx';
import type { MapValue } from '#ui/map/map-values.ts';
import { useMapLayer, useRegionNames } from '#ui/map/use-map.ts';
import { Loaded, Loading } from '#ui/parts.tsx';
import { useMe } from '#ui/session.tsx';
import { useOperation } from '#ui/use-operation.ts';

const DESIL = 2;

/** Counts as circles, never as shades. Where the place lies: the province, or its kabupaten filling the frame; an area opens its page. */
export function RegionMap({ code }: { code?: string }) {
  const say = useSay();
  const me = useMe();
  const [, navigate] = useLocation();
  const { layer } = useMapLayer('kec');
  const names = useRegionNames();
  const focus = code === undefined ? (me.role === 'officer' ? me.area : undefined) : kabOf(code);
  const points = useOperation(povertyApi.listPoints, {
    level: 'kec',
    ...(focus === undefined ? {} : { within: focus }),
    desil: DESIL,
  });
  const values = useMemo(() => {
    const map = new Map<string, MapValue>();
    for (const p of points.data?.points ?? []) {
      if (p.families === null) continue;
      map.set(p.code, {
        value: p.families,
        text: `${say.number(p.families)} · ${say.t('regionPage.families', { desil: DESIL })}`,
      });
    }
    return map;
  }, [points.data, say]);
  const selected = code === undefined || levelOf(code) === 'kab' ? code : kecOf(code);
  if (points.data === undefined) return <Loading lines={6} />;
  return (
    <Loaded query={layer} lines={6}>
      {(data) => (
        <figure className="stack-s">
          <ChoroplethMap
            title={say.t('regionPage.map')}
            layer={data}
            level="kec"
            names={names}
            values={values}
            selected={selected}
            focus={focus}
            height={(width) => Math.min(width * 0.8, 340)}
            onSelect={(chosen) => navigate(`/wilayah/${chosen}`)}
          />
          <figcaption className="small soft">
            {say.t('regionPage.mapHint')} {data.source}
          </figcaption>
        </figure>
      )}
    </Loaded>
  );
}
