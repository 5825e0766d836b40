import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { type MapLayer, regionsApi } from '#api/regions.ts';
import { call } from '../call.ts';
import { useOperation } from '../use-operation.ts';

export type MapLevel = 'kab' | 'kec' | 'village';

/** Maps are large and change only with a new version: fetched once, kept until the page is left. */
const fetched = new Map<string, Promise<MapLayer>>();

function fetchLayer(layer: MapLevel, kab: string | undefined, version: string): Promise<MapLayer> {
  const key = `${layer}|${kab ?? ''}|${version}`;
  const before = fetched.get(key);
  if (before) return before;
  const layerOf = call(regionsApi.mapLayer, { layer, version, ...(kab ? { kab } : {}) });
  fetched.set(key, layerOf);
  layerOf.catch(() => fetched.delete(key));
  return layerOf;
}

/** The layer for a level; for villages the kabupaten they lie in. */
export function useMapLayer(level: MapLevel, kab?: string) {
  const state = useOperation(regionsApi.mapState, {}, { staleMs: 60_000 });
  const version = state.data?.version;
  const layer = useQuery<MapLayer>({
    queryKey: ['map-layer', level, level === 'village' ? kab : undefined, version],
    queryFn: () => fetchLayer(level, level === 'village' ? kab : undefined, version ?? ''),
    enabled: version !== undefined && (level !== 'village' || kab !== undefined),
    staleTime: Number.POSITIVE_INFINITY,
    retry: 1,
  });
  return { state: state.data, layer };
}

/** Code → name of everything a map may show. */
export function useRegionNames(kab?: string): ReadonlyMap<string, string> {
  const regions = useOperation(regionsApi.listRegions, {}, { staleMs: 600_000 });
  const villages = useOperation(
    regionsApi.listVillages,
    { code: kab ?? '' },
    { enabled: kab !== undefined, staleMs: 600_000 },
  );
  return useMemo(
    () =>
      new Map(
        [...(regions.data ?? []), ...(kab === undefined ? [] : (villages.data ?? []))].map((r) => [
          r.code,
          r.name,
        ]),
      ),
    [regions.data, villages.data, kab],
  );
}
